// Reads lines of {definitions, contexts}; answers each with what flagd says of every flag for every context: [key, variant, value].
import { createInterface } from 'node:readline';
import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { definitions, contexts } = JSON.parse(line);
  const storage = new MemoryStorage(silent);
  new FlagdCore(storage, silent).setConfigurations(definitions);
  const answers = contexts.map((context) => [...storage.getFlags()].map(([key, flag]) => {
    const { variant, value, errorCode, errorMessage } = flag.evaluate(context, silent);
    return [key, errorCode ? `${errorCode}: ${errorMessage}` : variant, value ?? null];
  }));
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
