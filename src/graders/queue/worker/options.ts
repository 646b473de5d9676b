import { parseArgs } from 'node:util';
import os from 'node:os';
import { UsageError } from '../../cli/usage';
import { defaultJobs } from '../../pool/pool';
import { parseAddress, type QueueAddress } from '../address';

export const HELP = `Usage: npm run worker -- --queue redis://host:port[/db] [options]

Grades submissions that \`npm run grade -- PATH --queue ...\` sends, on this machine or another, until it is stopped
(docs/queue.md). Ctrl-C or SIGTERM: it ends what it is at and goes; a second time: at once, and others take over.

Options:
  --queue URL         redis:// or rediss:// (TLS), [user:password@]host:port[/db]; the password may stand in
                      GRADUS_QUEUE_PASSWORD instead
  --jobs N            submissions graded at once (all processors but one, as far as memory goes)
  --name NAME         what it is called in messages (the machine's name and the process' number)
  --takeover SECONDS  when a worker gives no sign of life for so long, others take its jobs (30)
  --sandbox bwrap|process
                      bwrap: submissions run under bubblewrap, and jobs that want anything less are refused;
                      process: those are taken, too, for code and a Redis that you trust
  --help

Exit status: 0 when it was stopped; 1 when the pack changed under it; 2 when the command cannot be carried out.
`;

export interface WorkerOptions {
  address: QueueAddress;
  jobs: number;
  name: string;
  takeoverMs: number;
  sandbox: 'bwrap' | 'process';
}

/** Longest name, in characters. */
const MAX_NAME = 60;

/** The options; null for --help. Throws `UsageError`. */
export function parseOptions(argv: string[]): WorkerOptions | null {
  const values = parse(argv);
  if (values.help) return null;
  if (values.queue === undefined) throw new UsageError('expected --queue redis://host:port');
  if (values.sandbox !== undefined && values.sandbox !== 'bwrap' && values.sandbox !== 'process') throw new UsageError(`--sandbox: expected bwrap or process, got '${values.sandbox}'`);
  const name = values.name ?? `${os.hostname()}-${process.pid}`;
  if (!/^[\w.@ -]+$/.test(name) || name.length > MAX_NAME) throw new UsageError(`--name: expected at most ${MAX_NAME} letters, digits, spaces and . _ - @`);
  return {
    address: parseAddress(values.queue),
    jobs: whole('jobs', values.jobs) ?? defaultJobs(),
    name,
    takeoverMs: 1000 * (whole('takeover', values.takeover) ?? 30),
    sandbox: values.sandbox ?? 'bwrap',
  };
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(Number.isInteger(value) && value > 0)) throw new UsageError(`--${name}: expected a whole number above 0, got '${text}'`);
  return value;
}

const text = { type: 'string' } as const;

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: { queue: text, jobs: text, name: text, takeover: text, sandbox: text, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/(rediss?:\/\/)\S+/g, '$1...'));
  }
}
