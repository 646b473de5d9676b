import * as np from '../../lib/np';
import { RandomState } from '../../lib/np/random';
import type { Work } from '../suite';
import { probe } from './probe';

type Parameters = Record<'W1' | 'b1' | 'W2' | 'b2' | 'W3' | 'b3', np.NDArray>;

const sigmoid = (z: np.NDArray): np.NDArray => np.divide(1, np.add(1, np.exp(np.negative(z))));
const relu = (z: np.NDArray): np.NDArray => np.maximum(0, z);

/** One step of gradient descent, as a learner writes it: forward, cross-entropy, backward, update. X (2, m), Y (1, m). */
function step(p: Parameters, X: np.NDArray, Y: np.NDArray): [next: Parameters, cost: number] {
  const m = X.shape[1];
  const Z1 = np.add(np.dot(p.W1, X), p.b1); // (20, m)
  const A1 = relu(Z1);
  const Z2 = np.add(np.dot(p.W2, A1), p.b2); // (3, m)
  const A2 = relu(Z2);
  const Z3 = np.add(np.dot(p.W3, A2), p.b3); // (1, m)
  const A3 = sigmoid(Z3);
  const logprobs = np.add(
    np.multiply(np.negative(np.log(A3)), Y),
    np.multiply(np.negative(np.log(np.subtract(1, A3))), np.subtract(1, Y)),
  );
  const cost = (1 / m) * np.nansum(logprobs);

  const dZ3 = np.multiply(1 / m, np.subtract(A3, Y));
  const dW3 = np.dot(dZ3, A2.T); // (1, 3)
  const db3 = np.sum(dZ3, { axis: 1, keepdims: true });
  const dA2 = np.dot(p.W3.T, dZ3);
  const dZ2 = np.multiply(dA2, np.greater(A2, 0));
  const dW2 = np.dot(dZ2, A1.T); // (3, 20)
  const db2 = np.sum(dZ2, { axis: 1, keepdims: true });
  const dA1 = np.dot(p.W2.T, dZ2);
  const dZ1 = np.multiply(dA1, np.greater(A1, 0));
  const dW1 = np.dot(dZ1, X.T); // (20, 2)
  const db1 = np.sum(dZ1, { axis: 1, keepdims: true });
  const down = (w: np.NDArray, dw: np.NDArray): np.NDArray => np.subtract(w, np.multiply(0.3, dw));
  return [
    {
      W1: down(p.W1, dW1),
      b1: down(p.b1, db1),
      W2: down(p.W2, dW2),
      b2: down(p.b2, db2),
      W3: down(p.W3, dW3),
      b3: down(p.b3, db3),
    },
    cost,
  ];
}

function initialize(rs: RandomState, sizes: readonly number[]): Parameters {
  const p: Record<string, np.NDArray> = {};
  for (let layer = 1; layer < sizes.length; layer++) {
    p[`W${layer}`] = np.divide(rs.randn(sizes[layer], sizes[layer - 1]), Math.sqrt(sizes[layer - 1]));
    p[`b${layer}`] = np.zeros([sizes[layer], 1]);
  }
  return p as Parameters;
}

/** The case: the parameters start again every 200 steps, so that rounding, which differs, does not add up. */
export function trainingStep(examples = 300): Work {
  const rs = new RandomState(1);
  const X = rs.randn(2, examples);
  const Y = np.less(rs.rand(1, examples), 0.5).astype('float64');
  const start = initialize(rs, [2, 20, 3, 1]);
  let p = start,
    cost = 0,
    steps = 0;
  return {
    run: () => {
      if (steps++ % 200 === 0) p = start;
      [p, cost] = np.tidy(() => step(p, X, Y));
    },
    result: () => [steps, cost, ...probe(p.W1), ...probe(p.b3)],
    tolerance: 1e-7,
  };
}
