import path from 'node:path';
import { DatasetError, UsageError } from '../error';
import { fetchDataset } from '../fetchDataset';
import { listing, verify } from '../verify';
import { HELP, parseOptions, type CliOptions } from './options';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const stop = new AbortController();
let interrupted: NodeJS.Signals | null = null;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (interrupted) process.exit(130);
    interrupted = signal;
    stop.abort(new DatasetError('interrupted', 'run the same command again: a download goes on from where it stopped'));
  });

async function check(options: CliOptions): Promise<number> {
  const verdicts = await verify(options.name, options.to && path.resolve(options.to));
  if (verdicts.length === 0) throw new DatasetError(`nothing of ${options.name} is there`, `fetch it: npm run datasets -- fetch ${options.name}`);
  for (const { file, status, text } of verdicts) say(`${status.padEnd(8)}${file}: ${text}`);
  return verdicts.some(({ status }) => status === 'wrong') ? 1 : 0;
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.command === 'verify') return check(options);
  if (options.command === 'fetch') say(`ready: ${await fetchDataset(options.name, { ...options, signal: stop.signal, say })}`);
  else say(options.command === 'list' ? listing(options.to && path.resolve(options.to)) : HELP.trimEnd());
  return 0;
}

main().then(
  (code) => (process.exitCode = code),
  (thrown: unknown) => {
    const error: unknown = interrupted ? stop.signal.reason : thrown;
    if (error instanceof UsageError) console.error(`datasets: ${error.message}\n  help: npm run datasets -- --help`);
    else if (error instanceof DatasetError) console.error(`datasets: ${error.message}\n  what to do: ${error.advice}`);
    else console.error(error);
    process.exitCode = interrupted ? 130 : error instanceof UsageError ? 2 : 1;
  },
);
