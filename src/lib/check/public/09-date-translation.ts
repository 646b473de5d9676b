import * as np from '../../np';
import { seededTensor } from '../models';
import type { PublicAssignment } from '../types';
import { tensorValue, type TensorValue } from '../values';
import fixture from './09-date-translation.json'; // made by test/fixtures/09-date-translation/generate.py

const tensor = (values: number[][][]): TensorValue => tensorValue(np.array(values));
const LOOSE = { rtol: 1e-4, atol: 1e-5 };

/** As test/fixtures/09-date-translation/generate.py draws them. */
const attention = (nA: number, nS: number, m: number, seed: number): unknown[] => [{ nA, nS, seed }, seededTensor(seed + 20, [m, 30, 2 * nA]), seededTensor(seed + 21, [m, nS])];

const COURSE = [30, 10, 32, 64, 37, 11];

const assignment: PublicAssignment = {
  slug: '09-date-translation',
  tasks: [
    {
      task: '9.1',
      fn: 'oneStepAttention',
      tests: [
        {
          name: 'the context of two texts',
          property: 'the context is the sum of the hidden states, weighted by softmax over the 30 steps',
          probe: 'context',
          args: () => attention(32, 64, 2, 900),
          expected: () => tensor(fixture.context),
          hint: 'concatenator takes [a, sPrev], dotor takes [alphas, a], each in this order',
          ...LOOSE,
        },
        {
          name: 'other sizes',
          property: 'sizes come from the arguments',
          probe: 'context',
          args: () => attention(16, 96, 1, 910),
          expected: () => tensor(fixture.otherSizes),
          ...LOOSE,
        },
        {
          name: 'two calls in one model',
          property: 'both calls share the 1,301 parameters of densor1 and densor2',
          probe: 'callsParameters',
          args: () => [32, 64, 2],
          expected: () => 1301,
          hint: 'use the layers that are given; do not make layers inside the function',
        },
      ],
    },
    {
      task: '9.2',
      fn: 'modelf',
      tests: [
        {
          name: 'inputs and outputs',
          property: 'the inputs are X, s0 and c0, in this order; there are Ty outputs',
          probe: 'shapes',
          args: () => COURSE,
          expected: () => ({ inputs: [[null, 30, 37], [null, 64], [null, 64]], outputs: new Array(10).fill([null, 11]) }),
          hint: 'tf.model({ inputs: [X, s0, c0], outputs })',
        },
        {
          name: 'number of parameters',
          property: 'all steps share their layers: 52,960 parameters',
          probe: 'parameters',
          args: () => COURSE,
          expected: () => 52_960,
          hint: 'make each layer once, before the loop',
        },
        {
          name: 'three characters of two texts',
          property: 'attention, LSTM and softmax follow each other in every step, and both states are handed on',
          probe: 'probabilities',
          args: () => [[30, 3, 32, 64, 37, 11], 920, tensorValue(new np.random.RandomState(960).randint(0, 37, [2, 30]) as np.NDArray, 'int32'), seededTensor(961, [2, 64]), seededTensor(962, [2, 64])],
          expected: () => tensor(fixture.probabilities),
          hint: 'the LSTM takes { initialState: [s, c] } and gives [output, s, c]',
          ...LOOSE,
        },
      ],
    },
    {
      task: '9.3',
      fn: 'compileModel',
      tests: [
        { name: 'four steps', property: 'the optimizer is Adam with the rates that the text names', probe: 'changes', args: () => [[1, 1, 0, -2]], expected: () => fixture.changes, ...LOOSE }, // prettier-ignore
        { name: 'the 101st step', property: 'by then the learning rate has halved', probe: 'lastChange', args: () => [101], expected: () => fixture.hundredAndFirst, hint: 'decay is an option of nn.adam', rtol: 1e-3 }, // prettier-ignore
        { name: 'loss and metrics', property: 'the loss is the categorical cross-entropy; the share of right characters is measured', probe: 'compiledWith', args: () => [], expected: () => ({ optimizer: 'Adam', loss: 'categoricalCrossentropy', metrics: ['loss', 'loss', 'loss', 'acc', 'acc'] }) }, // prettier-ignore
      ],
    },
  ],
};

export default assignment;
