import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { emptyF64, expF64, matmulF64, matmulStridedF64, type MatrixOperand } from '../../../../src/lib/np/kernels';
import { expPlain, matmulPlain } from '../../../../src/lib/np/kernels/plain';
import { expWasm } from '../../../../src/lib/np/kernels/wasm/exp';
import { kernelInstance, type KernelInstance } from '../../../../src/lib/np/kernels/wasm/instance';
import { matmulWasm } from '../../../../src/lib/np/kernels/wasm/matmul';

const wasm = kernelInstance(32 * 2 ** 20) as KernelInstance;

/** How many float64 lie between two numbers of the same sign. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const bits = new BigInt64Array(Float64Array.of(a, b).buffer);
  const d = bits[0] - bits[1];
  return Number(d < 0n ? -d : d);
}

/** Numbers in [-1, 1) that are the same on each run. */
function noise(n: number, seed = 1): Float64Array {
  let s = seed;
  return Float64Array.from({ length: n }, () => {
    s = (Math.imul(s, 1664525) + 1013904223) | 0;
    return s / 2 ** 31;
  });
}

const dense = (data: Float64Array, cols: number): MatrixOperand => ({ data, offset: 0, rowStride: cols, colStride: 1 });

test('WebAssembly SIMD runs here', () => {
  expect(kernelInstance()).not.toBeNull();
});

test('binary.ts is what the AssemblyScript source compiles to', () => {
  const script = join(__dirname, '../../../../scripts/wasm.mjs');
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toContain('current');
});

describe('exp', () => {
  const special = [
    0,
    -0,
    NaN,
    Infinity,
    -Infinity,
    709.782712893384,
    709.782712893385,
    710,
    -745.1332191019411,
    -745.1332191019412,
    -746,
    1e308,
    -1e308,
  ].concat([
    5e-324,
    -5e-324,
    2.2e-308,
    1e-16,
    -1e-16,
    1,
    -1,
    354,
    -354,
    353.99,
    354.9,
    -354.9,
    400,
    -708.4,
    -709,
    -740,
    2 ** -1022,
  ]);

  test.each([1, 7, 8, 9, 47, 48, 4095, 4096, 4097, 10001])('%d items agree with Math.exp to 1 ulp', (n) => {
    const x = noise(n).map((v) => v * 340);
    const y = new Float64Array(n);
    expWasm(wasm, x, y);
    expect(Math.max(...y.map((v, i) => ulps(v, Math.exp(x[i]))))).toBeLessThanOrEqual(1);
  });

  test.each(special)('e^%d among ordinary numbers', (value) => {
    const x = noise(100),
      y = new Float64Array(100);
    x[61] = value;
    expF64(x, y);
    expect(ulps(y[61], Math.exp(value))).toBeLessThanOrEqual(1);
    expect(ulps(y[60], Math.exp(x[60]))).toBeLessThanOrEqual(1);
  });

  test('reaches the accuracy of exact values around each table step', () => {
    const x = Float64Array.from({ length: 8192 }, (_, i) => ((i - 4096) * Math.LN2) / 2048);
    const y = new Float64Array(x.length);
    expWasm(wasm, x, y);
    expect(Math.max(...y.map((v, i) => ulps(v, Math.exp(x[i]))))).toBeLessThanOrEqual(1);
  });

  test('in place, and into a subarray, writes nothing else', () => {
    const x = noise(300),
      want = x.map(Math.exp),
      all = new Float64Array(310).fill(-7);
    expF64(x, all.subarray(5, 305));
    expF64(x, x);
    expect([...all.subarray(0, 5), ...all.subarray(305)]).toEqual(new Array(10).fill(-7));
    expect(all.subarray(5, 305)).toEqual(x);
    expect(Math.max(...x.map((v, i) => ulps(v, want[i])))).toBeLessThanOrEqual(1);
  });

  test('in place with infinities and NaN', () => {
    const x = noise(200);
    x.set([NaN, Infinity, -Infinity, 800, -800], 100);
    expF64(x, x);
    expect([...x.subarray(100, 105)]).toEqual([NaN, Infinity, 0, Infinity, 0]);
  });

  test('refuses arrays of different lengths', () => {
    expect(() => expF64(new Float64Array(3), new Float64Array(2))).toThrow('expF64: expected dst of length 3, got 2');
  });

  test('plain loop', () => {
    const y = new Float64Array(3);
    expPlain(Float64Array.of(0, 1, -Infinity), y);
    expect([...y]).toEqual([1, Math.E, 0]);
  });
});

/** The definition, with nothing clever. */
function product(a: MatrixOperand, b: MatrixOperand, m: number, k: number, n: number): Float64Array {
  const at = (x: MatrixOperand, i: number, j: number): number => x.data[x.offset + i * x.rowStride + j * x.colStride];
  return Float64Array.from({ length: m * n }, (_, ij) => {
    let s = 0;
    for (let p = 0; p < k; p++) s += at(a, Math.floor(ij / n), p) * at(b, p, ij % n);
    return s;
  });
}

const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i])), 0);

describe('matmul', () => {
  const size = fc.integer({ min: 1, max: 33 });
  const layout = fc.constantFrom('rows', 'columns', 'every other', 'reversed');

  /** An r x c operand of noise in the given layout. */
  function operand(kind: string, r: number, c: number, seed: number): MatrixOperand {
    if (kind === 'columns') return { data: noise(r * c, seed), offset: 0, rowStride: 1, colStride: r };
    if (kind === 'every other')
      return { data: noise(2 * r * (2 * c + 1), seed), offset: 1, rowStride: 2 * (2 * c + 1), colStride: 2 };
    if (kind === 'reversed') return { data: noise(r * c, seed), offset: r * c - 1, rowStride: -c, colStride: -1 };
    return dense(noise(r * c, seed), c);
  }

  test('all sizes and layouts: WebAssembly and plain loops agree with the definition', () => {
    fc.assert(
      fc.property(size, size, size, layout, layout, (m, k, n, la, lb) => {
        const a = operand(la, m, k, 3),
          b = operand(lb, k, n, 5),
          want = product(a, b, m, k, n);
        const plain = new Float64Array(m * n),
          fast = new Float64Array(m * n);
        matmulPlain(a, b, m, k, n, plain);
        matmulWasm(wasm, a, b, m, k, n, fast);
        expect(distance(plain, want)).toBeLessThan(1e-13);
        expect(distance(fast, want)).toBeLessThan(1e-13);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [1030, 3, 5],
    [5, 1030, 3],
    [3, 5, 1030],
    [1, 2100, 1],
    [1025, 257, 2],
  ])('over the edge of a tile: %d x %d x %d', (m, k, n) => {
    const a = noise(m * k, 7),
      b = noise(k * n, 9),
      out = new Float64Array(m * n);
    matmulF64(a, b, m, k, n, out);
    expect(distance(out, product(dense(a, k), dense(b, n), m, k, n))).toBeLessThan(1e-12);
  });

  test('a transposed operand over the edge of a tile', () => {
    const a: MatrixOperand = { data: noise(1030 * 9, 2), offset: 0, rowStride: 1, colStride: 1030 },
      b = dense(noise(9 * 6, 4), 6);
    const out = new Float64Array(1030 * 6);
    matmulStridedF64(a, b, 1030, 9, 6, out);
    expect(distance(out, product(a, b, 1030, 9, 6))).toBeLessThan(1e-13);
  });

  test('infinities and NaN stay in their rows and columns, and leave nothing behind for the next product', () => {
    const a = noise(12 * 9),
      b = noise(9 * 7),
      out = new Float64Array(12 * 7);
    a[5 * 9] = Infinity;
    a[11 * 9 + 3] = NaN;
    matmulF64(a, b, 12, 9, 7, out);
    const finite = (row: number): boolean => out.subarray(row * 7, row * 7 + 7).every(Number.isFinite);
    expect([...Array(12).keys()].filter((row) => !finite(row))).toEqual([5, 11]);
    expect(out.subarray(77).every(Number.isNaN)).toBe(true);
    const small = new Float64Array(9 * 9);
    matmulF64(noise(81), noise(81, 2), 9, 9, 9, small);
    expect(small.every(Number.isFinite)).toBe(true);
  });

  test('k = 0 gives zeros, and integers are taken as they are', () => {
    const out = new Float64Array(300 * 2).fill(9);
    matmulF64(new Float64Array(0), new Float64Array(0), 300, 0, 2, out);
    expect(out.every((v) => v === 0)).toBe(true);
    const ints = { data: Int32Array.from({ length: 100 }, (_, i) => i), offset: 0, rowStride: 10, colStride: 1 };
    matmulStridedF64(ints, ints, 10, 10, 10, out);
    expect(out[0]).toBe(2850);
  });

  test('refuses an output that is too small', () => {
    expect(() => matmulF64(new Float64Array(4), new Float64Array(4), 2, 2, 2, new Float64Array(3))).toThrow(
      'matmulF64: expected out of at least 4 items, got 3',
    );
  });
});

test('GRADUS_WASM=0 turns to the plain loops, with the same results', () => {
  jest.isolateModules(() => {
    process.env.GRADUS_WASM = '0';
    const { kernelInstance: start } = require('../../../../src/lib/np/kernels/wasm/instance') as {
      kernelInstance(): unknown;
    };
    const fallback = require('../../../../src/lib/np/kernels') as typeof import('../../../../src/lib/np/kernels');
    const x = noise(400),
      y = new Float64Array(400),
      z = new Float64Array(400);
    expect(start()).toBeNull();
    fallback.expF64(x, y);
    expect([...y]).toEqual([...x.map(Math.exp)]);
    fallback.matmulF64(x, x, 20, 20, 20, z);
    expect(distance(z, product(dense(x, 20), dense(x, 20), 20, 20, 20))).toBeLessThan(1e-13);
    delete process.env.GRADUS_WASM;
  });
});

test('emptyF64 has its length and is writable to the end', () => {
  for (const n of [0, 5, 512, 100000]) {
    const x = emptyF64(n);
    x.fill(3);
    expect(x.length).toBe(n);
    expect(x.every((v) => v === 3)).toBe(true);
  }
});
