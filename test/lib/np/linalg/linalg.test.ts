import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { asArray, type ArrayLike } from '../../../../src/lib/np/creation';
import { denseF64 } from '../../../../src/lib/np/iterate';
import * as linalg from '../../../../src/lib/np/linalg';
import type { NDArray } from '../../../../src/lib/np/ndarray';

interface Case {
  call: string;
  args: unknown[];
  named: Record<string, unknown>;
  shape: number[] | null;
  result: unknown;
}
const { cases } = JSON.parse(readFileSync(join(__dirname, '../../../fixtures/np/linalg_cases.json'), 'utf8')) as {
  cases: Case[];
};

/** Fixtures write infinities and NaN as text. */
const revive = (x: unknown): unknown => {
  if (Array.isArray(x)) return x.map(revive);
  if (typeof x === 'object' && x !== null) return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, revive(v)]));
  return x === 'inf' ? Infinity : x === '-inf' ? -Infinity : x === 'nan' ? NaN : x;
};
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const flat = (x: unknown): number[] =>
  typeof x === 'number' ? [x] : Array.isArray(x) ? x.flatMap(flat) : [...denseF64(x as NDArray)];

/** Equal but for rounding, relative to the largest item. */
function expectClose(got: unknown, want: unknown, tolerance: number): void {
  const a = flat(got),
    b = flat(want);
  expect(a.length).toBe(b.length);
  const scale = Math.max(...b.filter(Number.isFinite).map(Math.abs), 0);
  const off = a.map((x, i) => (Object.is(x, b[i]) || x === b[i] ? 0 : Math.abs(x - b[i]) / scale));
  expect(off.filter((x) => !(x <= tolerance))).toEqual([]);
}

/** What rounding is allowed to do: the inverse of the 5 x 5 Hilbert matrix loses six digits, in NumPy as here. */
const tolerance = (c: Case): number => {
  const hilbert = JSON.stringify(c.args[0]).startsWith('[[1.0,0.5') || JSON.stringify(c.args[0]).startsWith('[[1,0.5');
  return hilbert ? 1e-9 : 1e-12;
};

const title = (c: Case): string => `${c.call} ${JSON.stringify(c.args).slice(0, 50)} ${JSON.stringify(c.named)}`;

test.each(cases.map((c) => [title(c), c] as const))('%s', (_title, c) => {
  const fn = (linalg as unknown as Record<string, (...args: unknown[]) => unknown>)[camel(c.call)];
  const args = c.args.map(revive);
  if (Object.keys(c.named).length > 0) args.push(revive(c.named));
  const got = fn(...args),
    want = revive(c.result);
  if (Array.isArray(got)) (want as unknown[]).forEach((part, i) => expectClose(got[i], part, tolerance(c)));
  else {
    expect(typeof got === 'number' ? [] : (got as NDArray).shape).toEqual(c.shape);
    expectClose(got, want, tolerance(c));
  }
});

describe('properties', () => {
  const entry = fc.double({ min: -10, max: 10, noNaN: true }).map((x) => Math.round(x * 64) / 64);
  const matrix = (rows: fc.Arbitrary<number>, cols: fc.Arbitrary<number>): fc.Arbitrary<number[][]> =>
    fc
      .tuple(rows, cols)
      .chain(([m, n]) => fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }));
  const size = fc.integer({ min: 1, max: 7 });
  const any = matrix(size, size);
  const square = size.chain((n) => matrix(fc.constant(n), fc.constant(n)));
  const largest = (x: ArrayLike): number => Math.max(0, ...flat(asArray('test', x)).map(Math.abs));
  const eye = (n: number): number[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  const near = (a: NDArray, b: ArrayLike, limit: number): void =>
    expect(largest(a.subtract(b))).toBeLessThanOrEqual(limit);

  test('svd: U diag(S) Vt is the matrix, U and Vt are orthogonal, S descends; rank-deficient ones too', () => {
    fc.assert(
      fc.property(any, fc.boolean(), fc.boolean(), (a, fullMatrices, deficient) => {
        const input = deficient ? a.map((row, i) => (i % 2 ? a[0].map((x) => -2 * x) : row)) : a;
        const [m, n] = [a.length, a[0].length],
          k = Math.min(m, n);
        const [u, s, vt] = linalg.svd(input, { fullMatrices });
        expect([u.shape, s.shape, vt.shape]).toEqual(fullMatrices ? [[m, m], [k], [n, n]] : [[m, k], [k], [k, n]]);
        near(
          u
            .at(':', `:${k}`)
            .multiply(s)
            .matmul(vt.at(`:${k}`)),
          input,
          1e-12 * (1 + largest(input)),
        );
        near(u.T.matmul(u), eye(u.shape[1]), 1e-13);
        near(vt.matmul(vt.T), eye(vt.shape[0]), 1e-13);
        flat(s).forEach((x, i, all) => expect(x >= 0 && (i === 0 || x <= all[i - 1])).toBe(true));
      }),
      { numRuns: 300 },
    );
  });

  test('eigh: a V = V diag(w), V orthogonal, w ascends', () => {
    fc.assert(
      fc.property(square, (a) => {
        const symmetric = a.map((row, i) => row.map((x, j) => x + a[j][i]));
        const [w, v] = linalg.eigh(symmetric);
        near(asArray('test', symmetric).matmul(v), v.multiply(w), 1e-12 * (1 + largest(symmetric)));
        near(v.T.matmul(v), eye(a.length), 1e-13);
        flat(w).forEach((x, i, all) => expect(i === 0 || x >= all[i - 1]).toBe(true));
      }),
      { numRuns: 200 },
    );
  });

  test('qr: Q R is the matrix, Q has orthonormal columns, R is upper triangular', () => {
    fc.assert(
      fc.property(any, (a) => {
        const k = Math.min(a.length, a[0].length);
        const [q, r] = linalg.qr(a);
        expect([q.shape, r.shape]).toEqual([
          [a.length, k],
          [k, a[0].length],
        ]);
        near(q.matmul(r), a, 1e-12 * (1 + largest(a)));
        near(q.T.matmul(q), eye(k), 1e-13);
        (r.tolist() as number[][]).forEach((row, i) => row.forEach((x, j) => i > j && expect(x).toBe(0)));
      }),
      { numRuns: 200 },
    );
  });

  test('inv and solve undo the matrix, as far as its condition allows', () => {
    fc.assert(
      fc.property(square, (a) => {
        const condition = linalg.cond(a);
        fc.pre(condition < 1e8);
        near(asArray('test', a).matmul(linalg.inv(a)), eye(a.length), 1e-14 * condition * a.length + 1e-14);
        const x = a.map((row) => row[0] + 1);
        near(linalg.solve(a, asArray('test', a).matmul(x)), x, 1e-14 * condition * a.length * (1 + largest(x)));
      }),
      { numRuns: 200 },
    );
  });

  test('cholesky: L L.T is the matrix, L lower triangular', () => {
    fc.assert(
      fc.property(square, (a) => {
        const positive = asArray('test', a).matmul(asArray('test', a).T).add(eye(a.length));
        const lower = linalg.cholesky(positive);
        near(lower.matmul(lower.T), positive, 1e-12 * (1 + largest(positive)));
        (lower.tolist() as number[][]).forEach((row, i) => row.forEach((x, j) => j > i && expect(x).toBe(0)));
      }),
    );
  });

  test('pinv meets the four conditions of Moore and Penrose', () => {
    fc.assert(
      fc.property(any, (rows) => {
        const a = asArray('test', rows),
          p = linalg.pinv(a, 1e-12);
        fc.pre(largest(p) < 1e6);
        const limit = 1e-12 * (1 + largest(a)) * (1 + largest(p)) ** 2;
        near(a.matmul(p).matmul(a), a, limit * (1 + largest(a)));
        near(p.matmul(a).matmul(p), p, limit * (1 + largest(p)));
        near(a.matmul(p).T, a.matmul(p), limit);
        near(p.matmul(a).T, p.matmul(a), limit);
      }),
    );
  });
});

test('matrices of special forms: zeros, one item, views', () => {
  const [u, s, vt] = linalg.svd([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect([s.tolist(), u.T.matmul(u).tolist(), vt.matmul(vt.T).tolist()]).toEqual([
    [0, 0],
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ]);
  expect(linalg.eigh([[5]])[0].tolist()).toEqual([5]);
  const a = asArray('test', [
    [1, 2, 9],
    [3, 4, 9],
  ]).at(':', ':2');
  expect(linalg.det(a.T)).toBeCloseTo(-2, 14);
  expect(linalg.inv(asArray('test', new Float64Array(0)).reshape([0, 0])).shape).toEqual([0, 0]);
  expect(linalg.det(asArray('test', new Float64Array(0)).reshape([0, 0]))).toBe(1);
});

test('the argument stays as it was', () => {
  const a = asArray('test', [
    [4, 9],
    [2, 5],
  ]).astype('float64');
  for (const fn of [linalg.inv, linalg.det, linalg.svd, linalg.eigh, linalg.qr, linalg.cholesky, linalg.pinv]) fn(a);
  expect(a.tolist()).toEqual([
    [4, 9],
    [2, 5],
  ]);
});

describe('errors', () => {
  const list: [string, () => unknown, string][] = [
    [
      'inv singular',
      () =>
        linalg.inv([
          [1, 2],
          [2, 4],
        ]),
      'inv: Singular matrix (shape (2,2))',
    ],
    [
      'solve singular',
      () =>
        linalg.solve(
          [
            [0, 0],
            [0, 0],
          ],
          [1, 2],
        ),
      'solve: Singular matrix',
    ],
    [
      'one of a stack',
      () =>
        linalg.inv([
          [
            [1, 0],
            [0, 1],
          ],
          [
            [1, 1],
            [1, 1],
          ],
        ]),
      'inv: Singular matrix',
    ],
    [
      'inv not square',
      () =>
        linalg.inv([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      'inv: last 2 dimensions of the array must be square, got shape (2,3)',
    ],
    [
      'det of a vector',
      () => linalg.det([1, 2]),
      'det: expected an array of at least 2 axes, got 1-dimensional array of shape (2,)',
    ],
    [
      'solve shapes',
      () =>
        linalg.solve(
          [
            [1, 0],
            [0, 1],
          ],
          [1, 2, 3],
        ),
      'solve: expected b with 2 rows for a of shape (2,2), got shape (3,)',
    ],
    [
      'cholesky',
      () =>
        linalg.cholesky([
          [1, 2],
          [2, 1],
        ]),
      'cholesky: Matrix is not positive definite (shape (2,2))',
    ],
    [
      'svd NaN',
      () => linalg.svd([[1, NaN]]),
      'svd: SVD did not converge: the array (shape (1,2)) holds NaN or infinity',
    ],
    ['eigh infinity', () => linalg.eigh([[Infinity]]), 'eigh: Eigenvalues did not converge'],
    [
      'svd empty',
      () => linalg.svd(asArray('test', new Float64Array(0)).reshape([0, 2])),
      'svd: expected matrices with rows and columns, got shape (0,2)',
    ],
    [
      'lstsq shapes',
      () => linalg.lstsq([[1], [2]], [1, 2, 3]),
      'lstsq: expected b with 2 rows for a of shape (2,1), got shape (3,)',
    ],
    ['norm order', () => linalg.norm([1, 2], 'fro'), "norm: expected a number as ord of a vector, got 'fro'"],
    ['norm matrix order', () => linalg.norm([[1, 2]], 3), 'norm: expected ord of a matrix among'],
    [
      'norm of a stack',
      () => linalg.norm([[[1]]], 2),
      'norm: expected a vector or a matrix (or an axis) with ord 2, got shape (1,1,1)',
    ],
    ['norm axis', () => linalg.norm([1, 2], { axis: 1 }), 'norm: axis 1 is out of bounds for array of dimension 1'],
    ['power', () => linalg.matrixPower([[1]], 0.5), 'matrixPower: expected a whole number as exponent, got 0.5'],
  ];
  test.each(list)('%s', (_title, act, text) => {
    expect(act).toThrow(text);
  });
  test('singular ones are LinAlgError', () => {
    expect(() => linalg.inv([[0]])).toThrow(linalg.LinAlgError);
  });
});
