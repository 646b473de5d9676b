import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server of a test behaves; may be changed between requests. */
export interface Behaviour {
  content: Buffer;
  etag: string | null;
  ranges: boolean;
  /** The connection is cut behind so many bytes of an answer. */
  cutAfter: number | null;
  /** Answers stop (and stay open) behind so many bytes. */
  stallAfter: number | null;
  status: number;
  redirect: string | null;
}

export interface TestServer {
  url: string;
  behaviour: Behaviour;
  /** Range headers of the requests so far, null without one. */
  ranges: (string | null)[];
  close(): Promise<void>;
}

/** A file server with faults, on this machine only. */
export async function serve(content: Buffer): Promise<TestServer> {
  const behaviour: Behaviour = { content, etag: '"one"', ranges: true, cutAfter: null, stallAfter: null, status: 200, redirect: null };
  const ranges: (string | null)[] = [];
  const server = http.createServer((request, response) => {
    const b = behaviour;
    ranges.push(request.headers.range ?? null);
    if (b.redirect !== null) return response.writeHead(302, { location: b.redirect }).end();
    if (b.status !== 200) return response.writeHead(b.status).end('no');
    const wanted = b.ranges && request.headers['if-range'] === b.etag ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '') : null;
    const from = wanted ? Number(wanted[1]) : 0;
    if (wanted && from >= b.content.length) return response.writeHead(416, { 'content-range': `bytes */${b.content.length}` }).end();
    const body = b.content.subarray(from);
    response.writeHead(wanted ? 206 : 200, {
      'content-length': body.length,
      ...(b.etag ? { etag: b.etag } : {}),
      ...(wanted ? { 'content-range': `bytes ${from}-${b.content.length - 1}/${b.content.length}` } : {}),
    });
    const stop = b.cutAfter ?? b.stallAfter;
    if (stop === null || stop >= body.length) return response.end(body);
    response.write(body.subarray(0, stop), () => {
      if (b.cutAfter !== null) setTimeout(() => request.socket.destroy(), 50);
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, behaviour, ranges, close };
}
