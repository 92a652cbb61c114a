// A page of the shop with the stock web SDK. The query says with which portal, key and user, and how often to poll when it does.
import { OpenFeature } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';

const query = new URLSearchParams(location.search);
const pollInterval = Number(query.get('poll'));
await OpenFeature.setContext(query.has('user') ? { targetingKey: query.get('user') } : {});
await OpenFeature.setProviderAndWait(new OFREPWebProvider({
  baseUrl: query.get('portal'),
  headers: [['Authorization', `Bearer ${query.get('key')}`]],
  ...(pollInterval > 0 && { pollInterval, changeDetection: 'polling' }),
}));

const client = OpenFeature.getClient();
window.shop = {
  ask: (type, key, otherwise) => client[`get${type}Details`](key, otherwise),
  comeAs: (targetingKey, attributes) => OpenFeature.setContext({ targetingKey, ...attributes }),
};
