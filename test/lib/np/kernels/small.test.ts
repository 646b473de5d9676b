import * as np from '../../../../src/lib/np';
import { logF64, matmulStridedF64, uniformF64 } from '../../../../src/lib/np/kernels';
import type { MatrixOperand } from '../../../../src/lib/np/kernels/operand';
import { matmulPlain } from '../../../../src/lib/np/kernels/plain';
import { Mt19937 } from '../../../../src/lib/np/random/mt19937';
import { RandomState } from '../../../../src/lib/np/random';

const rs = new RandomState(5);
const numbers = (n: number): Float64Array => rs.rand(n).data as Float64Array;

describe('products of all forms: flat, short, odd, larger than a tile; rows or columns in one piece', () => {
  const layouts = (data: Float64Array, rows: number, cols: number): MatrixOperand[] => [
    { data, offset: 0, rowStride: cols, colStride: 1 },
    { data, offset: 0, rowStride: 1, colStride: rows },
    { data, offset: 1, rowStride: 2 * cols, colStride: 2 },
  ];
  const sizes = [[1, 300, 1], [2, 1, 200], [3, 20, 211], [20, 3, 211], [20, 2, 301], [5, 7, 9], [3, 211, 20], [20, 211, 2], [13, 13, 13], [17, 300, 19], [1030, 5, 3], [4, 1030, 5], [6, 3, 1030]]; // prettier-ignore
  test.each(sizes)('%d x %d by %d', (m, k, n) => {
    for (const a of layouts(numbers(2 * m * k + 1), m, k))
      for (const b of layouts(numbers(2 * k * n + 1), k, n)) {
        const [out, expected] = [new Float64Array(m * n).fill(NaN), new Float64Array(m * n)];
        matmulStridedF64(a, b, m, k, n, out);
        matmulPlain(a, b, m, k, n, expected);
        const worst = out.reduce(
          (w, x, i) => Math.max(w, Math.abs(x - expected[i]) / expected[i] || (x === expected[i] ? 0 : Infinity)),
          0,
        );
        expect(worst).toBeLessThan(1e-12);
      }
  });

  test('items behind the end of an operand come to nothing, whatever they are', () => {
    matmulStridedF64(
      { data: new Float64Array(1e4).fill(NaN), offset: 0, rowStride: 100, colStride: 1 },
      { data: new Float64Array(1e4).fill(NaN), offset: 0, rowStride: 100, colStride: 1 },
      100,
      100,
      100,
      new Float64Array(1e4),
    ); // leaves NaN in the memory
    const ones = np.ones([15, 15]);
    expect(np.dot(ones, ones).tolist()).toEqual(np.full([15, 15], 15).tolist());
  });
});

test('log: the bits of Math.log, for every kind of number', () => {
  const bits = new Uint32Array(2 * 4000).map((_, i) => (i % 2 ? rs.rand() * 0x7ff00000 : rs.rand() * 2 ** 32));
  const near1 = Array.from({ length: 2000 }, (_, i) => 1 + (rs.rand() - 0.5) * 2 ** -(i % 60));
  const special = [
    0,
    -0,
    -1,
    Infinity,
    -Infinity,
    NaN,
    1,
    2,
    0.5,
    5e-324,
    2 ** -1022,
    2 ** -1022 - 5e-324,
    Number.MAX_VALUE,
  ];
  const x = Float64Array.from([...new Float64Array(bits.buffer), ...near1, ...special]);
  const out = new Float64Array(x.length);
  logF64(x, out);
  const wrong = [...x].filter((value, i) => !Object.is(out[i], Math.log(value)));
  expect(wrong).toEqual([]);
});

test('uniform numbers in a block are those that come one by one, wherever the generator stands', () => {
  for (const [skip, count] of [[0, 128], [1, 311], [623, 312], [622, 313], [5, 5000], [1247, 9001]]) {
    const [block, single] = [new Mt19937(), new Mt19937()];
    for (const g of [block, single]) {
      g.seed(skip);
      for (let i = 0; i < skip; i++) g.uint32();
    }
    const out = new Float64Array(count);
    block.doubles(out);
    expect([...out].findIndex((x) => x !== single.double())).toBe(-1);
    expect(block.uint32()).toBe(single.uint32());
  }
  expect(uniformF64(new Uint32Array(624), 0, new Float64Array(2))).toBe(-1); // few: nothing is done
}); // prettier-ignore

describe('strided memory', () => {
  const index = (shape: number[]): np.NDArray => np.arange(shape.reduce((p, n) => p * n, 1)).reshape(shape);

  test('a part is set from another layout', () => {
    const a = np.zeros([2, 3, 4, 5]);
    const v = index([2, 5, 4, 2]);
    a.set([':', '1:3', ':', '::3'], v.transpose(0, 3, 2, 1).at(':', ':', ':', '::3'));
    for (const [i, j, k, l] of [[0, 0, 0, 0], [1, 1, 3, 1], [0, 1, 2, 1], [1, 0, 1, 0]]) expect(a.item(i, j + 1, k, 3 * l)).toBe(v.item(i, 3 * l, k, j)); // prettier-ignore
    expect(np.sum(a.at(':', 0))).toBe(0);
    expect(np.sum(a)).toBe(np.sum(v.at(':', '::3')));
  });

  test('a row is set for all, and whole rows as pieces', () => {
    const a = np.zeros([3, 100]);
    a.set([':', '10:90'], np.arange(80));
    expect(a.at(2, '9:12').tolist()).toEqual([0, 0, 1]);
    expect(a.at(0, '88:91').tolist()).toEqual([78, 79, 0]);
  });

  test('what overlaps is read before it is written', () => {
    const a = np.arange(200);
    a.set(['1:'], a.at(':-1'));
    expect(a.at(':4').tolist()).toEqual([0, 0, 1, 2]);
    expect(a.item(199)).toBe(198);
    const b = np.arange(5);
    b.set(['::-1'], b);
    expect(b.tolist()).toEqual([4, 3, 2, 1, 0]);
  });

  test('a mask of the whole array, also of a transposed one; sums over the first axis of a view', () => {
    const a = index([2, 3]).T;
    expect(a.at(a.greater(1)).tolist()).toEqual([3, 4, 2, 5]);
    expect(a.at(a.greater(9)).shape).toEqual([0]);
    expect(a.at(':', '1:').sum(0).tolist()).toEqual([12]);
    expect(index([4, 3]).at('::2').sum({ axis: 0, keepdims: true }).tolist()).toEqual([[6, 8, 10]]);
  });

  test('in place through a view with gaps, from a broadcast and from a transposed array', () => {
    const a = np.zeros([3, 4, 6]);
    a.at(':', '1:3', '::2').addInPlace(index([3, 1, 3]));
    expect(a.at(2).tolist()).toEqual([[0, 0, 0, 0, 0, 0], [6, 0, 7, 0, 8, 0], [6, 0, 7, 0, 8, 0], [0, 0, 0, 0, 0, 0]]); // prettier-ignore
    const b = np.zeros([4, 3]);
    b.addInPlace(index([3, 4]).T);
    expect(b.tolist()).toEqual(index([3, 4]).T.tolist());
    expect(np.add(index([2, 3, 4]).transpose(2, 0, 1), index([4, 1, 3])).item(3, 1, 2)).toBe(23 + 11);
  });
});
