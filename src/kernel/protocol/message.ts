import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** Between the routing prefix and the signed parts of a message. */
const DELIMITER = '<IDS|MSG>';
const VERSION = '5.3';
const SESSION = randomUUID();

export interface Header {
  msg_id: string;
  msg_type: string;
  username: string;
  session: string;
  date: string;
  version: string;
}

export type Content = Record<string, unknown>;

/** A message of the Jupyter protocol as it came. */
export interface Message {
  identities: Buffer[];
  header: Header;
  content: Content;
}

export function sign(key: string, parts: (string | Buffer)[]): string {
  if (key === '') return '';
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** Reads the frames of a message; null if they are none or their signature is not right. */
export function decode(key: string, frames: Buffer[]): Message | null {
  const at = frames.findIndex((frame) => frame.toString('latin1') === DELIMITER);
  if (at < 0 || frames.length < at + 6) return null;
  const parts = frames.slice(at + 2, at + 6);
  const [given, wanted] = [frames[at + 1], Buffer.from(sign(key, frames.slice(at + 2)))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  try {
    const [header, , , content] = parts.map((part) => JSON.parse(part.toString('utf8')) as Content);
    return { identities: frames.slice(0, at), header: header as unknown as Header, content };
  } catch {
    return null;
  }
}

/** The frames of a message of ours. `parent` is the one that it answers or belongs to. */
export function encode(key: string, type: string, parent: Header | null, content: Content, identities: (string | Buffer)[] = [], metadata: Content = {}): (string | Buffer)[] {
  const header: Header = { msg_id: randomUUID(), msg_type: type, username: parent?.username ?? 'kernel', session: SESSION, date: new Date().toISOString(), version: VERSION };
  const parts = [header, parent ?? {}, metadata, content].map((part) => JSON.stringify(part));
  return [...identities, DELIMITER, sign(key, parts), ...parts];
}
