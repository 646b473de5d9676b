import { RandomState } from '../../../src/lib/np/random';
import type { Cooccurrences } from './cooccurrence';

export interface GloveOptions {
  /** Numbers a word. */
  dim: number;
  epochs: number;
  learningRate: number;
  /** Pairs that met more often count no more than those. */
  xMax: number;
  alpha: number;
  seed: number;
  /** After each epoch, with the mean weighted squared error. */
  onEpoch?: (epoch: number, loss: number) => void;
}

/**
 * GloVe: word and context vectors whose products fit the logarithms of the counts, by weighted least squares with AdaGrad.
 * @returns words.length rows of `dim` numbers: the sum of both vectors, as in the paper
 */
export function trainGlove({ words, row, column, count }: Cooccurrences, options: GloveOptions): Float32Array {
  const { dim, epochs, learningRate, xMax, alpha, seed } = options;
  const stride = dim + 1; // the bias is the last number
  const random = new RandomState(seed);
  const start = random.uniform(-0.5 / stride, 0.5 / stride, [2 * words.length * stride]) as { data: ArrayLike<number> };
  const weights = Float64Array.from(start.data); // words first, then contexts
  const squares = new Float64Array(weights.length).fill(1);
  const contexts = words.length * stride;
  const logs = count.map(Math.log);
  const shares = count.map((x) => (x < xMax ? (x / xMax) ** alpha : 1));
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random.permutation(count.length).data as ArrayLike<number>;
    let loss = 0;
    for (let k = 0; k < order.length; k++) {
      const pair = Number(order[k]);
      const [w, c] = [row[pair] * stride, contexts + column[pair] * stride];
      let error = weights[w + dim] + weights[c + dim] - logs[pair];
      for (let i = 0; i < dim; i++) error += weights[w + i] * weights[c + i];
      const scaled = shares[pair] * error;
      loss += 0.5 * scaled * error;
      for (let i = 0; i <= dim; i++) {
        const gradientW = i < dim ? scaled * weights[c + i] : scaled;
        const gradientC = i < dim ? scaled * weights[w + i] : scaled;
        weights[w + i] -= (learningRate * gradientW) / Math.sqrt(squares[w + i]);
        weights[c + i] -= (learningRate * gradientC) / Math.sqrt(squares[c + i]);
        squares[w + i] += gradientW * gradientW;
        squares[c + i] += gradientC * gradientC;
      }
    }
    options.onEpoch?.(epoch + 1, loss / count.length);
  }
  const sums = new Float32Array(words.length * dim);
  for (let n = 0; n < words.length; n++) for (let i = 0; i < dim; i++) sums[n * dim + i] = weights[n * stride + i] + weights[contexts + n * stride + i];
  return sums;
}
