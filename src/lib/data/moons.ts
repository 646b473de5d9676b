import * as np from '../np';

/**
 * Two interleaving half circles, as scikit-learn's make_moons(n, noise=noise) gives after the same np.random.seed: shuffled first, then noise.
 * @returns [X (n, 2), y (n,)] with classes 0 (upper) and 1 (lower)
 */
export function makeMoons(n = 100, options: { noise?: number } = {}): [np.NDArray, np.NDArray] {
  const upper = Math.floor(n / 2);
  const t = np.linspace(0, Math.PI, upper);
  const u = np.linspace(0, Math.PI, n - upper);
  const x = np.concatenate([np.cos(t), np.subtract(1, np.cos(u))]);
  const y = np.concatenate([np.sin(t), np.subtract(0.5, np.sin(u))]);
  const labels = np.concatenate([np.zeros(upper), np.ones(n - upper)]);
  const order = np.arange(n).astype('int32');
  np.random.shuffle(order);
  const X = np.stack([x, y], 1).at(order);
  return [options.noise ? X.add(np.random.normal(0, options.noise, [n, 2])) : X, labels.at(order)];
}
