import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { networkError, writeError } from '../../src/datasets/error';
import { fetchDataset, type FetchOptions } from '../../src/datasets/fetchDataset';
import { Part } from '../../src/datasets/part';
import { withProgress } from '../../src/datasets/progress';
import { listing, verify } from '../../src/datasets/verify';
import { findGlove, loadVectors } from '../../src/lib/embeddings';
import { serve, type TestServer } from './server';

const GLOVE = Buffer.from(Array.from({ length: 8000 }, (_, i) => `word${i} ${Array.from({ length: 50 }, (_, k) => (((i * k) % 100) / 100).toFixed(2)).join(' ')}\n`).join(''));
const sha = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

let to: string;
let server: TestServer;
let said: string[];
beforeEach(async () => {
  to = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-fetch-'));
  server = await serve(GLOVE);
  said = [];
});
afterEach(async () => {
  await server.close();
  fs.rmSync(to, { recursive: true, force: true });
});

const fetchGlove = (options: Partial<FetchOptions> = {}): Promise<string> =>
  fetchDataset('glove', { from: `${server.url}/glove.6B.50d.txt`, to, retries: 0, waitMs: 1, say: (line) => said.push(line), ...options });
const here = (): string[] => fs.readdirSync(to).sort();
const target = (): string => path.join(to, 'glove.6B.50d.txt');

test('a download: checked, recorded, found', async () => {
  expect(await fetchGlove({ sha256: sha(GLOVE) })).toBe(target());
  expect(here()).toEqual(['glove.6B.50d.txt', 'glove.6B.50d.txt.sha256']);
  expect(fs.readFileSync(target()).equals(GLOVE)).toBe(true);
  expect(fs.readFileSync(`${target()}.sha256`, 'utf8')).toBe(`${sha(GLOVE)}  glove.6B.50d.txt\n`);
  expect(said).toEqual([`sha256 ${sha(GLOVE)}: as expected`]);
  expect((await loadVectors(findGlove({ folder: to })!)).size).toBe(8000);
  await fetchGlove();
  expect(said[1]).toContain('is there already');
  expect(server.ranges).toEqual([null]);
});

test('without a checksum the one found is said and recorded', async () => {
  await fetchGlove();
  expect(said).toEqual([`sha256 ${sha(GLOVE)}: no checksum is known for this file; recorded in glove.6B.50d.txt.sha256`]);
});

test('a cut connection leaves the part, and the second try asks for the rest', async () => {
  server.behaviour.cutAfter = 100_000;
  await expect(fetchGlove()).rejects.toMatchObject({ message: expect.stringContaining('the connection was lost'), advice: expect.stringContaining('goes on where it stopped') });
  expect(here()).toEqual(['glove.6B.50d.txt.part', 'glove.6B.50d.txt.part.json']);
  const kept = fs.statSync(`${target()}.part`).size;
  expect(kept).toBeGreaterThan(0);
  server.behaviour.cutAfter = null;
  await fetchGlove({ sha256: sha(GLOVE) });
  expect(server.ranges).toEqual([null, `bytes=${kept}-`]);
  expect(fs.readFileSync(target()).equals(GLOVE)).toBe(true);
  expect(here()).toEqual(['glove.6B.50d.txt', 'glove.6B.50d.txt.sha256']);
});

test('lost connections are tried again by itself', async () => {
  server.behaviour.cutAfter = 700_000;
  await fetchGlove({ retries: 3, sha256: sha(GLOVE) });
  expect(server.ranges.length).toBeGreaterThan(1);
  expect(server.ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range!))).toBe(true);
  expect(said[0]).toMatch(/connection was lost .*trying again in 0.001 s \(1 of 3\)/);
  expect(fs.readFileSync(target()).equals(GLOVE)).toBe(true);
});

test.each([
  ['a server without ranges', { ranges: false }],
  ['a changed ETag', { etag: '"two"' }],
  ['a server without validators', { etag: null }],
])('%s: from the beginning', async (_what, change) => {
  if ('etag' in change && change.etag === null) server.behaviour.etag = null;
  server.behaviour.cutAfter = 100_000;
  await expect(fetchGlove()).rejects.toThrow('lost');
  const other = Buffer.from(GLOVE.toString().replaceAll('word', 'term'));
  Object.assign(server.behaviour, change, { cutAfter: null, content: other });
  await fetchGlove();
  expect(fs.readFileSync(target()).equals(other)).toBe(true);
});

test('another address does not go on with the part; a whole part is not fetched again', async () => {
  server.behaviour.cutAfter = 100_000;
  await expect(fetchGlove()).rejects.toThrow('lost');
  server.behaviour.cutAfter = null;
  await fetchGlove({ from: `${server.url}/other/glove.6B.50d.txt` });
  expect(server.ranges).toEqual([null, null]);
  fs.rmSync(target());
  fs.writeFileSync(`${target()}.part`, GLOVE);
  fs.writeFileSync(`${target()}.part.json`, JSON.stringify({ url: `${server.url}/glove.6B.50d.txt`, validator: '"one"', total: GLOVE.length, pid: 0 }));
  await fetchGlove();
  expect([server.ranges.length, fs.readFileSync(target()).equals(GLOVE)]).toEqual([2, true]);
});

test('a wrong checksum: nothing under the final name, and what to do', async () => {
  const error = await fetchGlove({ sha256: 'a'.repeat(64) }).catch((e: unknown) => e);
  expect(error).toMatchObject({ message: `glove.6B.50d.txt is not the file that was expected: expected sha256 ${'a'.repeat(64)}, got ${sha(GLOVE)}`, advice: expect.stringContaining('--sha256') });
  expect(here()).toEqual([]);
});

test('what is no GloVe file is thrown away', async () => {
  server.behaviour.content = Buffer.from('<html>log in first</html>\n');
  await expect(fetchGlove()).rejects.toThrow('glove.6B.50d.txt is no GloVe file');
  await expect(fetchGlove({ from: `${server.url}/glove.txt`, file: 'glove.6B.100d.txt' })).rejects.toThrow('is no GloVe file');
  server.behaviour.content = GLOVE;
  await expect(fetchGlove({ file: 'glove.6B.100d.txt' })).rejects.toThrow('expected 100 numbers a word, as the name says, got 50');
  expect(here()).toEqual([]);
});

test('answers that are no file', async () => {
  server.behaviour.status = 404;
  await expect(fetchGlove()).rejects.toMatchObject({ message: expect.stringContaining('the server answered 404'), advice: expect.stringContaining('--from FILE') });
  server.behaviour.status = 503;
  await expect(fetchGlove({ retries: 1 })).rejects.toThrow('the server answered 503');
  server.behaviour.status = 403;
  await expect(fetchGlove()).rejects.toThrow('answered 403');
  server.behaviour.redirect = '/again';
  await expect(fetchGlove()).rejects.toThrow('too many redirects');
  expect(here()).toEqual([]);
});

test('a server that falls silent', async () => {
  server.behaviour.stallAfter = 1000;
  await expect(fetchGlove({ timeoutMs: 300 })).rejects.toThrow('nothing came for 0.3 s');
});

test('an abort keeps the part', async () => {
  server.behaviour.stallAfter = 100_000;
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('interrupted')), 300);
  await expect(fetchGlove({ signal: stop.signal })).rejects.toThrow('interrupted');
  expect(here()).toEqual(['glove.6B.50d.txt.part', 'glove.6B.50d.txt.part.json']);
});

test('errors of the network and of the disk say what to do', async () => {
  const of = (code: string): string => networkError(Object.assign(new Error('x'), { cause: Object.assign(new Error('y'), { code }) }), 'https://host/x').message;
  expect(of('DEPTH_ZERO_SELF_SIGNED_CERT')).toContain('the certificate of host was not accepted');
  expect(of('ENOTFOUND')).toContain('there is no host host');
  expect(of('ECONNREFUSED')).toContain('refuses connections');
  await server.close();
  await expect(fetchGlove()).rejects.toThrow('refuses connections');
  expect((writeError({ code: 'ENOSPC' }, '/x/y') as Error).message).toBe('/x/y: the disk is full');
  expect(() => new Part(target()).checkSpace(1e18)).toThrow(/needs 1000000000 GB more, and the disk has/);
});

(fs.existsSync('/dev/full') ? test : test.skip)('a full disk', async () => {
  const part = new Part(target());
  fs.symlinkSync('/dev/full', part.path);
  await expect(part.write(0, (async function* () { yield Buffer.alloc(10); })(), () => undefined)).rejects.toThrow('the disk is full'); // prettier-ignore
});

test('two fetches of one file at once: the second says so', async () => {
  new Part(target()).save({ url: 'u', validator: null, total: null });
  fs.writeFileSync(`${target()}.part.json`, fs.readFileSync(`${target()}.part.json`, 'utf8').replace(/"pid":\d+/, `"pid":${process.ppid}`));
  await expect(fetchGlove()).rejects.toThrow(`process ${process.ppid} is fetching this file already`);
});

describe('archives', () => {
  const zip = (): Buffer => Buffer.from(zipSync({ 'readme.txt': Buffer.from('hello'), 'glove/glove.6B.50d.txt': GLOVE, 'glove/glove.6B.100d.txt': Buffer.from('a 1\n') }));
  const local = (data: Buffer, name = 'vectors.zip'): string => {
    fs.mkdirSync(path.join(to, 'from'), { recursive: true });
    fs.writeFileSync(path.join(to, 'from', name), data);
    return path.join(to, 'from', name);
  };

  test('a local archive is read where it lies', async () => {
    const data = zip();
    await fetchGlove({ from: local(data), sha256: sha(data) });
    expect([here(), fs.readFileSync(target()).equals(GLOVE)]).toEqual([['from', 'glove.6B.50d.txt', 'glove.6B.50d.txt.sha256'], true]);
    await expect(fetchGlove({ from: local(data), file: 'glove.6B.200d.txt' })).rejects.toThrow('expected a file glove.6B.200d.txt in it, got readme.txt, glove/glove.6B.50d.txt');
    await expect(fetchGlove({ from: local(data), file: 'glove.6B.100d.txt' })).rejects.toThrow('got 1');
  });

  test('an archive from the network is kept for its other files', async () => {
    server.behaviour.content = zip();
    await fetchGlove({ from: `${server.url}/vectors.zip` });
    expect(here()).toEqual(['glove.6B.50d.txt', 'glove.6B.50d.txt.sha256', 'vectors.zip', 'vectors.zip.sha256']);
    fs.rmSync(target());
    await fetchGlove({ from: `${server.url}/vectors.zip` });
    expect(server.ranges).toEqual([null]);
  });

  test('the published archive has its checksum', async () => {
    server.behaviour.content = zip();
    await expect(fetchGlove({ from: `${server.url}/glove.6B.zip` })).rejects.toThrow('expected sha256 617afb2fe6cb');
    await expect(fetchGlove({ from: local(zip(), 'glove.6B.zip') })).rejects.toThrow('expected sha256 617afb2fe6cb');
    expect(here()).toEqual(['from']);
  });

  test('damaged and cut archives', async () => {
    const data = zip();
    const flipped = Buffer.from(data);
    flipped[data.indexOf('glove.6B.50d.txt') + 16 + 5000] ^= 0x10;
    await expect(fetchGlove({ from: local(flipped) })).rejects.toThrow(/cannot be unpacked|is damaged: expected CRC-32/);
    await expect(fetchGlove({ from: local(data.subarray(0, data.length >> 1)) })).rejects.toThrow('vectors.zip cannot be unpacked');
    const stored = Buffer.from(zipSync({ 'glove.6B.50d.txt': GLOVE }, { level: 0 }));
    stored[1000] ^= 1;
    await expect(fetchGlove({ from: local(stored) })).rejects.toThrow('glove.6B.50d.txt is damaged: expected CRC-32');
    expect(here()).toEqual(['from']);
  });
});

test('a local file is copied; names and options that do not fit are refused', async () => {
  const from = path.join(to, 'mine.txt');
  fs.writeFileSync(from, GLOVE);
  await expect(fetchGlove({ from })).rejects.toThrow("got 'mine.txt': say with --file how it shall be named");
  await fetchGlove({ from, file: 'glove.mine.50d.txt' });
  expect(fs.readFileSync(path.join(to, 'glove.mine.50d.txt')).equals(GLOVE)).toBe(true);
  await expect(fetchGlove({ from, file: '../x' })).rejects.toThrow('expected a name without folders');
  await expect(fetchGlove({ sha256: 'abc' })).rejects.toThrow('expected 64 hexadecimal digits');
  await expect(fetchGlove({ from: 'ftp://x/glove.txt' })).rejects.toThrow('expected a file or an http(s) address');
  await expect(fetchGlove({ from: path.join(to, 'none.zip') })).rejects.toThrow('there is no file');
  await expect(fetchDataset('glow', { say: () => undefined })).rejects.toThrow("expected a data set among glove, got 'glow'");
});

test('verify and list', async () => {
  await fetchGlove();
  expect(await verify('glove', to)).toEqual([{ file: target(), status: 'right', text: 'is as it was fetched' }]);
  fs.appendFileSync(target(), 'x');
  fs.writeFileSync(path.join(to, 'glove.other.txt'), 'x');
  fs.writeFileSync(path.join(to, 'glove.6B.zip'), 'x');
  expect((await verify('glove', to)).map(({ file, status }) => [path.basename(file), status])).toEqual([['glove.6B.50d.txt', 'wrong'], ['glove.6B.zip', 'wrong'], ['glove.other.txt', 'unknown']]); // prettier-ignore
  expect(listing(to)).toContain('here: glove.6B.50d.txt (');
});

test('the progress line tells percent, speed and time left, and goes away', async () => {
  let now = 0;
  const lines: string[] = [];
  const stream = { isTTY: true, columns: 200, write: (text: string) => lines.push(text) };
  const [ci, term] = [process.env.CI, process.env.TERM];
  delete process.env.CI;
  process.env.TERM = 'xterm';
  await withProgress('x', async (onBytes) => {
    onBytes(0, 1e8);
    now = 1000;
    onBytes(5e6, 1e8);
    now = 1050;
    onBytes(6e6, 1e8);
  }, { stream, now: () => now }); // prettier-ignore
  Object.assign(process.env, { ...(ci === undefined ? {} : { CI: ci }), ...(term === undefined ? {} : { TERM: term }) });
  expect(lines.slice(-2)).toEqual([expect.stringMatching(/^\r\u001b\[K\[█░+\] x: 5\.0 % of 100 MB, 5\.0 MB\/s, about 19 s left$/), '\r\u001b[K']);
});
