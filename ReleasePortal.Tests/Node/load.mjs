// An application under load: evaluates a toggle for ever other users, twenty at a time, and prints what it got whenever that is not
// what it got before. A line on its standard input makes it print how often it has evaluated. Ends when its standard input does.
// Arguments: ofrep or flagd, the portal's address for it, a server key, the toggle's key.
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { OpenFeature } from '@openfeature/server-sdk';
import { FlagdProvider } from '@openfeature/flagd-provider';
import { OFREPProvider } from '@openfeature/ofrep-provider';

const [kind, address, key, toggle] = process.argv.slice(2);
const { hostname: host, port } = new URL(address);
await OpenFeature.setProviderAndWait(kind === 'flagd'
  ? new FlagdProvider({ resolverType: 'in-process', host, port: Number(port), selector: key })
  : new OFREPProvider({ baseUrl: address, headers: [['Authorization', `Bearer ${key}`]] }));
const client = OpenFeature.getClient();

let evaluated = 0;
createInterface({ input: process.stdin }).on('line', () => console.log(evaluated)).on('close', () => process.exit(0));

const evaluate = async () => {
  const { value, errorCode } = await client.getBooleanDetails(toggle, false, { targetingKey: `user-${evaluated++}` });
  return errorCode ? `${value} by default` : `${value}`;
};
for (let last; ; await setTimeout(1)) {
  const got = [...new Set(await Promise.all(Array.from({ length: 20 }, evaluate)))].sort().join(' or ');
  if (got !== last) console.log(got);
  last = got;
}
