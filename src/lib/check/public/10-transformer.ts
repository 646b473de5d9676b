import * as np from '../../np';
import { seededTensor } from '../models';
import type { CallTest, PublicAssignment } from '../types';
import { TensorValue, tensorValue } from '../values';
import data from './10-transformer.json'; // made by test/fixtures/10-transformer/generate.py

const tensor = (values: unknown, dtype: 'float32' | 'int32' = 'float32'): TensorValue => tensorValue(np.array(values as number[]), dtype);

/** Every { shape, data } of the fixture as a tensor. */
function tensors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tensors);
  const { shape, data: items } = value as { shape?: number[]; data?: number[] };
  if (shape && items) return new TensorValue('float32', shape, Float32Array.from(items));
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, tensors(item)]));
}

const column = (...positions: number[]): np.NDArray => np.array(positions).reshape([positions.length, 1]);
const row = (d: number): np.NDArray => np.arange(d).reshape([1, d]);

const x = (): TensorValue => seededTensor(11, [2, 3, 4]);
const encoded = (): TensorValue => seededTensor(12, [2, 5, 4]);
const ids = (): TensorValue => tensor([[2, 1, 3, 0, 0], [1, 4, 2, 5, 3]], 'int32'); // prettier-ignore
const written = (): TensorValue => tensor([[3, 2, 1, 4], [1, 1, 5, 2]], 'int32'); // prettier-ignore
const padding = (): TensorValue => tensor([[[1, 1, 1, 0, 0]], [[1, 1, 1, 1, 1]]]);
const short = (): TensorValue => tensor([[[1, 1, 0]], [[1, 1, 1]]]);
const lookAhead = (n: number): TensorValue => tensorValue(np.tril(np.ones([n, n])).reshape([1, n, n]));

const q = (): TensorValue => tensor([[1, 1, 0, 1], [0, 1, 0, 1], [1, 0, 1, 1]]); // prettier-ignore
const k = (): TensorValue => tensor([[1, 0, 0, 1], [1, 1, 0, 1], [0, 1, 1, 0], [0, 0, 1, 1]]); // prettier-ignore
const v = (): TensorValue => tensor([[0, 0], [1, 0], [1, 0], [1, 1]]); // prettier-ignore

const LOOSE = { rtol: 1e-4, atol: 2e-5 };

/** A test of a class: weights by seed, real positional encodings, dropout that halves. */
const object = (name: string, property: string, sizes: number[], args: () => unknown[], expected: unknown, hint?: string): CallTest => ({
  name,
  property,
  probe: 'outputs',
  args: () => [sizes, args(), { tables: false, halving: true }],
  expected: () => tensors(expected),
  ...(hint ? { hint } : {}),
  ...LOOSE,
});

const assignment: PublicAssignment = {
  slug: '10-transformer',
  tasks: [
    {
      task: '10.1',
      fn: 'getAngles',
      tests: [
        { name: 'four positions, eight columns', property: 'the angle is pos / 10000^(2 floor(k / 2) / d)', args: () => [column(0, 1, 2, 3), row(8), 8], expected: () => np.array(data.angles), hint: 'np.floorDivide(k, 2) halves and rounds down' }, // prettier-ignore
        { name: 'other positions, five columns', property: 'positions come in any order, and the last column may be alone', args: () => [column(2, 0, 9), row(5), 5], expected: () => np.array(data.anglesOdd) },
      ],
    },
    {
      task: '10.2',
      fn: 'positionalEncoding',
      tests: [
        { name: 'four positions, eight columns', property: 'even columns hold the sine of the angle, odd ones the cosine', args: () => [4, 8], expected: () => np.array(data.encoding), hint: 'columns count from 0: the first is a sine' },
        { name: 'three positions, five columns', property: 'an odd number of columns ends with a sine', args: () => [3, 5], expected: () => np.array(data.encodingOdd) },
      ],
    },
    {
      task: '10.3',
      fn: 'scaledDotProductAttention',
      tests: [
        { name: 'three queries, four keys, no mask', property: 'the weights are the softmax of q kᵀ / √d_k, the output is their mix of v', args: () => [q(), k(), v(), null], expected: () => tensors(data.attention), hint: 'the first row of the weights is 0.2589478 0.42693272 0.15705977 0.15705977', ...LOOSE },
        { name: 'a mask', property: 'what the mask has as 0 gets no weight', args: () => [q(), k(), v(), tensor([[1, 1, 0, 1], [1, 1, 0, 1], [1, 0, 0, 0]])], expected: () => tensors(data.attentionMasked), hint: 'add (1 - mask) * -1e9 before the softmax', ...LOOSE }, // prettier-ignore
        { name: 'two sequences, three heads', property: 'each sequence and each head is attended to by itself', args: () => [seededTensor(21, [2, 3, 4, 5]), seededTensor(22, [2, 3, 6, 5]), seededTensor(23, [2, 3, 6, 2]), null], expected: () => tensors(data.attentionHeads), ...LOOSE },
      ],
    },
    {
      task: '10.4',
      fn: 'EncoderLayer',
      tests: [
        object('d 4, 2 heads, a padding mask', 'attention and dense layers each have a residual connection and are normalized after it', [4, 2, 8, 0], () => [x(), false, short()], data.encoderLayer, 'layernorm1 gets x + attention, layernorm2 gets that plus ffn'),
        object('training', 'in training the dropout comes after ffn, before the second sum', [4, 2, 8, 0], () => [x(), true, null], data.encoderLayerTraining, 'hand { training } to dropoutFfn.apply'),
      ],
    },
    {
      task: '10.5',
      fn: 'Encoder',
      tests: [
        object('2 layers, a padding mask', 'embedding times √d plus positions goes through all layers', [2, 4, 2, 8, 6, 5, 0], () => [ids(), false, padding()], data.encoder, 'multiply by Math.sqrt(this.embeddingDim) before the positions are added'),
        object('training, a table longer than the sequence', 'the first n rows of the table are added, then comes the dropout', [2, 4, 2, 8, 6, 9, 0], () => [ids(), true, null], data.encoderTraining),
      ],
    },
    {
      task: '10.6',
      fn: 'DecoderLayer',
      tests: [
        object('d 4, 8 heads, both masks', 'block 1 looks at x, block 2 at the encoder, the dense layers follow; both sets of weights are given back', [4, 8, 32, 0], () => [x(), encoded(), false, lookAhead(3), padding()], data.decoderLayer, 'mha2 gets [Q1, encOutput, encOutput] and the padding mask'),
        object('training, no padding mask', 'in training the dropout comes after ffn, before the last sum', [4, 8, 32, 0], () => [x(), encoded(), true, lookAhead(3), null], data.decoderLayerTraining),
      ],
    },
    {
      task: '10.7',
      fn: 'Decoder',
      tests: [
        object('7 layers, 3 heads', 'embedding times √d plus positions goes through all layers; the weights have their names', [7, 4, 3, 8, 6, 4, 0], () => [written(), encoded(), false, lookAhead(4), padding()], data.decoder, 'layers are numbered from 1 in the names'),
        object('training, 2 layers', 'the first m rows of the table are added, then comes the dropout', [2, 4, 3, 8, 6, 7, 0], () => [written(), encoded(), true, lookAhead(4), null], data.decoderTraining),
      ],
    },
    {
      task: '10.8',
      fn: 'Transformer',
      tests: [
        object('6 layers, 4 heads, vocabularies of 30 and 35', 'the encoder reads, the decoder writes, the final layer gives probabilities', [6, 4, 4, 8, 30, 35, 5, 4, 0], () => [ids(), written(), false, padding(), lookAhead(4), padding()], data.transformer, 'finalLayer.apply takes the output of the decoder'),
        object('training, 2 layers', 'training is handed on to encoder and decoder', [2, 4, 2, 8, 30, 35, 6, 6, 0], () => [ids(), written(), true, padding(), lookAhead(4), padding()], data.transformerTraining),
      ],
    },
  ],
};

export default assignment;
