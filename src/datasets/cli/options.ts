import { parseArgs } from 'node:util';
import { UsageError } from '../error';

export const HELP = `Usage: npm run datasets -- list                    what can be fetched, and what is there
       npm run datasets -- fetch NAME [options]    e.g. fetch glove
       npm run datasets -- verify NAME             compares checksums

Options of fetch:
  --from PATH|URL   a file or an http(s) address: a .zip with the file in it, or the file (.txt, .txt.gz);
                    the data set's own address unless given
  --file NAME       which file of the archive (glove.6B.50d.txt), or the name that the file gets
  --sha256 HEX      checksum of the file that --from names
  --timeout SECONDS gives up when nothing comes for so long (60)
  --retries N       how often to try again after a lost connection (3)
Options of all:
  --to DIR          the folder (datasets/downloads)
  --help

An interrupted download goes on where it stopped when the same command is run again.
Exit status: 0; 1 when it failed or a file is wrong; 2 for a wrong command line; 130 when it was interrupted.
`;

export interface CliOptions {
  command: 'list' | 'fetch' | 'verify' | 'help';
  name: string;
  from?: string;
  to?: string;
  file?: string;
  sha256?: string;
  timeoutMs?: number;
  retries?: number;
}

export function parseOptions(argv: string[]): CliOptions {
  const { values, positionals } = parse(argv);
  const [command, name, ...rest] = positionals;
  if (values.help || command === undefined || command === 'help') return { command: 'help', name: '' };
  if (command !== 'list' && command !== 'fetch' && command !== 'verify') throw new UsageError(`expected list, fetch or verify, got '${command}'`);
  if (command !== 'list' && name === undefined) throw new UsageError(`${command}: expected the name of a data set (npm run datasets -- list)`);
  if (rest.length > 0 || (command === 'list' && name !== undefined)) throw new UsageError(`${command}: got more than it takes: '${rest[0] ?? name}'`);
  const timeout = number('timeout', values.timeout, (x) => x > 0);
  return {
    command,
    name: name ?? '',
    from: values.from,
    to: values.to,
    file: values.file,
    sha256: values.sha256,
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
    retries: number('retries', values.retries, (x) => Number.isInteger(x) && x >= 0),
  };
}

function number(option: string, text: string | undefined, right: (x: number) => boolean): number | undefined {
  if (text === undefined) return undefined;
  if (text.trim() !== '' && right(Number(text)) && Number(text) < 1e6) return Number(text);
  throw new UsageError(`--${option}: expected a number${option === 'timeout' ? ' above 0' : ', 0 or more'}, got '${text}'`);
}

function parse(argv: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { from: text, to: text, file: text, sha256: text, timeout: text, retries: text, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
