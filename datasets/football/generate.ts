/**
 * Makes football.npz: where long goal kicks came down on a football field, and whose player headed the ball. Run: npx tsx datasets/football/generate.ts
 */
import path from 'node:path';
import * as np from '../../src/lib/np';

/** A seed whose points tell the lesson well: without regularization the network of the assignment overfits visibly. */
const SEED = 2;
const TRAIN = 211;
const TEST = 200;
/** Share of kicks that went the other way than the region says, near the dividing line. */
const LABEL_NOISE = 0.22;
/** How far from the line, in units of the field, the outcome is open. */
const OPEN = 0.08;

/** The dividing line: the own team wins above it. */
function lineAt(x: np.NDArray): np.NDArray {
  return np.subtract(-0.14, x.multiply(0.9)).subtract(np.sin(x.multiply(5.5)).multiply(0.09));
}

/** n kicks: positions (n, 2), outcomes (n, 1) of 0 and 1. */
function kicks(n: number): [np.NDArray, np.NDArray] {
  const x = np.random.uniform(-0.6, 0.3, [n]);
  const spread = np.random.normal(0, 0.28, [n]);
  const y = np.clip(lineAt(x).add(spread), -0.66, 0.6);
  const distance = y.subtract(lineAt(x));
  const open = np.exp(np.negative(np.square(distance.divide(OPEN))));
  const flipped = np.random.rand(n).less(open.multiply(LABEL_NOISE));
  const outcome = np.logicalXor(distance.greater(0), flipped);
  return [np.round(np.stack([x, y], 1), 4), outcome.astype('int32').reshape([n, 1])];
}

/** The four arrays of the file, by name. */
export function generate(seed = SEED): Record<string, np.NDArray> {
  np.random.seed(seed);
  const [X, y] = kicks(TRAIN);
  const [Xval, yval] = kicks(TEST);
  return { X, y, Xval, yval };
}

if (require.main === module) np.savez(path.join(__dirname, 'football.npz'), generate());
