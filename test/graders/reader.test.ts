import fc from 'fast-check';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readSubmission, UnreadableSubmission } from '../../src/graders/notebook/read';
import { assemble } from '../../src/graders/notebook/assemble';
import { decode, encode } from '../../src/graders/values/codec';
import { FrameReader, encodeFrame } from '../../src/graders/sandbox/frames';
import { isReply } from '../../src/graders/sandbox/protocol';
import * as np from '../../src/lib/np';

const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-reader-')), '01-regularization.ipynb');

function read(content: string): string {
  fs.writeFileSync(file, content);
  try {
    readSubmission(file);
    return 'read';
  } catch (error) {
    if (error instanceof UnreadableSubmission) return 'unreadable';
    throw error;
  }
}

test('any text and any JSON is read or refused, never a crash', () => {
  fc.assert(fc.property(fc.string(), (text) => ['read', 'unreadable'].includes(read(text))), { numRuns: 300 });
  fc.assert(fc.property(fc.json(), (text) => ['read', 'unreadable'].includes(read(text))), { numRuns: 300 });
  const cell = fc.record({ cell_type: fc.constantFrom('code', 'markdown', 7), source: fc.oneof(fc.string(), fc.array(fc.string()), fc.object()), metadata: fc.anything() }, { requiredKeys: [] });
  fc.assert(fc.property(fc.array(cell), (cells) => read(JSON.stringify({ nbformat: 4, metadata: {}, cells })) === 'read'), { numRuns: 300 });
});

test('a .ts file is one cell whose exports are kept', () => {
  const module = file.replace('.ipynb', '.ts');
  fs.writeFileSync(module, 'export function f(): number { return 1; }\nconsole.log(f());');
  const submission = readSubmission(module);
  expect(submission).toMatchObject({ slug: '01-regularization', kind: 'module' });
  const { segments } = assemble([{ id: 'a', role: 'task', task: '1.1', text: 'function f(): number { throw 1; }' }], submission);
  expect(segments.map((s) => s.text)).toEqual(['function f(): number { return 1; }']);
});

test('values come back as they were sent', () => {
  const values = [1, -0, NaN, Infinity, 'text', true, null, undefined, [1, [2]], { a: 1, ['__proto__']: 2 }, np.array([[1, 2], [3, NaN]]), np.array([true, false]), np.array([1, 2], 'int32')]; // prettier-ignore
  for (const value of values) {
    const sent = JSON.parse(JSON.stringify(encode(value))) as unknown;
    const back = decode(sent);
    expect(encode(back)).toEqual(sent);
    expect(Object.prototype.toString.call(back)).toBe(Object.prototype.toString.call(value));
  }
  expect(decode(encode(np.array([[1, 2], [3, NaN]])))).toBeInstanceOf(np.NDArray); // prettier-ignore
  expect(Object.is(decode(encode(-0)), -0)).toBe(true);
  const ring: unknown[] = [];
  ring.push(ring);
  expect(() => encode(ring)).toThrow('nested too deeply');
});

test('no JSON makes a value without its form being checked', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      try {
        decode(json);
      } catch (error) {
        expect((error as Error).message).toMatch(/malformed|nested|Invalid array length/);
      }
    }),
    { numRuns: 1000 },
  );
  expect(() => decode({ a: 'float64', s: [1e9], d: '' })).toThrow('malformed');
  expect(() => decode({ t: 'float32', s: [2], d: 'AAAA' })).toThrow('does not fit the shape');
});

test('frames arrive whole however they are cut, and not above the limit', () => {
  const messages = [{ a: 1 }, ['x'.repeat(1000)], null];
  const bytes = Buffer.concat(messages.map(encodeFrame));
  for (const size of [1, 3, 7, 1000, bytes.length]) {
    const reader = new FrameReader(4096, 1000);
    const got: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size) got.push(...reader.push(bytes.subarray(at, at + size)));
    expect(got).toEqual(messages);
  }
  expect(() => new FrameReader(10, 1000).push(encodeFrame('x'.repeat(20)))).toThrow('above the limit');
});

test('a reply has exactly the form of one', () => {
  expect(isReply({ nonce: 'n', seq: 1, ok: true, value: 1 })).toBe(true);
  expect(isReply({ nonce: 'n', seq: 1, ok: false, error: { name: 'E', message: 'm' } })).toBe(true);
  for (const bad of [null, 1, {}, { nonce: 'n', seq: 1, ok: true }, { nonce: 'n', seq: 1, ok: false, value: 1 }, { nonce: 'n', seq: 1, ok: true, value: 1, score: 100 }, { nonce: 1, seq: 1, ok: true, value: 1 }]) expect(isReply(bad)).toBe(false);
});
