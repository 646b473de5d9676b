import * as tf from '../tf';
import { show } from './checks';

/** The options of `bidirectional`. */
export type BidirectionalConfig = Omit<Parameters<typeof tf.layers.bidirectional>[0], 'mergeMode'> & {
  /** How both directions become one: 'concat' unless told; null for a list of both. */
  mergeMode?: 'concat' | 'sum' | 'mul' | 'ave' | null;
};

const MODES = ['concat', 'sum', 'mul', 'ave', null, undefined];

/**
 * Runs a recurrent layer forwards and a copy of it backwards (Keras' keras.layers.Bidirectional). The layer given is copied, too: its weights are not used.
 *
 * Weights: those of the forward layer, then those of the backward layer. With returnSequences the backward outputs are in the order of time.
 *
 * @throws Error when the layer is not recurrent or the merge mode not known.
 */
export function bidirectional(config: BidirectionalConfig): ReturnType<typeof tf.layers.bidirectional> {
  if (!(config?.layer instanceof tf.layers.RNN))
    throw new Error('bidirectional: expected layer to be a recurrent layer, such as lstm({ units: 4 })');
  if (!MODES.includes(config.mergeMode))
    throw new Error(
      `bidirectional: expected mergeMode 'concat', 'sum', 'mul', 'ave' or null, got ${show(config.mergeMode)}`,
    );
  return tf.layers.bidirectional(config as Parameters<typeof tf.layers.bidirectional>[0]);
}
