import fc from 'fast-check';
import { Unsendable, decode, encode } from '../../../src/graders/values/codec';
import { encodeFrame, FrameReader } from '../../../src/graders/sandbox/frames';
import { isReply } from '../../../src/graders/sandbox/protocol';
import { runTest } from '../../../src/graders/run/runTest';
import type { PlannedTest } from '../../../src/graders/run/assignment';
import { LearnerError } from '../../../src/graders/sandbox/sandbox';
import * as np from '../../../src/lib/np';
import { TensorValue } from '../../../src/lib/check/values';

const SEED = 20_260_102;
const [MAX_BYTES, MAX_ITEMS] = [1 << 20, 10_000];

/** What a test expects; no reply of these thousands holds it, as none holds this number. */
const SECRET = 0.123456789;
const EXPECTED: unknown[] = [SECRET, np.array([[SECRET, 1], [NaN, 3]]), { cost: SECRET, grads: np.array([SECRET]) }, [SECRET, 'x'], new TensorValue('float32', [1], Float32Array.of(SECRET))]; // prettier-ignore

const outcomes: Record<string, number> = {};
const count = (what: string): void => void (outcomes[what] = (outcomes[what] ?? 0) + 1);

const planned = (expected: unknown): PlannedTest => ({ test: { name: 'fuzz', property: 'the value is right', args: () => [], expected: () => expected }, isPublic: true, maxPoints: 1 }) as PlannedTest;

/** The way of a reply through the grader: frames, form, value, comparison. Only refusals in words and failed tests may come of it. */
async function receive(bytes: Buffer): Promise<void> {
  let messages: unknown[];
  try {
    messages = new FrameReader(MAX_BYTES, MAX_ITEMS).push(bytes);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    return count('no frame');
  }
  if (messages.length === 0) return count('no frame');
  for (const message of messages) {
    if (!isReply(message)) count('no reply');
    else if (!message.ok) count('error');
    else await grade(message.value);
  }
}

/** Arrays and tensors must have as many items as their shapes say. */
function checkSizes(value: unknown): void {
  const isArray = value instanceof np.NDArray || value instanceof TensorValue;
  const size = isArray ? value.shape.reduce((p, n) => p * n, 1) : 0;
  if (isArray && value.data.length !== size) throw new Error(`${value.data.length} items for shape ${value.shape.join()}`);
  if (Array.isArray(value)) value.forEach(checkSizes);
}

async function grade(value: unknown): Promise<void> {
  const call = (): Promise<unknown> => {
    try {
      const decoded = decode(value);
      checkSizes(decoded);
      return Promise.resolve(decoded);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
      return Promise.reject(new LearnerError('no-reply', error.message));
    }
  };
  for (const expected of EXPECTED) {
    const outcome = await runTest(planned(expected), 'f', { call, probe: call }, { slug: '01-regularization', functions: {} });
    if (outcome.status === 'passed') throw new Error(`points for ${JSON.stringify(value).slice(0, 200)}`);
    if (outcome.message.length > 3000) throw new Error('a message without end');
    count(outcome.status);
  }
}

async function fuzz<T>(runs: number, arbitrary: fc.Arbitrary<T>, act: (value: T) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(arbitrary, act), { numRuns: runs, seed: SEED, endOnFailure: true });
}

const dtype = fc.constantFrom('float64', 'int32', 'bool', 'float32', 'complex64', 'string', 'object', null, 7);
const shape = fc.oneof(fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 5 }), fc.constantFrom<unknown[]>([1e9], [0, 1e308], [NaN], [2 ** 53], new Array(40).fill(1)), fc.jsonValue());
const base64 = fc.oneof(fc.base64String({ maxLength: 64 }), fc.float64Array({ maxLength: 4 }).map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength).toString('base64')), fc.string());
const tagged = fc.oneof(
  fc.record({ n: fc.constantFrom('NaN', 'Infinity', '-0', '1', 'x', null, 5) }),
  fc.record({ u: fc.boolean() }),
  fc.record({ k: fc.jsonValue() }),
  fc.record({ a: dtype, s: shape, d: base64 }, { requiredKeys: ['a'] }),
  fc.record({ t: dtype, s: shape, d: base64 }, { requiredKeys: ['t'] }),
  fc.record({ o: fc.oneof(fc.array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom('cost', 'grads', '__proto__', 'constructor', 'then', 'shape', 'dataSync')), fc.jsonValue({ maxDepth: 1 }))), fc.jsonValue()) }),
  fc.jsonValue(),
);
const value = fc.oneof(tagged, fc.array(tagged, { maxLength: 4 }));
const reply = fc.record({ nonce: fc.oneof(fc.string(), fc.constant('n')), seq: fc.oneof(fc.nat(), fc.double(), fc.jsonValue()), ok: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.jsonValue() }), value, error: fc.jsonValue() }, { requiredKeys: ['nonce', 'seq', 'ok'] });

/** Honest replies, whose bytes are then changed. */
const honest = [0.5, np.array([[1, 2], [3, 4]]), { cost: 1, grads: np.zeros([2]) }, [1, 'x', null, undefined], new TensorValue('float32', [2], Float32Array.of(1, 2))].map((v) => encodeFrame({ nonce: 'n', seq: 1, ok: true, value: encode(v) })); // prettier-ignore
const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), to: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x22, 0x5b, 0x7b, 0x2c, 0x5c, 0x39)) });

describe('10,000 replies that no honest child sends', () => {
  test('2,000 of any bytes', () => fuzz(2000, fc.uint8Array({ maxLength: 300 }), (bytes) => receive(Buffer.from(bytes))));
  test('1,000 frames of any JSON', () => fuzz(1000, fc.jsonValue(), (json) => receive(encodeFrame(json))));
  test('4,000 replies with odd values', () => fuzz(4000, fc.oneof({ weight: 3, arbitrary: value.map((v) => ({ nonce: 'n', seq: 1, ok: true, value: v })) }, { weight: 1, arbitrary: reply }), (message) => receive(encodeFrame(message))));
  test('3,000 honest ones with changed bytes', () =>
    fuzz(3000, fc.tuple(fc.nat(honest.length - 1), fc.array(change, { minLength: 1, maxLength: 4 })), async ([which, changes]) => {
      const bytes = Buffer.from(honest[which]);
      for (const { at, to } of changes) bytes[4 + Math.floor(at * (bytes.length - 4))] = to;
      await receive(bytes);
    }));
  test('every way out was taken', () => {
    for (const what of ['no frame', 'no reply', 'failed', 'no-reply']) expect([what, (outcomes[what] ?? 0) > 300]).toEqual([what, true]);
    expect(outcomes.passed).toBeUndefined();
  });
});

describe('the parser tells right from wrong', () => {
  test('the expected values themselves pass', async () => {
    for (const expected of EXPECTED.slice(2)) {
      const outcome = await runTest(planned(expected), 'f', { call: () => Promise.resolve(decode(encode(expected))), probe: () => Promise.resolve(null) }, { slug: '01-regularization', functions: {} });
      expect(outcome.status).toBe('passed');
    }
  });

  test('short text that takes much memory is refused before it is parsed', () => {
    const frame = (body: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 0].map((_, i) => (body.length >>> (24 - 8 * i)) & 255)), Buffer.from(body)]);
    expect(() => new FrameReader(MAX_BYTES, MAX_ITEMS).push(frame(`[${'[],'.repeat(20_000)}0]`))).toThrow('more than 10000 items');
    expect(() => new FrameReader(MAX_BYTES, MAX_ITEMS).push(frame(`${'['.repeat(300)}${']'.repeat(300)}`))).toThrow('200 levels');
    expect(new FrameReader(MAX_BYTES, MAX_ITEMS).push(frame(JSON.stringify(`${'[,'.repeat(20_000)}\\"[`)))).toHaveLength(1);
  });

  test('a value that cannot be sent equals nothing', async () => {
    for (const expected of EXPECTED) expect((await runTest(planned(expected), 'f', { call: () => Promise.resolve(new Unsendable('function')), probe: () => Promise.resolve(0) }, { slug: '01-regularization', functions: {} })).status).toBe('failed');
  });
});
