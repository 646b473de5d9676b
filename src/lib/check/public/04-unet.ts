import * as np from '../../np';
import type { CallTest, PublicAssignment } from '../types';
import { tensorValue, type TensorValue } from '../values';
import data from './04-unet.json'; // what Keras gives, made by test/fixtures/04-unet/generate.py

const tensor = ({ shape, data: items }: { shape: number[]; data: number[] }): TensorValue =>
  tensorValue(np.array(items).reshape(shape));

const CLOSE = { rtol: 1e-3, atol: 1e-4 };

const conv = (filters: number, parameters: number, from: number, shape: number[]): object => ({ layer: 'Conv2D', output: [null, ...shape, filters], parameters, trainable: true, from: [from], filters, kernelSize: [3, 3], strides: [1, 1], padding: 'same', activation: 'relu', kernelInitializer: 'HeNormal', useBias: true }); // prettier-ignore
const other = (layer: string, output: number[], from: number[], settings: object = {}): object => ({
  layer,
  output: [null, ...output],
  parameters: 0,
  trainable: true,
  from,
  ...settings,
});
const input = (shape: number[]): object => ({ ...other('InputLayer', shape, []), trainable: false });

const FIRST = [
  input([96, 128, 3]),
  conv(32, 896, 0, [96, 128]),
  conv(32, 9248, 1, [96, 128]),
  other('MaxPooling2D', [48, 64, 32], [2], { strides: [2, 2], padding: 'valid', poolSize: [2, 2] }),
];
const LAST = [
  input([6, 8, 3]),
  conv(1024, 28_672, 0, [6, 8]),
  conv(1024, 9_438_208, 1, [6, 8]),
  other('Dropout', [6, 8, 1024], [2], { rate: 0.1 }),
];
const UP = [
  input([12, 16, 256]),
  { layer: 'Conv2DTranspose', output: [null, 24, 32, 32], parameters: 73_760, trainable: true, from: [0], filters: 32, kernelSize: [3, 3], strides: [2, 2], padding: 'same', activation: 'linear', kernelInitializer: 'GlorotNormal', useBias: true },
  input([24, 32, 128]),
  other('Concatenate', [24, 32, 160], [1, 2], { axis: 3 }),
  conv(32, 46_112, 3, [24, 32]),
  conv(32, 9248, 4, [24, 32]),
]; // prettier-ignore

const test = (
  name: string,
  property: string,
  probe: string,
  args: unknown[],
  expected: () => unknown,
  more: Partial<CallTest> = {},
): CallTest => ({ name, property, probe, args: () => args, expected, ...more });

const assignment: PublicAssignment = {
  slug: '04-unet',
  tasks: [
    {
      task: '4.1',
      fn: 'convBlock',
      tests: [
        test(
          'the first block',
          'two convolutions, then pooling; no dropout layer without dropout',
          'blockLayers',
          [[96, 128, 3]],
          () => FIRST,
          { hint: 'options of the convolutions: filters, kernelSize, activation, padding, kernelInitializer' },
        ),
        test(
          'the bottom',
          'dropout comes after the convolutions; without pooling nothing follows',
          'blockLayers',
          [[6, 8, 3], 1024, 0.1, false],
          () => LAST,
          { hint: 'make a dropout layer only if dropoutProb > 0' },
        ),
        test(
          'the numbers',
          "under given weights both results are Keras' numbers: the pooled one first, the skip as it was before pooling",
          'blockOutputs',
          [11, [4, 6, 2], 3],
          () => data.convBlock.map(tensor),
          CLOSE,
        ),
      ],
    },
    {
      task: '4.2',
      fn: 'upsamplingBlock',
      tests: [
        test(
          'the layers',
          'a transposed convolution without activation, the skip joined behind it, two convolutions',
          'upLayers',
          [
            [12, 16, 256],
            [24, 32, 128],
          ],
          () => UP,
          { hint: 'the upsampled tensor comes first in the list for concatenate, the skip second' },
        ),
        test(
          'the numbers',
          "under given weights the result is Keras' numbers",
          'upOutputs',
          [21, [2, 3, 4], [4, 6, 2], 3],
          () => tensor(data.upsamplingBlock),
          CLOSE,
        ),
      ],
    },
    {
      task: '4.3',
      fn: 'unetModel',
      tests: [
        test(
          'the layers of the default network',
          '35 layers, with these shapes and numbers of parameters, 8,640,471 in all',
          'table',
          [],
          () => [...data.layers, `in all ${data.parameters}`],
          { hint: 'compare your summary with the table above, line by line' },
        ),
        test(
          'the numbers of a small network',
          "under given weights the scores are Keras' numbers",
          'scores',
          [31, [16, 32, 2], 3, 4],
          () => tensor(data.unetModel),
          { ...CLOSE, hint: 'no softmax at the end; the skips in the order 4, 3, 2, 1' },
        ),
      ],
    },
  ],
};

export default assignment;
