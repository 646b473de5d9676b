import fs from 'node:fs';
import { createRequire } from 'node:module';

/** What Jupyter writes into the connection file. */
export interface Connection {
  transport: string;
  ip: string;
  key: string;
  shell_port: number;
  iopub_port: number;
  control_port: number;
  stdin_port: number;
  hb_port: number;
}

export interface Socket extends AsyncIterable<Buffer[]> {
  bind(address: string): Promise<void>;
  send(frames: (string | Buffer)[]): Promise<void>;
  close(): void;
  sendHighWaterMark: number;
  linger: number;
}

/** ZeroMQ as tslab has it. */
export const zeromq = (): Record<'Router' | 'Publisher' | 'Reply', new () => Socket> => createRequire(require.resolve('tslab'))('zeromq') as never;

export const readConnection = (file: string): Connection => JSON.parse(fs.readFileSync(file, 'utf8')) as Connection;

export const address = ({ transport, ip }: Connection, port: number): string => (transport === 'ipc' ? `ipc://${ip}-${port}` : `${transport}://${ip}:${port}`);
