import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as random from '../../../../src/lib/np/random';
import { NDArray } from '../../../../src/lib/np/ndarray';

interface Step {
  call: string;
  args: unknown[];
  named: Record<string, unknown>;
  result: unknown;
}
interface Case {
  seed: number | number[];
  steps: Step[];
  pos: number;
  hasGauss: number;
  lastWord: number;
}
const fixture = JSON.parse(readFileSync(join(__dirname, '../../../fixtures/np/random_state.json'), 'utf8')) as {
  singles: Case[];
  seeds: Case[];
  mixed: Case[];
  broadcast: { call: string; args: unknown[]; size: number[] | null; result: unknown }[];
  longRuns: { seed: number; call: string; args: unknown[]; every997: number[] }[];
  moons: { order: number[]; noise: number[][]; last: number[] };
};

type Calls = Record<string, (...args: unknown[]) => unknown>;

/** An NDArray of a nested list of numbers, int32 where all are whole. */
function array(list: unknown): NDArray {
  const shape: number[] = [];
  for (let x = list; Array.isArray(x); x = (x as unknown[])[0]) shape.push(x.length);
  const flat = (Array.isArray(list) ? list.flat(9) : [list]) as number[];
  const whole = flat.every((x) => Number.isInteger(x));
  return new NDArray(
    whole ? Int32Array.from(flat) : Float64Array.from(flat),
    shape,
    undefined,
    0,
    whole ? 'int32' : 'float64',
  );
}

/** Nested lists again. */
const plain = (x: unknown): unknown => (x instanceof NDArray ? x.tolist() : x);

function play(rs: random.RandomState, step: Step): unknown {
  const args = step.args.map((x) => (Array.isArray(x) && Array.isArray(x[0]) ? array(x) : x));
  if (step.call === 'shuffle') {
    const x = array(step.args[0]);
    rs.shuffle(x);
    return plain(x);
  }
  if (Object.keys(step.named).length > 0) args.push(step.named);
  return plain((rs as unknown as Calls)[step.call](...args));
}

/** Gamma below 1 and beta take the C library's pow, which may round the last digit otherwise. */
const lastDigitMayDiffer = (step: Step): boolean =>
  (step.call === 'gamma' && (step.args[0] as number) < 1) || step.call === 'beta';

function expectSame(got: unknown, step: Step): void {
  if (!lastDigitMayDiffer(step)) return expect(got).toEqual(step.result);
  const want = step.result as number[];
  expect((got as number[]).length).toBe(want.length);
  (got as number[]).forEach((x, i) => expect(Math.abs(x - want[i])).toBeLessThanOrEqual(1e-15 * Math.abs(want[i])));
}

const title = (c: Case): string => {
  const s = c.steps[0];
  const text = `${s.call}(${JSON.stringify(s.args).slice(1, -1)}${Object.keys(s.named).length ? ` ${JSON.stringify(s.named)}` : ''})`;
  return c.steps.length > 1
    ? `seed ${JSON.stringify(c.seed).slice(0, 30)}: ${c.steps.map((t) => t.call).join(' ')}`
    : text.slice(0, 80);
};

describe.each(['singles', 'seeds', 'mixed'] as const)('as NumPy, bit for bit: %s', (group) => {
  test.each(fixture[group].map((c) => [title(c), c] as const))('%s', (_title, c) => {
    const rs = new random.RandomState(c.seed);
    for (const step of c.steps) expectSame(play(rs, step), step);
    const [, key, pos, hasGauss] = rs.getState();
    expect({ pos, hasGauss, lastWord: key[623] }).toEqual({ pos: c.pos, hasGauss: c.hasGauss, lastWord: c.lastWord });
  });
});

test.each(fixture.longRuns.map((r) => [`${r.call} ${JSON.stringify(r.args)} seed ${r.seed}`, r] as const))(
  'every 997th of %s',
  (_title, run) => {
    const drawn = (new random.RandomState(run.seed) as unknown as Calls)[run.call](...run.args) as NDArray;
    expect([...drawn.data].filter((_, i) => i % 997 === 0)).toEqual(run.every997);
  },
);

test('parameters that are arrays', () => {
  const rs = new random.RandomState(8) as unknown as Calls;
  for (const c of fixture.broadcast) {
    const parameters = c.args.map((a) => (Array.isArray(a) ? array(a) : a));
    const options = c.size ? [{ size: c.size }] : [];
    const before = (rs as unknown as random.RandomState).getState();
    expect(plain(rs[c.call](...parameters, ...options))).toEqual(c.result);
    (rs as unknown as random.RandomState).setState(before);
    expect(plain(rs[c.call](...c.args, ...options))).toEqual(c.result); // plain lists will do
  }
});

test('a data set of two half circles: order and noise', () => {
  const rs = new random.RandomState(3);
  rs.permutation(0);
  const order = Int32Array.from({ length: 300 }, (_, i) => i);
  rs.shuffle(order);
  const noise = plain(rs.normal({ scale: 0.2, size: [300, 2] })) as number[][];
  expect([...order]).toEqual(fixture.moons.order);
  expect(noise.filter((_, i) => i % 10 === 0)).toEqual(fixture.moons.noise);
  expect(noise[299]).toEqual(fixture.moons.last);
});

describe('the shared generator', () => {
  test('seed makes the functions repeatable, and they share one stream', () => {
    random.seed(5);
    const first = [random.rand(), random.randn(), random.randint(100), random.uniform(), random.normal()];
    const rs = new random.RandomState(5);
    expect([rs.rand(), rs.randn(), rs.randint(100), rs.uniform(), rs.normal()]).toEqual(first);
  });

  test('without a seed two generators differ', () => {
    expect(new random.RandomState().rand()).not.toBe(new random.RandomState().rand());
    random.seed();
    expect(random.rand()).toBeLessThan(1);
  });

  test('getState and setState come back to a point, the waiting normal included', () => {
    random.seed(1);
    random.randn();
    const state = random.getState();
    const ahead = [random.randn(), random.rand(), random.randn()];
    random.rand(1000);
    random.setState(state);
    expect([random.randn(), random.rand(), random.randn()]).toEqual(ahead);
  });
});

describe('arrays in place and copies', () => {
  test('shuffle reorders rows of a strided view and nothing around them', () => {
    const memory = Float64Array.from({ length: 24 }, (_, i) => i);
    const view = new NDArray(memory, [4, 2], [6, 2], 1, 'float64'); // columns 1 and 3 of a (4, 6)
    random.seed(2);
    random.shuffle(view);
    const rows = new Int32Array([0, 1, 2, 3]);
    random.seed(2);
    random.shuffle(rows);
    expect(plain(view)).toEqual([...rows].map((r) => [6 * r + 1, 6 * r + 3]));
    expect(memory.filter((x) => x % 6 !== 1 && x % 6 !== 3)).toEqual(
      Float64Array.from([0, 2, 4, 5, 6, 8, 10, 11, 12, 14, 16, 17, 18, 20, 22, 23]),
    );
  });

  test('permutation leaves its argument as it was', () => {
    const x = array([
      [1.5, 2],
      [3, 4],
      [5, 6],
    ]);
    random.permutation(x);
    expect(plain(x)).toEqual([
      [1.5, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  test('words and other items stay plain arrays', () => {
    const words = ['a', 'b', 'c', 'd'];
    random.seed(3);
    const picked = random.choice(words, { size: [2, 3] });
    random.seed(3);
    const indices = plain(random.choice(4, [2, 3])) as number[][];
    expect(picked).toEqual(indices.map((row) => row.map((i) => words[i])));
    expect(words).toContain(random.choice(words));
    expect([...random.permutation(words)].sort()).toEqual(words);
    random.shuffle(words);
    expect([...words].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('dtypes: whole numbers are int32, float64 past it', () => {
    expect(random.randint(0, 5, 3).dtype).toBe('int32');
    expect(random.randint(0, 2 ** 31 + 1, 3).dtype).toBe('float64');
    expect(random.permutation(4).dtype).toBe('int32');
    expect(random.choice([1, 2, 3], 2).dtype).toBe('int32');
    expect(random.choice([1, 2.5], 2).dtype).toBe('float64');
    expect(random.poisson(2, 3).dtype).toBe('int32');
  });
});

describe('errors', () => {
  const cases: [string, () => unknown, string][] = [
    ['seed too large', () => random.seed(2 ** 32), 'seed: Seed must be between 0 and 2**32 - 1, got 4294967296'],
    ['seed negative', () => random.seed(-1), 'seed: Seed must be between 0 and 2**32 - 1, got -1'],
    ['seed fractional', () => random.seed(1.5), 'seed: expected whole numbers, got 1.5'],
    ['seed empty', () => random.seed([]), 'Seed must be non-empty'],
    ['randint empty range', () => random.randint(5, 5), 'randint: expected low < high, got low 5 and high 5'],
    ['randint fraction', () => random.randint(2.5), 'randint: expected high as a whole number'],
    ['randint range', () => random.randint(-(2 ** 53) + 1, 2 ** 53 - 1), 'randint: expected a range of at most 2^53'],
    ['normal scale', () => random.normal(0, -1), 'normal: expected scale >= 0, got -1'],
    ['normal scale NaN', () => random.normal(0, NaN), 'normal: expected scale >= 0, got NaN'],
    ['uniform range', () => random.uniform(0, Infinity), 'uniform: expected a finite range, got 0 to Infinity'],
    ['size', () => random.rand(2, -1), 'rand: expected a shape of whole numbers from 0, got (2, -1)'],
    [
      'option name',
      () => random.normal({ sigma: 2, size: 3 } as never),
      'normal: expected options among loc, scale, size, got sigma',
    ],
    ['given twice', () => random.normal(1, { loc: 2, size: 3 } as never), 'normal: got two values for loc'],
    ['parameter', () => random.normal('a' as never), 'normal: expected'],
    [
      'broadcast',
      () => random.normal(array([1, 2]), array([1, 2, 3])),
      'could not be broadcast together with shapes (2,) (3,)',
    ],
    ['broadcast size', () => random.normal(array([1, 2]), 1, 3), 'broadcast'],
    ['choice empty', () => random.choice([]), "choice: 'a' cannot be empty"],
    [
      'choice too many',
      () => random.choice(3, 4, false),
      'choice: cannot take a larger sample (4) than population (3)',
    ],
    [
      'choice p length',
      () => random.choice(3, { p: [0.5, 0.5] }),
      "choice: 'a' and 'p' must have the same size, got 3 and 2",
    ],
    ['choice p sum', () => random.choice(2, { p: [0.5, 0.6] }), 'choice: probabilities do not sum to 1, got 1.1'],
    [
      'choice p negative',
      () => random.choice(2, { p: [1.5, -0.5] }),
      'choice: probabilities are not non-negative, got -0.5',
    ],
    ['choice p NaN', () => random.choice(2, { p: [NaN, 1] }), 'choice: probabilities contain NaN'],
    [
      'choice p few',
      () => random.choice(3, { size: 2, replace: false, p: [1, 0, 0] }),
      'choice: fewer non-zero entries in p (1) than size (2)',
    ],
    ['choice 2-d', () => random.choice(array([[1, 2]])), "choice: 'a' must be 1-dimensional, got shape (1,2)"],
    ['shuffle', () => random.shuffle(3 as never), 'shuffle: expected an NDArray or an array, got number'],
    ['state', () => random.setState(['PCG64', [], 0]), 'setState: expected a state of MT19937, got PCG64'],
    ['state key', () => random.setState(['MT19937', [1, 2], 0]), 'setState: expected a key of 624 words, got 2'],
    ['poisson', () => random.poisson(-1), 'poisson: expected lam >= 0, got -1'],
    ['beta', () => random.beta(0, 1), 'beta: expected parameters > 0, got 0'],
  ];
  test.each(cases)('%s', (_title, act, text) => {
    expect(act).toThrow(text);
  });
});
