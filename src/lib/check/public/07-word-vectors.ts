import * as np from '../../np';
import { fromJson } from '../fixture';
import type { CallTest, PublicAssignment } from '../types';
import data from './07-word-vectors.json'; // made by test/fixtures/07-word-vectors/generate.py

const pair = (i: number, rest: Omit<CallTest, 'args' | 'expected'>): CallTest => ({
  ...rest,
  args: () => [np.array(data.pairs[i][0] as number[]), np.array(data.pairs[i][1] as number[])],
  expected: () => data.pairs[i][2],
});
const question = (i: number, rest: Omit<CallTest, 'args' | 'expected'>): CallTest => ({
  ...rest,
  args: () => [...data.questions[i].slice(0, 3), fromJson(data.places)],
  expected: () => data.questions[i][3],
});
/** Two vectors of one length are a list of two arrays here, not a matrix. */
const arrays = (rows: number[][]): np.NDArray[] => rows.map((row) => np.array(row));
const crew = (): unknown => fromJson(data.crew);

const assignment: PublicAssignment = {
  slug: '07-word-vectors',
  tasks: [
    {
      task: '7.1',
      fn: 'cosineSimilarity',
      tests: [
        pair(0, { name: 'two vectors of length 3', property: 'the product of the vectors is divided by both lengths', hint: 'np.dot(u, v).item() is the product as a number, np.linalg.norm(u) a length' }),
        pair(1, { name: 'three numbers at a right angle', property: 'vectors at a right angle have similarity 0' }),
        pair(2, { name: 'opposite directions', property: 'opposite vectors have similarity -1, however long they are' }),
        pair(3, { name: 'a vector of zeros', property: 'a vector without a direction gives 0, not NaN', hint: 'look at the product of the lengths before you divide by it' }),
        pair(4, { name: 'twice the same vector', property: 'equal vectors give exactly 1', hint: 'np.arrayEqual(u, v) tells whether all numbers are equal' }),
      ],
    },
    {
      task: '7.2',
      fn: 'completeAnalogy',
      tests: [
        question(0, { name: 'desert is to dune as tundra is to ...', property: 'the answer lies in the same direction from the third word as the second does from the first', hint: 'compare e_b - e_a with e_w - e_c for every word w' }),
        question(1, { name: 'capital letters', property: 'the three words are looked up in lower case', hint: "'Beach'.toLowerCase()" }),
        question(2, { name: 'desert is to glacier as beach is to ...', property: 'only the direction counts, not how far away the answer is', hint: 'use your cosineSimilarity' }),
      ],
    },
    {
      task: '7.3',
      fn: 'neutralize',
      tests: [
        {
          name: 'four numbers, an axis of length 3',
          property: "the part of the word's vector along the axis is gone, the rest is as it was",
          args: () => ['baker', np.array(data.axis), crew()],
          expected: () => np.array(data.neutral[0]),
          hint: 'the part along g is (e · g / ‖g‖²) g: divide by the squared length',
        },
        {
          name: 'another word, an axis of length 0.3',
          property: 'the length of the axis does not matter',
          args: () => ['cook', np.array(data.axis).multiply(0.1), crew()],
          expected: () => np.array(data.neutral[1]),
        },
      ],
    },
    {
      task: '7.4',
      fn: 'equalize',
      tests: [
        {
          name: 'vectors and axis of length 1',
          property: 'both words end up on opposite sides of the axis, equally far, with the rest in common',
          args: () => [['him', 'her'], np.array(data.axisUnit), fromJson(data.crewUnit)],
          expected: () => arrays(data.equal[0]),
          hint: 'go through the formulas one by one, and print each: mu, muB, muPerp, e1B, e2B',
        },
        {
          name: 'vectors and axis of other lengths',
          property: 'the formulas hold for any axis, and where the root needs the absolute value',
          args: () => [['her', 'baker'], np.array(data.axis), crew()],
          expected: () => arrays(data.equal[1]),
          hint: 'a projection divides by the squared length of the axis; the root is of |1 - ‖muPerp‖²|',
        },
      ],
    },
  ],
};

export default assignment;
