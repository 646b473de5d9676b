import * as np from '../../np';
import type { PublicAssignment } from '../types';
import { tensorValue, type TensorValue } from '../values';
import numbers from './06-jazz.json';

const tensor = (values: unknown, dtype: 'float32' | 'int32' = 'float32'): TensorValue =>
  tensorValue(np.array(values as number[]), dtype);
const oneHot = (indices: number[], n: number): number[][] =>
  indices.map((index) => Array.from({ length: n }, (_, i) => (i === index ? 1 : 0)));

const LOOSE = { rtol: 1e-3, atol: 1e-5 };

/** The course's sizes. */
const COURSE = { steps: 30, nA: 64, nValues: 90 };

const assignment: PublicAssignment = {
  slug: '06-jazz',
  tasks: [
    {
      task: '6.1',
      fn: 'djmodel',
      tests: [
        {
          name: '30 steps, 64 units, 90 values: layers and parameters',
          property:
            'there are 3 inputs, a slice for each step, and one reshape, LSTM and dense layer, used at every step',
          probe: 'djStructure',
          args: () => [COURSE],
          expected: () => ({
            layers: ['1 Dense', '1 FusedLSTM', '3 InputLayer', '1 Reshape', '30 TimeStep'],
            inputs: [
              [null, 30, 90],
              [null, 64],
              [null, 64],
            ],
            outputs: new Array(30).fill([null, 90]),
            parameters: 45530,
            timesUsed: [30, 30, 30],
          }),
          hint: 'apply LSTMCell, densor and reshaper inside the loop; make no new ones',
        },
        {
          name: 'four steps: probabilities under given weights',
          property: 'each step reads its own slice of X and goes on from the state of the step before',
          probe: 'djOutputs',
          args: () => [{ steps: 4, nA: 3, nValues: 7, m: 2 }, 1],
          expected: () => numbers.learning.map((out) => tensor(out)),
          hint: 'LSTMCell gives [output, a, c]: keep a and c for the next step, and put a through densor',
          ...LOOSE,
        },
      ],
    },
    {
      task: '6.2',
      fn: 'musicInferenceModel',
      tests: [
        {
          name: '10 steps, 64 units, 90 values: layers and parameters',
          property:
            'there are 3 inputs, one LSTM and dense layer used at every step, and argmax, one-hot and repeat between two steps',
          probe: 'inferenceStructure',
          args: () => [{ ...COURSE, steps: 10 }],
          expected: () => ({
            layers: ['9 ArgMax', '1 Dense', '1 FusedLSTM', '3 InputLayer', '9 OneHot', '9 RepeatVector'],
            inputs: [
              [null, 1, 90],
              [null, 64],
              [null, 64],
            ],
            outputs: new Array(10).fill([null, 90]),
            parameters: 45530,
            timesUsed: [10, 10],
          }),
          hint: 'after each step: nn.argMax(), nn.oneHot(nValues), tf.layers.repeatVector({ n: 1 })',
        },
        {
          name: 'five steps: probabilities under given weights',
          property: 'the likeliest value of a step is the input of the next, and the state is handed on',
          probe: 'inferenceOutputs',
          args: () => [{ steps: 5, nA: 4, nValues: 6, m: 2 }, 2],
          expected: () => numbers.playing.map((out) => tensor(out)),
          hint: 'overwrite x, a and c at every step',
          ...LOOSE,
        },
      ],
    },
    {
      task: '6.3',
      fn: 'predictAndSample',
      tests: [
        {
          name: 'six steps of a small model, from a given start',
          property: 'results are one-hot values (Ty, nValues) as float32, indices their positions (Ty, 1) as int32',
          probe: 'drawn',
          args: () => [{ steps: 6, nA: 3, nValues: 7 }, 3],
          expected: () => [
            tensor(oneHot(numbers.drawn, 7)),
            tensor(
              numbers.drawn.map((i) => [i]),
              'int32',
            ),
          ],
          hint: 'stack the predictions to (Ty, 1, nValues), then argMax over the last axis',
          ...LOOSE,
        },
      ],
    },
  ],
};

export default assignment;
