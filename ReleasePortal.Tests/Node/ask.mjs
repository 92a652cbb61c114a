// The stock OFREP provider of a server: answers each line of its standard input, {type, key, otherwise, context}, with the details.
// Arguments: the portal's address, a key, and a business configuration to ask under, if any. Ends when its standard input does.
import { createInterface } from 'node:readline';
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';

const [baseUrl, key, configuration] = process.argv.slice(2);
const headers = [['Authorization', `Bearer ${key}`]];
if (configuration) headers.push(['X-Release-Configuration', configuration]);
await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl, headers }));
const client = OpenFeature.getClient();

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { type, key, otherwise, context } = JSON.parse(line);
  console.log(JSON.stringify(await client[`get${type}Details`](key, otherwise, context)));
}
