import fc from 'fast-check';
import {
  elementwiseF64,
  emptyF64,
  emptyU8,
  isComparison,
  OPERATIONS,
  sumRowsF64,
  type GridOperand,
  type Operation,
} from '../../../../src/lib/np/kernels';
import { elementwiseWasm } from '../../../../src/lib/np/kernels/wasm/elementwise';
import { kernelInstance, type KernelInstance } from '../../../../src/lib/np/kernels/wasm/instance';

const wasm = kernelInstance(32 * 2 ** 20) as KernelInstance;

const definitions: Record<Operation, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  maximum: (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? NaN : y > x ? y : x),
  minimum: (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? NaN : y < x ? y : x),
  greater: (x, y) => Number(x > y),
  greaterEqual: (x, y) => Number(x >= y),
  less: (x, y) => Number(x < y),
  lessEqual: (x, y) => Number(x <= y),
  equal: (x, y) => Number(x === y),
  notEqual: (x, y) => Number(x !== y),
};
const special = [0, -0, NaN, Infinity, -Infinity, 5e-324, -1e308, 1e308, 1, -1];

/** Numbers with many special ones and many repeats among them, the same on each run. */
function mixed(n: number, seed: number): Float64Array {
  let s = seed;
  return Float64Array.from({ length: n }, () => {
    s = (Math.imul(s, 1664525) + 1013904223) | 0;
    const pick = (s >>> 8) % 20;
    return pick < special.length ? special[pick] : ((s >> 16) % 7) / 2;
  });
}

function operand(kind: string, m: number, n: number, seed: number): GridOperand {
  if (kind === 'number') return { data: mixed(1, seed)[0], column: false, shared: false };
  if (kind === 'column') return { data: mixed(m, seed), column: true, shared: false };
  if (kind === 'row') return { data: mixed(n, seed), column: false, shared: true };
  if (kind === 'booleans')
    return { data: Uint8Array.from(mixed(m * n, seed), (x) => Number(x > 0)), column: false, shared: false };
  if (kind === 'boolean column')
    return { data: Uint8Array.from(mixed(m, seed), (x) => Number(x > 0)), column: true, shared: false };
  return { data: mixed(m * n, seed), column: false, shared: false };
}

const item = (x: GridOperand, i: number, j: number, n: number): number =>
  typeof x.data === 'number' ? x.data : x.data[x.column ? i : x.shared ? j : i * n + j];

/** Where two lists differ first, signs of zero included; -1 where nowhere. */
function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Math.min(a.length, b.length);
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

function expected(op: Operation, a: GridOperand, b: GridOperand, m: number, n: number): number[] {
  return Array.from({ length: m * n }, (_, k) =>
    definitions[op](item(a, Math.floor(k / n), k % n, n), item(b, Math.floor(k / n), k % n, n)),
  );
}

const kinds = ['all', 'number', 'column', 'row', 'booleans', 'boolean column'];

describe.each(Object.keys(OPERATIONS) as Operation[])('%s', (op) => {
  const result = (size: number): Float64Array | Uint8Array =>
    isComparison(op) ? new Uint8Array(size) : new Float64Array(size);

  test('all kinds of operands and sizes agree with the definition, special values included', () => {
    const kind = fc.constantFrom(...kinds),
      size = fc.integer({ min: 1, max: 37 });
    fc.assert(
      fc.property(kind, kind, size, size, fc.nat(1e6), (ka, kb, m, n, seed) => {
        const a = operand(ka, m, n, seed),
          b = operand(kb, m, n, seed + 1),
          out = result(m * n);
        elementwiseWasm(wasm, op, a, b, m, n, out);
        expect(firstDifference(out, expected(op, a, b, m, n))).toBe(-1);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    [1, 20001],
    [3, 8192],
    [2500, 7],
    [1, 8192],
    [1, 8193],
  ])('more than one chunk: %d x %d', (m, n) => {
    for (const [ka, kb] of [
      ['all', 'all'],
      ['all', 'number'],
      ['column', 'all'],
      ['all', 'row'],
      ['booleans', 'boolean column'],
    ]) {
      const a = operand(ka, m, n, 3),
        b = operand(kb, m, n, 4),
        out = result(m * n);
      elementwiseWasm(wasm, op, a, b, m, n, out);
      expect(firstDifference(out, expected(op, a, b, m, n))).toBe(-1);
    }
  });
});

test('the result may be one of the operands', () => {
  const x = mixed(10000, 5),
    whole = { data: x, column: false, shared: false };
  const want = expected('add', { ...whole, data: x.slice() }, { ...whole, data: x.slice() }, 1, 10000);
  elementwiseWasm(wasm, 'add', whole, whole, 1, 10000, x);
  expect([...x]).toEqual(want);
});

test('writes nothing beside the result', () => {
  const out = new Float64Array(1010).fill(-7),
    a = operand('all', 1, 1001, 8);
  elementwiseWasm(wasm, 'multiply', a, a, 1, 1001, out.subarray(5, 1006));
  expect([...out.subarray(0, 5), ...out.subarray(1006)]).toEqual(new Array(9).fill(-7));
});

test('declines where plain loops are as fast', () => {
  const few = operand('all', 1, 10, 1),
    long = operand('all', 2, 9000, 1);
  expect(elementwiseF64('add', few, few, 1, 10, new Float64Array(10))).toBe(false);
  expect(elementwiseF64('add', long, operand('column', 2, 9000, 1), 2, 9000, new Float64Array(18000))).toBe(false);
  expect(elementwiseF64('add', long, long, 1, 18000, new Float64Array(18000))).toBe(true);
});

describe('sumRows', () => {
  /** NumPy's pairwise order, written out. */
  function pairwise(x: ArrayLike<number>, at: number, n: number): number {
    if (n > 128) {
      const half = (n >> 1) - ((n >> 1) % 8);
      return pairwise(x, at, half) + pairwise(x, at + half, n - half);
    }
    let sum = 0,
      i = 0;
    if (n >= 8) {
      const r = Array.from({ length: 8 }, (_, k) => x[at + k]);
      for (i = 8; i + 8 <= n; i += 8) for (let k = 0; k < 8; k++) r[k] += x[at + i + k];
      sum = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
    }
    for (; i < n; i++) sum += x[at + i];
    return sum;
  }

  test.each([
    [1, 256],
    [1, 1000],
    [3, 129],
    [40, 7],
    [32, 8],
    [20, 300],
    [5, 4099],
    [1, 65536],
  ])('%d x %d, to the last digit', (m, n) => {
    const x = Float64Array.from({ length: m * n }, (_, i) => Math.sin(i) * 10 ** ((i * 7) % 9));
    const out = new Float64Array(m);
    expect(sumRowsF64(x, m, n, out)).toBe(true);
    expect([...out]).toEqual(Array.from({ length: m }, (_, i) => pairwise(x, i * n, n)));
  });

  test('declines few items and very many', () => {
    expect(sumRowsF64(new Float64Array(10), 2, 5, new Float64Array(2))).toBe(false);
    expect(sumRowsF64(new Float64Array(65537), 1, 65537, new Float64Array(1))).toBe(false);
  });
});

describe('memory for results', () => {
  test('arrays of all sizes have their length, and none shares an item with another', () => {
    const arrays = Array.from({ length: 400 }, (_, i) =>
      i % 3 ? emptyF64((i * 37) % 9000) : emptyU8((i * 101) % 9000),
    );
    arrays.forEach((a, i) => a.fill(i % 200));
    arrays.forEach((a, i) => {
      expect(a.length).toBe(i % 3 ? (i * 37) % 9000 : (i * 101) % 9000);
      expect(a.every((x) => x === i % 200)).toBe(true);
    });
  });

  test('large arrays have a buffer of their own', () => {
    for (const a of [emptyF64(20000), emptyU8(200000)])
      expect([a.byteOffset, a.buffer.byteLength]).toEqual([0, a.byteLength]);
  });
});
