import { ids, look, padding, through, vectors, type Lazy } from './support';

// ---- 10.5: numLayers, embeddingDim, numHeads, fullyConnectedDim, inputVocabSize, maximumPositionEncoding, dropoutRate

const ENCODER = [2, 4, 2, 8, 9, 6, 0];
const encoderArgs = (training = false, masked = true): Lazy<unknown[]> => () => [ids(71, [2, 6], 9, [4, 6]), training, masked ? padding(6, 4, 6) : null];

export const encoderTests = [
  through('encoderAlone', 'one layer, its own part', 'the embedding is multiplied by √d, then the positions are added', [1, 16, 2, 8, 9, 6, 0], encoderArgs(false, false)),
  through('encoderAlone', 'three layers, their order', 'each layer gets what the one before it gave', [3, 4, 2, 8, 9, 6, 0], encoderArgs(false, false), { seed: 13 }),
  through('encoderAlone', 'the mask for every layer', 'every layer gets the mask', [3, 4, 2, 8, 9, 6, 0], encoderArgs(), { seed: 23 }),
  through('encoderAlone', 'training', 'training reaches the dropout behind the positions, and every layer', [2, 4, 2, 8, 9, 6, 0], encoderArgs(true), { seed: 33 }),
  through('encoderAlone', 'a table longer than the sequence', 'the first n rows of the table are added', [1, 4, 2, 8, 9, 30, 0], encoderArgs(), { seed: 43 }),
  through('encoderAlone', 'd of 1', 'with d = 1 the embedding keeps its size', [1, 1, 1, 2, 9, 6, 0], encoderArgs(), { seed: 53 }),
  through('outputs', 'two real layers', 'embedding, positions and two layers together', ENCODER, encoderArgs(), { seed: 63 }),
  through('outputs', 'real positions', 'with the positional encoding itself, too', ENCODER, encoderArgs(), { seed: 73, tables: false }),
  through('outputs', 'no dropout outside training', 'without training nothing is dropped', [2, 4, 2, 8, 9, 6, 0.9], encoderArgs(), { seed: 83 }),
  through('used', 'every layer takes part', 'the weights of all layers and of the embedding take part', [3, 4, 2, 8, 9, 6, 0], encoderArgs()),
  through('later', 'another length', 'the same encoder works on shorter sequences', ENCODER, encoderArgs(), [ids(73, [3, 2], 9), false, null]),
  through('turns', 'two encoders in turns', 'two encoders keep their own weights, and one gives the same again', ENCODER, encoderArgs()),
];

// ---- 10.7: the same sizes, with targetVocabSize

const DECODER = [2, 4, 2, 8, 7, 5, 0];
const decoderArgs = (training = false, masked = true): Lazy<unknown[]> => () => [ids(81, [2, 5], 7), vectors(82, 2, 6, 4), training, look(5), masked ? padding(6, 4, 6) : null];

export const decoderTests = [
  through('decoderAlone', 'one layer, its own part', 'the embedding is multiplied by √d, then the positions are added', [1, 16, 2, 8, 7, 5, 0], decoderArgs()),
  through('decoderAlone', 'three layers, their order', 'each layer gets what the one before it gave', [3, 4, 2, 8, 7, 5, 0], decoderArgs(), { seed: 13 }),
  through('decoderAlone', 'names of the weights', 'the weights of layer i, from 1, are decoder_layer{i}_block1_self_att and decoder_layer{i}_block2_decenc_att', [4, 4, 2, 8, 7, 5, 0], decoderArgs(), { seed: 23 }),
  through('decoderAlone', 'the masks for every layer', 'every layer gets the look-ahead mask and, behind it, the padding mask', [2, 4, 2, 8, 7, 5, 0], () => [ids(83, [1, 5], 7), vectors(84, 1, 5, 4), false, look(5), padding(5, 3)], { seed: 33 }),
  through('decoderAlone', 'training', 'training reaches the dropout behind the positions, and every layer', [2, 4, 2, 8, 7, 5, 0], decoderArgs(true), { seed: 43 }),
  through('decoderAlone', 'a table longer than the sequence', 'the first m rows of the table are added', [1, 4, 2, 8, 7, 30, 0], decoderArgs(), { seed: 53 }),
  through('outputs', 'two real layers', 'embedding, positions and two layers together', DECODER, decoderArgs(), { seed: 63 }),
  through('outputs', 'real positions', 'with the positional encoding itself, too', DECODER, decoderArgs(), { seed: 73, tables: false }),
  through('outputs', 'no dropout outside training', 'without training nothing is dropped', [2, 4, 2, 8, 7, 5, 0.9], decoderArgs(), { seed: 83 }),
  through('used', 'every layer takes part', 'the weights of all layers and of the embedding take part', [3, 4, 2, 8, 7, 5, 0], decoderArgs()),
  through('later', 'one sign so far', 'the same decoder works on shorter sequences', DECODER, decoderArgs(), [ids(85, [2, 1], 7), vectors(86, 2, 3, 4), false, look(1), null]),
  through('turns', 'two decoders in turns', 'two decoders keep their own weights, and one gives the same again', DECODER, decoderArgs()),
];

// ---- 10.8: numLayers, embeddingDim, numHeads, fullyConnectedDim, inputVocabSize, targetVocabSize, two longest sequences, dropoutRate

const WHOLE = [2, 4, 2, 8, 9, 7, 6, 5, 0];
const whole = (training = false): Lazy<unknown[]> => () => [ids(91, [2, 6], 9, [4, 6]), ids(92, [2, 5], 7), training, padding(6, 4, 6), look(5), padding(6, 4, 6)];
/** Masks for encoder and decoder that differ, as nobody would use them: who hands on the wrong one is found out. */
const masksApart: Lazy<unknown[]> = () => [ids(91, [2, 6], 9), ids(92, [2, 5], 7), false, padding(6, 4, 6), look(5), padding(6, 1, 3)];

export const transformerTests = [
  through('transformerAlone', 'its own part', 'the decoder gets the output so far and the encoder\'s output, the final layer what the decoder gave', WHOLE, whole()),
  through('transformerAlone', 'training', 'training reaches encoder and decoder', WHOLE, whole(true), { seed: 13 }),
  through('transformerAlone', 'each mask in its place', 'the first padding mask is the encoder\'s, the second the decoder\'s', WHOLE, masksApart, { seed: 23 }),
  through('transformerAlone', 'one length, one vocabulary', 'input and output are not mixed up when they look alike', [1, 4, 2, 8, 7, 7, 5, 5, 0], () => [ids(93, [2, 5], 7), ids(94, [2, 5], 7), false, padding(5, 5, 3), look(5), padding(5, 5, 3)], { seed: 33 }),
  through('outputs', 'two real layers', 'encoder, decoder and final layer together', WHOLE, whole(), { seed: 43 }),
  through('outputs', 'each mask in its place, for real', 'the encoder reads under the first mask, the decoder under the other two', WHOLE, masksApart, { seed: 53 }),
  through('outputs', 'probabilities', 'what comes out is a softmax over the target vocabulary', [1, 4, 1, 4, 5, 3, 6, 5, 0], () => [ids(95, [1, 6], 5), ids(96, [1, 5], 3), false, null, look(5), null], { seed: 63, scale: 2 }),
  through('outputs', 'real positions', 'with the positional encodings themselves, too', WHOLE, whole(), { seed: 73, tables: false }),
  through('outputs', 'no dropout outside training', 'without training nothing is dropped', [2, 4, 2, 8, 9, 7, 6, 5, 0.9], whole(), { seed: 83 }),
  through('chance', 'dropout by chance', 'in training chance decides, outside it does not', [1, 4, 2, 8, 9, 7, 6, 5, 0.5], whole(), 2),
  through('used', 'every layer takes part', 'the weights of encoder, decoder and final layer take part in the probabilities', WHOLE, whole()),
  through('later', 'other lengths', 'the same Transformer works on sequences of other lengths', WHOLE, whole(), [ids(97, [1, 3], 9), ids(98, [1, 2], 7), false, null, look(2), null]),
  through('turns', 'two Transformers in turns', 'two Transformers keep their own weights, and one gives the same again', WHOLE, whole()),
];
