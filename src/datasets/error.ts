/** Something that went wrong while a data set was fetched, and what the reader can do. */
export class DatasetError extends Error {
  override readonly name: string = 'DatasetError';

  constructor(
    message: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The connection failed in a way that may pass: trying again makes sense. */
export class TransientError extends DatasetError {
  override readonly name = 'TransientError';
}

/** The command line was wrong. */
export class UsageError extends Error {}

const BY_HAND = 'or download the file in another way and pass it with --from FILE';

/** What a failed request means. `error` is what fetch rejected with. */
export function networkError(error: unknown, url: string): DatasetError {
  const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  const code = cause.code ?? '';
  const host = new URL(url).host;
  const what = (message: string, advice: string): DatasetError => new DatasetError(`${url}: ${message}`, `${advice}, ${BY_HAND}`, { cause: error });
  if (/redirect/.test(cause.message)) return what('the server sends from one address to the next without end (too many redirects)', 'check the address');
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code))
    return what(`the connection is not safe: the certificate of ${host} was not accepted (${code})`, "check this machine's clock and certificates (behind a company's proxy: NODE_EXTRA_CA_CERTS)");
  if (code === 'ENOTFOUND') return what(`there is no host ${host}, or this machine has no network`, 'check the address and the network');
  if (code === 'ECONNREFUSED') return what(`${host} refuses connections`, 'check the address, try again later');
  const lost = code || cause.message || 'no reason given';
  return new TransientError(`${url}: the connection was lost (${lost})`, `run the same command again: it goes on where it stopped, ${BY_HAND}`, { cause: error });
}

/** What an answer that is no file means. */
export function statusError(status: number, statusText: string, url: string): DatasetError {
  const said = `${url}: the server answered ${status}${statusText ? ` ${statusText}` : ''}`;
  if (status === 404 || status === 410) return new DatasetError(said, `the file is not there (any more): check the address, ${BY_HAND}`);
  if (status === 401 || status === 403) return new DatasetError(said, `the server does not give the file to everybody: check the address, ${BY_HAND}`);
  if (status === 408 || status === 429 || status >= 500) return new TransientError(said, `the server is busy or broken: try again later, ${BY_HAND}`);
  return new DatasetError(said, `expected the file (200): check the address, ${BY_HAND}`);
}

/** What a failed write means; other errors come back as they are. */
export function writeError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DatasetError(`${file}: the disk is full`, 'free some space (or choose another folder with --to DIR) and run the same command again');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new DatasetError(`${file}: it may not be written (${code})`, 'choose another folder with --to DIR');
  return error;
}
