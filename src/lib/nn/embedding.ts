import * as tf from '../tf';
import { positiveInteger, shaped } from './checks';

/** The options of `embedding`: those of tf.layers.embedding. Pretrained vectors: `{ weights: [vectors], trainable: false }`. */
export type EmbeddingConfig = Parameters<typeof tf.layers.embedding>[0];

/**
 * A table of vectors, looked up by index (Keras' keras.layers.Embedding): integers (B, T) to vectors (B, T, outputDim). Indices are from 0 to inputDim - 1; with maskZero index 0
 * is padding, which recurrent layers skip.
 *
 * Weights: embeddings (inputDim, outputDim).
 *
 * @throws Error when a size is not a positive integer or given weights have another shape.
 */
export function embedding(config: EmbeddingConfig): ReturnType<typeof tf.layers.embedding> {
  positiveInteger('embedding', 'inputDim', config?.inputDim);
  positiveInteger('embedding', 'outputDim', config.outputDim);
  const { inputDim, outputDim, weights } = config;
  if (weights) {
    if (weights.length !== 1) throw new Error(`embedding: expected weights to be one tensor, got ${weights.length}`);
    shaped('embedding', 'weights', weights[0].shape, [inputDim, outputDim], `${inputDim}, ${outputDim}`);
  }
  return tf.layers.embedding(config);
}
