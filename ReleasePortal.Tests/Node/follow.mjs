// The stock flagd provider, in-process: prints a toggle's value for one user, at first and after each change that it is told of.
// Arguments: port, server key, the toggle's key, the user's targeting key. Ends when its standard input does.
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { FlagdProvider } from '@openfeature/flagd-provider';

const [port, selector, key, targetingKey] = process.argv.slice(2);
const client = OpenFeature.getClient();
const tell = async () => {
  const { value, variant, reason } = await client.getBooleanDetails(key, false, { targetingKey });
  console.log(`${value} ${variant} ${reason}`);
};

await OpenFeature.setProviderAndWait(new FlagdProvider({ resolverType: 'in-process', host: '127.0.0.1', port: Number(port), selector }));
await tell();
client.addHandler(ProviderEvents.ConfigurationChanged, tell);
process.stdin.on('end', () => process.exit(0)).resume();
