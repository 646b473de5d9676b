import { RandomState } from '../np/random/randomState';

/**
 * Makes what TensorFlow.js draws from here on the same in every run: initial weights, dropout, `tf.randomNormal` and `tf.randomUniform` without a seed, the order in
 * which `fit` shuffles. As Keras' `set_random_seed`, for tensors: np.random has its own `np.random.seed`. TensorFlow.js takes this randomness from `Math.random`,
 * which is replaced by a Mersenne Twister of this seed.
 * @param seed a whole number from 0, below 2^32
 * @throws ValueError for any other seed
 * @example tf.setRandomSeed(1); // at the top of the cell that builds a model
 */
export function setRandomSeed(seed: number): void {
  const state = new RandomState(seed);
  Math.random = () => state.rand() as number;
}
