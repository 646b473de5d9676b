import { look, padding, through, vectors, type Lazy } from './support';

/** embeddingDim, numHeads, fullyConnectedDim, dropoutRate */
const SMALL = [4, 2, 8, 0];
const WIDE = [6, 3, 5, 0];

// ---- 10.4

const x = (seed: number, B: number, n: number, d: number): unknown => vectors(seed, B, n, d);
const encoderArgs = (training = false, masked = true): Lazy<unknown[]> => () => [x(31, 2, 5, 4), training, masked ? padding(5, 3, 5) : null];
const wideArgs: Lazy<unknown[]> = () => [x(32, 3, 4, 6), false, padding(4, 4, 2, 1)];

export const encoderLayerTests = [
  through('outputs', 'no mask', 'attention, residual, normalization, dense layers, residual, normalization: in this order', SMALL, encoderArgs(false, false)),
  through('outputs', 'a padding mask', 'the mask reaches the attention', SMALL, encoderArgs(), { seed: 13 }),
  through('outputs', 'other sizes', 'sizes, heads and lengths may be any', WIDE, wideArgs, { seed: 23 }),
  through('outputs', 'large weights', 'both residual connections add what they should, whatever the weights', SMALL, encoderArgs(), { seed: 33, scale: 2 }),
  through('outputs', 'training with dropout in its place', 'the dropout stands behind ffn and gets training', SMALL, encoderArgs(true), { seed: 43, halving: true }),
  through('outputs', 'no dropout outside training', 'without training nothing is dropped', [4, 2, 8, 0.9], encoderArgs(), { seed: 53 }),
  through('chance', 'dropout by chance', 'in training chance decides, outside it does not', [4, 2, 8, 0.5], encoderArgs(), 1),
  through('attentionTraining', 'the attention in training', 'training is handed to the attention, which has dropout inside', SMALL, encoderArgs(true)),
  through('attentionTraining', 'the attention outside training', 'without training the attention drops nothing', SMALL, encoderArgs(false)),
  through('used', 'every layer takes part', 'all weights take part in the result, layernorm1 and layernorm2 once each', SMALL, encoderArgs()),
  through('later', 'another length', 'the same layer works on sequences of another length', SMALL, encoderArgs(), [x(36, 1, 9, 4), false, null]),
  through('turns', 'two layers in turns', 'two layers keep their own weights, and a layer gives the same again', SMALL, encoderArgs()),
];

// ---- 10.6

const decoderArgs = (training = false, looking = true, masked = true): Lazy<unknown[]> => () => [x(61, 2, 3, 4), x(62, 2, 5, 4), training, looking ? look(3) : null, masked ? padding(5, 2, 4) : null];

export const decoderLayerTests = [
  through('outputs', 'no masks', 'self-attention, attention to the encoder, dense layers: each with residual and normalization', SMALL, decoderArgs(false, false, false)),
  through('outputs', 'the look-ahead mask', 'the look-ahead mask belongs to block 1', SMALL, decoderArgs(false, true, false), { seed: 13 }),
  through('outputs', 'the padding mask', 'the padding mask belongs to block 2', SMALL, decoderArgs(false, false, true), { seed: 23 }),
  through('outputs', 'both masks', 'block 2 has its queries from block 1, its values and keys from the encoder', SMALL, decoderArgs(), { seed: 33 }),
  through('outputs', 'as long as the input', 'the blocks are not mixed up when both sequences have one length', SMALL, () => [x(63, 2, 4, 4), x(64, 2, 4, 4), false, look(4), padding(4, 3, 2)], { seed: 83 }),
  through('outputs', 'other sizes', 'sizes, heads and lengths may be any', WIDE, () => [x(65, 1, 6, 6), x(66, 1, 2, 6), false, look(6), null], { seed: 43 }),
  through('outputs', 'large weights', 'all three residual connections add what they should, whatever the weights', SMALL, decoderArgs(), { seed: 53, scale: 2 }),
  through('outputs', 'training with dropout in its place', 'the dropout stands behind ffn and gets training', SMALL, decoderArgs(true), { seed: 63, halving: true }),
  through('outputs', 'no dropout outside training', 'without training nothing is dropped', [4, 2, 8, 0.9], decoderArgs(), { seed: 73 }),
  through('chance', 'dropout by chance', 'in training chance decides, outside it does not', [4, 2, 8, 0.5], decoderArgs(), 2),
  through('attentionTraining', 'both attentions in training', 'training is handed to both attentions', SMALL, decoderArgs(true)),
  through('attentionTraining', 'both attentions outside training', 'without training the attentions drop nothing', SMALL, decoderArgs(false)),
  through('used', 'every layer takes part', 'all weights take part in the result, each normalization in its place', SMALL, decoderArgs()),
  through('later', 'other lengths', 'the same layer works on sequences of other lengths', SMALL, decoderArgs(), [x(67, 1, 1, 4), x(68, 1, 7, 4), false, null, null]),
  through('turns', 'two layers in turns', 'two layers keep their own weights, and a layer gives the same again', SMALL, decoderArgs()),
];
