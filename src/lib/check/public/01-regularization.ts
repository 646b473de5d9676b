import * as np from '../../np';
import { fromJson } from '../fixture';
import type { PublicAssignment } from '../types';
import data from './01-regularization.json'; // made by test/fixtures/01-regularization/generate.py

const arrays = (values: unknown): np.NDArray[] => (values as unknown[]).map((v) => np.array(v as number[]));
const array = (values: unknown): np.NDArray => np.array(values as number[]);
const X = (): np.NDArray => array(data.X);
const Y = (): np.NDArray => array(data.Y);

const assignment: PublicAssignment = {
  slug: '01-regularization',
  tasks: [
    {
      task: '1.1',
      fn: 'computeCostWithRegularization',
      tests: [
        {
          name: 'cross-entropy plus penalty, lambd 0.6',
          property: 'the cost is the cross-entropy plus lambd / (2m) times the sum of all squared weights',
          args: () => [array(data.A3), Y(), fromJson(data.parameters), 0.6],
          expected: () => data.cost,
          hint: 'add the sums of squares of W1, W2 and W3 and multiply by lambd / (2 * m)',
        },
        {
          name: 'no penalty with lambd 0',
          property: 'with lambd 0 the cost is the cross-entropy alone',
          args: () => [array(data.A3), Y(), fromJson(data.parameters), 0],
          expected: () => data.costWithoutPenalty,
        },
      ],
    },
    {
      task: '1.2',
      fn: 'backwardPropagationWithRegularization',
      tests: [
        {
          name: 'all gradients, lambd 0.6',
          property: 'each dW has lambd / m times its W on top; everything else is as without regularization',
          args: () => [X(), Y(), arrays(data.cache), 0.6],
          expected: () => fromJson(data.gradients),
          hint: 'start from backwardPropagation and change the lines of dW3, dW2 and dW1',
        },
        {
          name: 'plain gradients with lambd 0',
          property: 'with lambd 0 the gradients are those without regularization',
          args: () => [X(), Y(), arrays(data.cache), 0],
          expected: () => fromJson(data.gradientsWithoutPenalty),
        },
      ],
    },
    {
      task: '1.3',
      fn: 'forwardPropagationWithDropout',
      tests: [
        {
          name: 'predictions and cache, keepProb 0.7',
          property: 'both hidden layers are masked and divided by keepProb, with the masks of seed 1',
          args: () => [X(), fromJson(data.parameters), 0.7],
          expected: () => [array(data.dropoutForward[0]), arrays(data.dropoutForward[1])],
          hint: 'draw D1 before D2; keep a unit where the random number is less than keepProb; the cache has 14 items, A1 and A2 after the division',
        },
      ],
    },
    {
      task: '1.4',
      fn: 'backwardPropagationWithDropout',
      tests: [
        {
          name: 'all gradients, keepProb 0.8',
          property: 'dA2 and dA1 are masked with D2 and D1 and divided by keepProb',
          args: () => [X(), Y(), arrays(data.dropoutCache), 0.8],
          expected: () => fromJson(data.dropoutGradients),
          hint: 'multiply by the mask and divide by keepProb right where dA2 and dA1 are computed',
        },
      ],
    },
  ],
};

export default assignment;
