import path from 'node:path';
import { ROOT } from '../paths';
import { HELP, parseOptions, UsageError } from './options';
import { ReleaseError } from './packFile';
import { prove } from './prove';
import { release } from './release';

const started = Date.now();
const say = (line: string): void => void process.stderr.write(`release: ${line} (${((Date.now() - started) / 1000).toFixed(0)} s)\n`);

const size = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

function main(): void {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  for (const { path: file, bytes, files } of release(options, ROOT, say)) console.log(`${path.relative(process.cwd(), path.resolve(file)) || '.'}${file.endsWith('/') ? '/' : ''}  ${files} files, ${size(bytes)}`);
  if (!options.check) return;
  prove(options, ROOT, say);
  console.log('The packs install and grade as they should.');
}

try {
  main();
} catch (error) {
  if (!(error instanceof ReleaseError)) throw error;
  console.error(`release: ${error.message}${error instanceof UsageError ? '\n  help: npm run release -- --help' : ''}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
