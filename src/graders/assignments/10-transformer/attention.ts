import { TensorValue, withoutTensors, withTensors } from '../../../lib/check/values';
import type { ScriptedTest } from '../../define';
import { call, look, LOOSE, padding, tensor, vectors } from './support';

/** Queries, keys and values: q (..., n, dk), k (..., m, dk), v (..., m, dv). */
const qkv = (seed: number, lead: number[], n: number, m: number, dk: number, dv: number): TensorValue[] => [vectors(seed, ...lead, n, dk), vectors(seed + 1, ...lead, m, dk), vectors(seed + 2, ...lead, m, dv)];

const rows = (property: string): ScriptedTest => ({
  name: 'shares that sum to 1',
  property,
  run: async (learner, expect) => {
    const got = await learner.call('scaledDotProductAttention', ...qkv(40, [2], 3, 5, 4, 2), padding(5, 3, 5));
    expect.that(Array.isArray(got) && got.length === 2 && got.every((t) => t instanceof TensorValue), 'the result is [output, attentionWeights], two tensors');
    const weights = (got as TensorValue[])[1];
    expect.equal([...weights.shape], [2, 3, 5], 'the weights have a row for each query and a column for each key');
    for (let r = 0; r < 6; r++) expect.close(Array.from(weights.data.slice(5 * r, 5 * r + 5)).reduce((a, b) => a + b, 0), 1, { ...LOOSE, what: property });
  },
});

const unchanged: ScriptedTest = {
  name: 'a mask of ones',
  property: 'a mask that hides nothing changes nothing',
  run: async (learner, expect, s) => {
    const args = qkv(50, [1], 3, 4, 2, 2);
    const ones = tensor([[[1, 1, 1, 1]]]);
    const free = await learner.call('scaledDotProductAttention', ...args, null);
    expect.close(free, withoutTensors(s.scaledDotProductAttention(...args.map(withTensors), null)), LOOSE);
    expect.close(await learner.call('scaledDotProductAttention', ...args, ones), free, { ...LOOSE, what: 'a mask that hides nothing changes nothing' });
  },
};

export const attentionTests = [
  call('no mask', 'without a mask the weights are the softmax of q kᵀ / √d_k', () => [...qkv(1, [2], 4, 4, 3, 3), null]),
  call('long keys', 'scores are divided by the root of the length of a key', () => [...qkv(2, [1], 3, 5, 64, 4), null]),
  call('all sizes differ', 'd_k is the last axis of the keys, not another axis nor d_v', () => [...qkv(3, [2], 2, 7, 5, 3), null]),
  call('a padding mask', 'keys at which the mask is 0 get no weight, those at which it is 1 do', () => [...qkv(4, [2], 3, 5, 4, 2), padding(5, 3, 4)]),
  call('a look-ahead mask', 'each query has its own row of the mask', () => [...qkv(5, [2], 6, 6, 4, 4), look(6)]),
  call('one key is left', 'all weight goes to the only key that the mask leaves', () => [...qkv(6, [1], 2, 4, 3, 3), tensor([[[0, 0, 1, 0]]])]),
  call('four heads', 'sequences and heads stay apart, and a mask (B, 1, 1, m) holds for all heads', () => [...qkv(7, [2, 4], 3, 5, 6, 6), tensor([[[[1, 1, 0, 0, 0]]], [[[1, 1, 1, 1, 0]]]])]),
  call('matrices', 'q, k and v may be plain matrices', () => [...qkv(8, [], 3, 4, 2, 5), null]),
  call('keys of one number', 'keys of length 1 work', () => [...qkv(9, [2], 3, 3, 1, 2), null]),
  call('large numbers', 'large scores give finite weights', () => [tensor([[400, -300]]), tensor([[2, 1], [-1, 3], [2, 2]]), tensor([[1, 2], [3, 4], [5, 6]]), null]), // prettier-ignore
  call('the softmax runs over the keys', 'each query\'s weights are shares of the keys', () => [...qkv(10, [1], 5, 5, 4, 4), null]),
  rows('the weights of each query sum to 1, with a mask too'),
  unchanged,
];
