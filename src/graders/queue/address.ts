import { UsageError } from '../cli/usage';

/** Where a queue is. The password is in here: only `shown` may be printed. */
export interface QueueAddress {
  host: string;
  port: number;
  db: number;
  username?: string;
  password?: string;
  tls: boolean;
  /** The address without its password. */
  shown: string;
}

const PORT = 6379;
/** A password that is to stand in no command line. */
export const PASSWORD_VARIABLE = 'GRADUS_QUEUE_PASSWORD';

const FORM = 'redis://host:port[/db], or rediss:// with TLS';

/** Reads `redis://[user[:password]@]host[:port][/db]`. Throws `UsageError`, which never repeats what was given: there may be a password in it. */
export function parseAddress(given: string, environment: NodeJS.ProcessEnv = process.env): QueueAddress {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') throw new UsageError(`--queue: expected ${FORM}; special characters of a password are written as %40 and so on`);
  const db = url.pathname.replace(/^\//, '');
  if (!/^\d{0,4}$/.test(db)) throw new UsageError(`--queue: expected a database's number after the port, in ${FORM}`);
  if (url.search !== '' || url.hash !== '') throw new UsageError(`--queue: expected nothing after the database's number, in ${FORM}; write ? and # in a password as %3F and %23`);
  const tls = url.protocol === 'rediss:';
  const port = url.port === '' ? PORT : Number(url.port);
  const password = decoded(url.password) || environment[PASSWORD_VARIABLE];
  const username = decoded(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    db: Number(db || 0),
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
    tls,
    shown: `${url.protocol}//${username ? `${url.username}@` : ''}${url.hostname}:${port}${db ? `/${db}` : ''}`,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new UsageError('--queue: a % in the user or password is written as %25');
  }
}

/** Takes the passwords out of what other users of this machine see: the process list, and the environment of processes that are started. */
export function hidePassword(title: string): void {
  process.title = title;
  delete process.env[PASSWORD_VARIABLE];
}
