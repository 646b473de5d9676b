import * as np from '../../lib/np';
import { defineAssignment, type HiddenTest, type ScriptedTest } from '../define';

type WordToVec = Record<string, np.NDArray>;
type Args = () => unknown[];

const TIGHT = { rtol: 1e-7, atol: 1e-12 };
const v = (...numbers: number[]): np.NDArray => np.array(numbers);
const random = (seed: number, d: number): np.NDArray => new np.random.RandomState(seed).randn(d);
const unit = (e: np.NDArray): np.NDArray => e.divide(np.linalg.norm(e));
const dot = (a: np.NDArray, b: np.NDArray): number => np.dot(a, b).item();

function whole(fn: string) {
  return (name: string, property: string, args: Args): HiddenTest => ({ name, property, args, expected: (s) => s[fn](...args()), ...TIGHT });
}

/** Who keeps something between calls gives another result the second time. */
const twice = (fn: string, args: Args, other: Args): ScriptedTest => ({
  name: 'called again',
  property: `${fn} gives the same when it is called again with the same arguments: it keeps nothing between calls`,
  run: async (learner, expect, s) => {
    const want = s[fn](...args());
    expect.close(await learner.call(fn, ...args()), want, TIGHT);
    await learner.call(fn, ...other());
    expect.close(await learner.call(fn, ...args()), want, TIGHT);
  },
});

// ---- 7.1

const cosine = whole('cosineSimilarity');
const cosineTests: HiddenTest[] = [
  cosine('50 numbers', 'vectors of 50 numbers are compared', () => [random(1, 50), random(2, 50)]),
  cosine('one number', 'vectors of a single number are compared', () => [v(3), v(0.2)]),
  cosine('an acute angle', 'the product is divided by both lengths', () => [v(1, 2, 2), v(4, 0, 3)]),
  cosine('an obtuse angle', 'similarity is negative where the angle is larger than a right one', () => [v(1, 2), v(-3, 1)]),
  cosine('opposite vectors', 'opposite vectors have similarity -1', () => [v(2, -1, 5), v(-2, 1, -5)]),
  cosine('a right angle', 'vectors at a right angle have similarity 0', () => [v(1, 1, 0), v(2, -2, 7)]),
  {
    name: 'longer and shorter vectors',
    property: 'the similarity stays the same when either vector is made longer or shorter',
    run: async (learner, expect, s) => {
      const want = s.cosineSimilarity(random(3, 8), random(4, 8));
      for (const [p, q] of [[1000, 1], [1, 0.001], [37, 1e5]]) expect.close(await learner.call('cosineSimilarity', random(3, 8).multiply(p), random(4, 8).multiply(q)), want, TIGHT);
    },
  },
  cosine('equal vectors', 'equal vectors have similarity 1', () => [random(5, 50), random(5, 50)]),
  { name: 'equal vectors, exactly', property: 'equal vectors give exactly 1, without the last digits of a division', args: () => [v(0.1, 0.7, 0.3), v(0.1, 0.7, 0.3)], expected: () => 1, rtol: 0, atol: 0 },
  cosine('one vector of zeros', 'a vector of zeros beside another vector gives 0, not NaN', () => [v(0, 0, 0), v(1, -2, 3)]),
  cosine('zeros as second vector', 'it does not matter which of the two is zero', () => [v(5, 1), v(0, 0)]),
  cosine('two vectors of zeros', 'two vectors of zeros are equal, and give 1', () => [v(0, 0), v(0, 0)]),
  cosine('short vectors', 'vectors of length 0.000001 still have a direction', () => [v(3e-6, 4e-6), v(4e-6, 3e-6)]),
  cosine('short vectors at a right angle', 'short vectors that differ are not taken for equal', () => [v(1e-9, 0), v(0, 1e-9)]),
  cosine('vectors too short to tell', 'where the product of the lengths is about 0 (up to 1e-32) the result is 0', () => [v(1e-17, 0), v(1e-17, 1e-17)]),
  twice('cosineSimilarity', () => [random(6, 5), random(7, 5)], () => [random(8, 5), random(9, 5)]),
];

// ---- 7.2

/** Eight steps of a compass around two places, with lengths that differ. */
const STEPS = { n: [0, 1], ne: [1, 1], e: [1, 0], se: [1, -1], s: [0, -1], sw: [-1, -1], w: [-1, 0], nw: [-1, 1] };
function compass(): WordToVec {
  const map: WordToVec = { here: v(4, 7), there: v(-6, 2) };
  Object.entries(STEPS).forEach(([name, [x, y]], i) => {
    map[`here_${name}`] = v(4 + x, 7 + y);
    map[`there_${name}`] = v(-6 + (1 + 0.1 * i) * x, 2 + (1 + 0.1 * i) * y);
  });
  return map;
}
const bag = (): WordToVec => Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`w${i}`, random(100 + i, 20)]));
/** From `far` everything lies to the left; b is to the right of a. */
const leftwards = (): WordToVec => ({ a: v(0, 0), b: v(1, 0), low: v(-3, 2), high: v(4, 3), far: v(5, 0) });
const lengths = (): WordToVec => ({ a: v(0, 0), b: v(1, 1), c: v(10, 0), near: v(10.9, 1.3), away: v(60, 51), aside: v(11, 0.2) });

const ask = whole('completeAnalogy');
const analogyTests: HiddenTest[] = [
  {
    name: 'eight directions',
    property: 'the step from the third word to the answer has the direction of the step from the first to the second',
    run: async (learner, expect) => {
      for (const step of Object.keys(STEPS)) expect.equal(await learner.call('completeAnalogy', 'here', `here_${step}`, 'there', compass()), `there_${step}`);
    },
  },
  ask('back again', 'the difference is the second word minus the first', () => ['here_n', 'here', 'there_n', compass()]),
  ...[[3, 14, 27], [40, 8, 9], [11, 55, 0]].map(([a, b, c]) => ask(`60 words of 20 numbers: ${a}, ${b}, ${c}`, 'the best of 60 words is found', () => [`w${a}`, `w${b}`, `w${c}`, bag()])),
  ask('a far answer', 'only the direction counts, not how far the answer is', () => ['a', 'b', 'c', lengths()]),
  ask('first word with a capital', 'the first word is looked up in lower case', () => ['W3', 'w14', 'w27', bag()]),
  ask('second word with a capital', 'the second word is looked up in lower case', () => ['w3', 'W14', 'w27', bag()]),
  ask('third word in capitals', 'the third word is looked up, and left out, in lower case', () => ['a', 'b', 'FAR', leftwards()]),
  ask('the second word is the answer', 'only the third word is left out: the second may be the answer', () => ['here', 'there_ne', 'here', compass()]),
  ask('a map of two words', 'only the third word is left out: the first may be the answer', () => ['north', 'south', 'south', { north: v(0, 1), south: v(0, -1) }]),
  ask('everything lies the other way', 'the best word is found even where all similarities are negative', () => ['a', 'b', 'far', leftwards()]),
  {
    name: 'a twin of the first word',
    property: 'the third word is never the answer, even where the first two words have the same vector',
    run: async (learner, expect) => {
      const map = { third: v(-2, 1), ...compass(), twin: v(4, 7) };
      const got = await learner.call('completeAnalogy', 'here', 'twin', 'third', map);
      expect.that(typeof got === 'string' && Object.hasOwn(map, got) && got !== 'third', 'the answer is another word of the map than the third');
    },
  },
  ask('a twin of the third word', 'a word with the vector of the third word does not spoil the search', () => ['here', 'here_se', 'there', { twin: v(-6, 2), ...compass() }]),
  {
    name: 'another order of the words',
    property: 'the answer does not depend on the order of the words in the map',
    run: async (learner, expect, s) => {
      const reversed = Object.fromEntries(Object.entries(bag()).reverse());
      for (const q of [['w1', 'w2', 'w3'], ['w20', 'w30', 'w59'], ['w59', 'w0', 'w31']]) expect.equal(await learner.call('completeAnalogy', ...q, reversed), s.completeAnalogy(...q, bag()));
    },
  },
  twice('completeAnalogy', () => ['w5', 'w6', 'w7', bag()], () => ['here', 'here_n', 'there', compass()]),
];

// ---- 7.3

const crew = (d: number): WordToVec => Object.fromEntries(['cook', 'guard', 'poet', 'judge', 'clerk'].map((w, i) => [w, random(200 + 10 * d + i, d)]));
const axis = (d: number, length = 1): np.NDArray => unit(random(300 + d, d)).multiply(length);

const neutral = whole('neutralize');
const neutralTests: HiddenTest[] = [
  neutral('50 numbers', 'vectors of 50 numbers are neutralized', () => ['poet', axis(50, 2.5), crew(50)]),
  neutral('another word', 'the vector of the word that is asked for is used', () => ['clerk', axis(6, 1.7), crew(6)]),
  neutral('an axis of length 1', 'with an axis of length 1 the part along it is taken off', () => ['judge', axis(7), crew(7)]),
  neutral('a long axis', 'the projection is divided by the squared length of the axis', () => ['cook', axis(5, 40), crew(5)]),
  neutral('a short axis', 'a short axis takes off as much as a long one', () => ['cook', axis(5, 0.02), crew(5)]),
  neutral('along one coordinate', 'only the part along the axis changes', () => ['w', v(0, 3, 0), { w: v(2, 5, -1) }]),
  neutral('against the axis', 'a vector that points against the axis is neutralized too', () => ['w', v(1, 1), { w: v(-3, -1) }]),
  neutral('on the axis', 'of a vector on the axis nothing is left', () => ['w', v(2, -4), { w: v(-1, 2) }]),
  neutral('at a right angle', 'a vector at a right angle to the axis stays', () => ['w', v(1, 2, 2), { w: v(2, 1, -2) }]),
  {
    name: 'nothing left along the axis',
    property: 'the result is at a right angle to the axis',
    run: async (learner, expect) => {
      for (const length of [0.3, 1, 6]) {
        const got = await learner.call('neutralize', 'guard', axis(12, length), crew(12));
        expect.that(got instanceof np.NDArray && got.shape.length === 1 && got.size === 12, 'the result is a vector of the same length');
        expect.close(dot(got as np.NDArray, axis(12)), 0, { atol: 1e-9 });
      }
    },
  },
  neutral('axis turned round', 'an axis of the opposite direction gives the same', () => ['poet', axis(9, -3), crew(9)]),
  twice('neutralize', () => ['poet', axis(4, 2), crew(4)], () => ['cook', axis(4, 3), crew(4)]),
];

// ---- 7.4

const people = (d: number, change: (e: np.NDArray) => np.NDArray = unit): WordToVec => Object.fromEntries(['him', 'her', 'aunt', 'uncle'].map((w, i) => [w, change(random(400 + 10 * d + i, d))]));
const scaled = (k: number) => (e: np.NDArray): np.NDArray => unit(e).multiply(k);
const PAIR = ['him', 'her'];

const equal = whole('equalize');
/** Both results of the learner, or a failure that says what they are to be. */
const both = (got: unknown, d: number): [np.NDArray, np.NDArray] | null => (Array.isArray(got) && got.length === 2 && got.every((e) => e instanceof np.NDArray && e.ndim === 1 && e.size === d) ? (got as [np.NDArray, np.NDArray]) : null);
const property = (name: string, text: string, d: number, holds: (e: [np.NDArray, np.NDArray], g: np.NDArray, map: WordToVec) => boolean): ScriptedTest => ({
  name,
  property: text,
  run: async (learner, expect) => {
    const [g, map] = [axis(d), people(d)];
    const e = both(await learner.call('equalize', PAIR, g, map), d);
    expect.that(e !== null, 'the result is a list of two vectors');
    expect.that(holds(e!, g, map), text);
  },
});

const equalTests: HiddenTest[] = [
  equal('vectors of length 1', 'two vectors of length 1 are equalized along an axis of length 1', () => [PAIR, axis(50), people(50)]),
  equal('another pair', 'the vectors of the pair that is asked for are used', () => [['uncle', 'aunt'], axis(6), people(6)]),
  equal('pair the other way round', 'the results come in the order of the pair', () => [['her', 'him'], axis(6), people(6)]),
  equal('an axis of another length', 'projections are divided by the squared length of the axis', () => [PAIR, axis(8, 3), people(8)]),
  equal('a short axis', 'the length of the axis does not matter', () => [PAIR, axis(8, 0.05), people(8)]),
  equal('long vectors', 'the root is of the absolute value, so that long vectors do not give NaN', () => [PAIR, axis(7), people(7, scaled(5))]),
  equal('short vectors', 'vectors shorter than 1 move out along the axis', () => [PAIR, axis(7), people(7, scaled(0.3))]),
  equal('vectors of different lengths', 'the projections of both words on the axis are used', () => [PAIR, axis(9), { him: random(1, 9), her: random(2, 9).multiply(0.2) }]),
  equal('both on one side', 'two words on the same side of the axis end up on opposite sides', () => [PAIR, v(1, 0, 0), { him: v(0.3, 0.8, 0.1), her: v(0.9, 0.2, 0.4) }]),
  property('equally far', 'both words are equally far from the axis\' middle, on opposite sides', 10, ([a, b], g) => Math.abs(dot(a, g) + dot(b, g)) < 1e-9 && Math.abs(dot(a, g)) > 1e-3),
  property('length 1', 'vectors of length 1 have length 1 again', 11, ([a, b]) => Math.abs(np.linalg.norm(a) - 1) < 1e-9 && Math.abs(np.linalg.norm(b) - 1) < 1e-9),
  property('what they have in common', 'away from the axis both words are the mean of the two', 12, ([a, b], g, { him, her }) => {
    const rest = (e: np.NDArray): np.NDArray => e.subtract(g.multiply(dot(e, g)));
    const mean = rest(him.add(her).divide(2));
    return [a, b].every((e) => np.allclose(rest(e), mean, { rtol: 1e-7, atol: 1e-9 }));
  }),
  twice('equalize', () => [PAIR, axis(5), people(5)], () => [PAIR, axis(5), people(5, scaled(2))]),
];

export default defineAssignment({
  slug: '07-word-vectors',
  title: 'Operations on word vectors',
  tasks: [
    { id: '7.1', fn: 'cosineSimilarity', title: 'Cosine similarity', points: 25, tests: cosineTests },
    { id: '7.2', fn: 'completeAnalogy', title: 'Analogies', points: 30, tests: analogyTests },
    { id: '7.3', fn: 'neutralize', title: 'Neutralizing a word', points: 20, tests: neutralTests },
    { id: '7.4', fn: 'equalize', title: 'Equalizing a pair', points: 25, tests: equalTests },
  ],
});
