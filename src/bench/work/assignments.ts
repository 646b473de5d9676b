import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as np from '../../lib/np';
import { RandomState } from '../../lib/np/random';
import { root } from '../environment';
import type { Work } from '../suite';
import { probe } from './probe';

type Arrays = Record<string, np.NDArray>;

/** The notebooks' own functions, with the reference solutions: what a learner runs. */
const solution = (slug: string): Record<string, (...args: unknown[]) => any> =>
  createRequire(__filename)(join(root, 'dist', 'solutions', `${slug}.js`)) as ReturnType<typeof solution>;

/** Parameters start again after this many steps, so that rounding, which differs, does not add up. */
const AGAIN = 200;

function initialize(rs: RandomState, sizes: readonly number[]): Arrays {
  const p: Arrays = {};
  for (let layer = 1; layer < sizes.length; layer++) {
    p[`W${layer}`] = np.divide(rs.randn(sizes[layer], sizes[layer - 1]), Math.sqrt(sizes[layer - 1]));
    p[`b${layer}`] = np.zeros([sizes[layer], 1]);
  }
  return p;
}

const shown = (p: Arrays): number[] => [...probe(p.W1), ...probe(p.b1), ...probe(p.W2), ...probe(p.W3)];

/** A step of assignment 1 on data of its size, 211 kicks, with the notebook's functions: forward, backward and update, and with L2 the cost. */
export function regularizationStep(kind: 'l2' | 'dropout'): Work {
  const a1 = solution('01-regularization');
  const rs = new RandomState(1);
  const X = rs.randn(2, 211);
  const Y = np.less(rs.rand(1, 211), 0.5).astype('float64');
  const start = initialize(rs, [2, 20, 3, 1]);
  let [p, cost, steps] = [start, 0, 0];
  const gradients = (): Arrays => {
    if (kind === 'dropout') {
      const [, cache] = a1.forwardPropagationWithDropout(X, p, 0.86);
      return a1.backwardPropagationWithDropout(X, Y, cache, 0.86);
    }
    const [A3, cache] = a1.forwardPropagation(X, p);
    cost = a1.computeCostWithRegularization(A3, Y, p, 0.7);
    return a1.backwardPropagationWithRegularization(X, Y, cache, 0.7);
  };
  return {
    run: () => {
      if (steps++ % AGAIN === 0) p = start;
      p = np.tidy(() => a1.updateParameters(p, gradients(), 0.3) as Arrays);
    },
    result: () => [steps, cost, ...shown(p)],
    tolerance: 1e-7,
  };
}

/** Two moons as in assignment 2: X (2, 300), Y (1, 300). */
function moons(rs: RandomState): [np.NDArray, np.NDArray] {
  const t = np.linspace(0, Math.PI, 150);
  const upper = np.stack([np.cos(t), np.sin(t)]);
  const lower = np.stack([np.subtract(1, np.cos(t)), np.subtract(0.5, np.sin(t))]);
  const X = np.concatenate([upper, lower], 1).add(rs.randn(2, 300).multiply(0.2));
  return [X, np.concatenate([np.zeros([1, 150]), np.ones([1, 150])], 1)];
}

/** An epoch of assignment 2 with Adam: the shuffle and five steps with mini-batches of 64. */
export function adamEpoch(): Work {
  const a2 = solution('02-optimization-methods');
  const rs = new RandomState(1);
  const [X, Y] = moons(rs);
  const start = initialize(rs, [2, 5, 2, 1]);
  let [p, v, s]: Arrays[] = [start, {}, {}];
  let [epochs, t, cost] = [0, 0, 0];
  const again = (): void => {
    p = { ...start };
    [v, s] = a2.initializeAdam(p);
    t = 0;
  };
  return {
    run: () => {
      if (epochs % AGAIN === 0) again();
      cost = 0;
      for (const [x, y] of a2.randomMiniBatches(X, Y, 64, epochs++ % AGAIN) as [np.NDArray, np.NDArray][]) {
        const [a3, cache] = a2.forwardPropagation(x, p);
        cost += a2.computeCost(a3, y);
        [p, v, s] = a2.updateParametersWithAdam(
          p,
          a2.backwardPropagation(x, y, cache),
          v,
          s,
          ++t,
          0.0007,
          0.9,
          0.999,
          1e-8,
        );
      }
    },
    result: () => [epochs, cost, ...shown(p)],
    tolerance: 1e-6,
  };
}
