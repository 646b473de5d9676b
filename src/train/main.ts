/** `npm run train -- NAME [--option=value ...]`: trains a network of the pack. Each is one file in this folder, found by its name. */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Training } from './types';

const NOT_NETWORKS = new Set(['main', 'types']);

/** Names of the networks: files beside this one. */
export function trainings(folder = __dirname): string[] {
  const names = fs.readdirSync(folder).map((file) => /^([a-z][\w-]*)\.(js|ts)$/i.exec(file)?.[1]);
  return [...new Set(names.filter((name): name is string => name !== undefined && !NOT_NETWORKS.has(name)))].sort();
}

export const trainingOf = (name: string): Training => (require(path.join(__dirname, name)) as { default: Training }).default;

/** '--epochs=3 --fast' as { epochs: '3', fast: 'true' }; only options that the network knows. */
export function readOptions(args: readonly string[], known: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    args.map((arg) => {
      const match = /^--([\w-]+)(?:=(.*))?$/.exec(arg);
      if (!match || !known.includes(match[1])) throw new Error(`there is no option ${arg}; options are ${known.map((name) => `--${name}=...`).join(', ') || 'none'}`);
      return [match[1], match[2] ?? 'true'];
    }),
  );
}

function help(): string {
  const rows = trainings().map((name) => {
    const { about, options = {} } = trainingOf(name);
    return [`  ${name}: ${about}`, ...Object.entries(options).map(([option, text]) => `      --${option}=...  ${text}`)].join('\n');
  });
  return `Usage: npm run train -- NAME [--option=value ...]\n\n${rows.join('\n')}\n`;
}

async function main([name, ...args]: string[]): Promise<void> {
  if (!name || name === '--help' || name === '-h') return void process.stdout.write(help());
  if (!trainings().includes(name)) throw new Error(`there is no network '${name}'; networks are ${trainings().join(', ')}`);
  const training = trainingOf(name);
  const options = readOptions(args, Object.keys(training.options ?? {}));
  await training.run({ options, log: (line) => void process.stdout.write(`${line}\n`) });
}

if (require.main === module)
  main(process.argv.slice(2)).catch((error: Error) => {
    process.stderr.write(`train: ${error.message}\n`);
    process.exitCode = 1;
  });
