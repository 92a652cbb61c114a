// Bundles a script for browsers and serves a page with it on a free port of this machine; prints that page's address.
// Arguments: the script's file, then pairs of what to replace in it and by what. Ends when its standard input does.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { build } from 'esbuild';

const [file, ...replaced] = process.argv.slice(2);
let contents = await readFile(file, 'utf8');
for (let index = 0; index < replaced.length; index += 2) contents = contents.replaceAll(replaced[index], replaced[index + 1]);
const bundle = await build({
  stdin: { contents, resolveDir: dirname(file), sourcefile: file },
  bundle: true,
  format: 'esm',
  target: 'esnext',
  write: false,
});

const page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script></html>';
const server = createServer((request, response) => {
  const isScript = request.url === '/page.js';
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? bundle.outputFiles[0].contents : page);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
