import fc from 'fast-check';
import * as np from '../../../src/lib/np';
import fixture from '../../fixtures/np/core_cases.json';

interface Plain {
  dtype: string;
  shape: number[];
  values: unknown;
}

const revive = (v: unknown): unknown => (Array.isArray(v) ? v.map(revive) : typeof v === 'string' ? Number(v.replace('inf', 'Infinity')) : v);
const toArray = ({ dtype, shape, values }: Plain): np.NDArray => np.array([revive(values)].flat(Infinity) as number[], dtype).reshape(shape);

const inputs = Object.fromEntries(Object.entries(fixture.inputs as Record<string, Plain>).map(([name, v]) => [name, toArray(v)]));

/** A fixture's expression, with the inputs as variables. */
function evaluate(js: string): unknown {
  return (new Function('np', ...Object.keys(inputs), `return ${js};`) as (...args: unknown[]) => unknown)(np, ...Object.values(inputs));
}

/** Functions whose last digit depends on the mathematics library. */
const TOLERANCE = { rtol: 1e-13, atol: 1e-15 };

describe('NumPy gives the same', () => {
  test.each((fixture.cases as (Plain & { js: string })[]).map((c) => [c.js, c] as const))('%s', (js, expected) => {
    const got = evaluate(js);
    const array = got instanceof np.NDArray ? got : np.array(got as number);
    expect([...array.shape]).toEqual(expected.shape);
    if (got instanceof np.NDArray) expect(array.dtype).toBe(expected.dtype);
    expect(np.isclose(array, toArray(expected), { ...TOLERANCE, equalNan: true }).all()).toBe(true);
  });
});

describe('NumPy prints the same', () => {
  test.each((fixture.printed as { py: string; array: Plain; str: string; repr: string }[]).map((p) => [p.py, p] as const))('%s', (_, { array, str, repr }) => {
    expect(String(toArray(array))).toBe(str);
    const inspect = (toArray(array) as unknown as Record<symbol, () => string>)[Symbol.for('nodejs.util.inspect.custom')];
    expect(inspect.call(toArray(array))).toBe(repr);
  });
});

const shape = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });

test('broadcasting reads each operand at the index that NumPy\'s rule says', () => {
  fc.assert(
    fc.property(shape, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.nat(4), (full, ones, drop) => {
      const other = full.map((n, i) => (ones[i] ? 1 : n)).slice(Math.min(drop, full.length));
      const a = np.arange(full.reduce((p, n) => p * n, 1)).reshape(full);
      const b = np.arange(other.reduce((p, n) => p * n, 1)).reshape(other);
      const sum = np.add(a, b);
      const indices = full.reduce<number[][]>((list, n) => list.flatMap((index) => Array.from({ length: n }, (_, i) => [...index, i])), [[]]);
      for (const index of indices) {
        const own = index.slice(full.length - other.length).map((i, axis) => (other[axis] === 1 ? 0 : i));
        expect(sum.item(...(index.length ? index : []))).toBe(a.item(...index) + b.item(...own));
      }
    }),
    { numRuns: 150 },
  );
});

test('slices agree with arrays\' own, and are views', () => {
  const bound = fc.option(fc.integer({ min: -9, max: 9 }));
  fc.assert(
    fc.property(fc.nat(7), bound, bound, fc.integer({ min: 1, max: 3 }), (n, start, stop, step) => {
      const list = Array.from({ length: n }, (_, i) => i);
      const want = list.slice(start ?? undefined, stop ?? undefined).filter((_, i) => i % step === 0);
      const a = np.arange(n);
      const view = a.at(`${start ?? ''}:${stop ?? ''}:${step}`);
      expect(view.tolist()).toEqual(want);
      if (want.length > 0) {
        view.set([0], -1);
        expect(a.item(want[0])).toBe(-1);
      }
      expect(a.at('::-1').at('::-1').tolist()).toEqual(a.tolist());
    }),
  );
});

test('in-place operations write through views, and only where they point', () => {
  const a = np.zeros([3, 4]);
  a.at('1:', '::2').addInPlace([[1], [2]]);
  expect(a.tolist()).toEqual([[0, 0, 0, 0], [1, 0, 1, 0], [2, 0, 2, 0]]); // prettier-ignore
  a.T.multiplyInPlace(a.T);
  expect(a.tolist()).toEqual([[0, 0, 0, 0], [1, 0, 1, 0], [4, 0, 4, 0]]); // prettier-ignore
  const v = np.arange(5);
  v.at('1:').addInPlace(v.at(':-1')); // the operands overlap
  expect(v.tolist()).toEqual([0, 1, 3, 5, 7]);
});

test.each<[string, () => unknown, RegExp]>([
  ['broadcast', () => np.add(np.zeros([2, 3]), np.zeros(2)), /^add: operands could not be broadcast together with shapes \(2,3\) \(2,\)$/],
  ['dot', () => np.dot(np.zeros([2, 3]), np.zeros([2, 3])), /^dot: shapes \(2,3\) and \(2,3\) not aligned: 3 \(dim 1\) != 2 \(dim 0\)$/],
  ['matmul', () => np.matmul(np.zeros([2, 3]), np.zeros([4, 2])), /^matmul: .*size 4 is different from 3/],
  ['index', () => np.zeros(3).at(5), /index 5 is out of bounds for axis 0 with size 3$/],
  ['too many indices', () => np.zeros(3).at(0, 0), /too many indices: array is 1-dimensional, but 2 were indexed/],
  ['reshape', () => np.zeros(6).reshape([4, 2]), /^reshape: cannot reshape array of size 6 into shape \(4,2\)$/],
  ['axis', () => np.sum(np.zeros([2, 2]), 2), /^sum: axis 2 is out of bounds for array of dimension 2$/],
  ['ragged', () => np.array([[1, 2], [3]]), /^array: setting an array element with a sequence/],
  ['not numbers', () => np.array(['x'] as never), /^array: expected numbers or booleans, got string x$/],
  ['empty maximum', () => np.max(np.zeros([0])), /^max: zero-size array to reduction operation max which has no identity/],
  ['concatenate', () => np.concatenate([np.zeros([2, 2]), np.zeros([2, 3])]), /^concatenate: .*along dimension 1, array 0 has size 2 and array 1 has size 3$/],
  ['mask', () => np.zeros(3).at(np.array([true, false])), /boolean index did not match .*size of axis is 3 but size of boolean axis is 2/],
  ['slice', () => np.zeros(3).at('a:b'), /expected a slice such as '1:3'/],
  ['in place', () => np.zeros(3, 'int32').addInPlace(0.5), /^add: cannot store float64 results in a int32 array in place/],
  ['set', () => np.zeros([2, 3]).set([0], [1, 2]), /^set: could not broadcast input array from shape \(2,\) into shape \(3,\)$/],
  ['dtype', () => np.zeros(2, 'float16'), /data type 'float16' not understood/],
])('error: %s', (_, run, message) => expect(run).toThrow(message)); // prettier-ignore

test('the parts of an array that JavaScript sees', () => {
  const a = np.array([[1, 2], [3, 4]]); // prettier-ignore
  expect([...a].map((row) => row.tolist())).toEqual([[1, 2], [3, 4]]); // prettier-ignore
  expect([a.length, a.ndim, a.size, a.item(3), a.item(-1, 0), Number(np.array(5))]).toEqual([2, 2, 4, 4, 3, 5]);
  expect(() => a.item()).toThrow('can only convert an array of size 1');
});
