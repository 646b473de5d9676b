import * as np from '../../np';
import { fromJson } from '../fixture';
import type { PublicAssignment } from '../types';
import data from './02-optimization-methods.json'; // made by test/fixtures/02-optimization-methods/generate.py

const X = (): np.NDArray => np.array(data.X);
const Y = (): np.NDArray => np.array(data.Y);
const p = (): unknown => fromJson(data.two.parameters);
const g = (): unknown => fromJson(data.two.grads);
const q = (): unknown => fromJson(data.one.parameters);
const h = (): unknown => fromJson(data.one.grads);
const zeros = (): unknown => fromJson(data.zerosOne);
const first6 = (a: np.NDArray): np.NDArray => a.at(':', '0:6');

const assignment: PublicAssignment = {
  slug: '02-optimization-methods',
  tasks: [
    {
      task: '2.1',
      fn: 'updateParametersWithGd',
      tests: [
        {
          name: 'two layers, learning rate 0.1',
          property: 'every W and b has its gradient times the learning rate taken off',
          args: () => [p(), g(), 0.1],
          expected: () => fromJson(data.gd),
          hint: 'the layers are 1, 2, ..., L: the loop must reach L itself',
        },
        {
          name: 'one layer, learning rate 0.5',
          property: 'the number of layers comes from the parameters',
          args: () => [q(), h(), 0.5],
          expected: () => fromJson(data.gdOne),
        },
      ],
    },
    {
      task: '2.2',
      fn: 'randomMiniBatches',
      tests: [
        {
          name: '7 examples, batches of 3',
          property: 'two full batches and one example are left, in the order of np.random.permutation, labels with their examples',
          args: () => [X(), Y(), 3, 2],
          expected: () => fromJson(data.batches),
          hint: 'call np.random.seed(seed) and then np.random.permutation(m) once; use the one permutation for X and Y',
        },
        {
          name: '6 examples, batches of 2',
          property: 'three full batches and nothing after them',
          args: () => [first6(X()), first6(Y()), 2, 5],
          expected: () => fromJson(data.evenBatches),
          hint: 'when m is a multiple of the size there is no smaller batch at the end, not even an empty one',
        },
      ],
    },
    {
      task: '2.3',
      fn: 'initializeVelocity',
      tests: [
        {
          name: 'W and b of two layers',
          property: 'dW1, db1, dW2 and db2 are zeros of the shapes of W1, b1, W2 and b2',
          args: () => [p()],
          expected: () => fromJson(data.zeros),
          hint: 'np.zeros takes a shape, and every array has one: parameters.W1.shape',
        },
        {
          name: 'W and b of one layer',
          property: 'one layer has dW1 and db1 only',
          args: () => [q()],
          expected: zeros,
        },
      ],
    },
    {
      task: '2.4',
      fn: 'updateParametersWithMomentum',
      tests: [
        {
          name: 'two layers in the middle of training',
          property: 'the velocity takes in the gradient, the parameters move along the new velocity',
          args: () => [p(), g(), fromJson(data.two.v), 0.9, 0.1],
          expected: () => fromJson(data.momentum),
          hint: 'first the new velocity, with beta and 1 - beta; then the step with it, not with the gradient',
        },
        {
          name: 'first step, beta 0.8',
          property: 'from a velocity of zero the first step is 1 - beta times that of gradient descent',
          args: () => [q(), h(), zeros(), 0.8, 0.5],
          expected: () => fromJson(data.firstMomentum),
        },
      ],
    },
    {
      task: '2.5',
      fn: 'updateParametersWithRmsprop',
      tests: [
        {
          name: 'two layers, epsilon 0.01',
          property: 'the gradient is divided by the root of s, plus epsilon',
          args: () => [p(), g(), fromJson(data.two.s), 0.1, 0.8, 0.01],
          expected: () => fromJson(data.rmsprop),
          hint: 's averages the squares of the gradients; add epsilon after taking the root',
        },
        {
          name: 'first step, with the defaults',
          property: 'learning rate 0.001, beta 0.9 and epsilon 1e-8 when they are left out',
          args: () => [q(), h(), zeros()],
          expected: () => fromJson(data.firstRmsprop),
        },
      ],
    },
    {
      task: '2.6',
      fn: 'initializeAdam',
      tests: [
        {
          name: 'W and b of two layers',
          property: 'v and s each have zeros of the shapes of all parameters',
          args: () => [p()],
          expected: () => [fromJson(data.zeros), fromJson(data.zeros)],
          hint: 'do what initializeVelocity does, twice',
        },
        {
          name: 'W and b of one layer',
          property: 'one layer has dW1 and db1 only',
          args: () => [q()],
          expected: () => [zeros(), zeros()],
        },
      ],
    },
    {
      task: '2.7',
      fn: 'updateParametersWithAdam',
      tests: [
        {
          name: 'two layers, third step, epsilon 0.01',
          property: 'parameters, both averages and both corrected averages are right',
          args: () => [p(), g(), fromJson(data.two.v), fromJson(data.two.s), 3, 0.1, 0.8, 0.95, 0.01],
          expected: () => fromJson(data.adam),
          hint: 'the results name what is not right: 0 parameters, 1 v, 2 s, 3 vCorrected, 4 sCorrected; a power is beta1 ** t',
        },
        {
          name: 'first step, with the defaults',
          property: 'the first step is about the learning rate in every direction, whatever the size of the gradient',
          args: () => [q(), h(), zeros(), zeros(), 1],
          expected: () => fromJson(data.firstAdam),
          hint: 'give back v and s as they are before the correction, and step with the corrected ones',
        },
      ],
    },
    {
      task: '2.8',
      fn: 'updateLr',
      tests: [
        {
          name: 'epoch 0, decay rate 1',
          property: 'in epoch 0 the rate is the original one',
          args: () => [0.5, 0, 1],
          expected: () => data.everyEpoch[0],
        },
        {
          name: 'epoch 4',
          property: 'with decay rate 1 the rate of epoch 4 is a fifth of the original',
          args: () => [0.5, 4, 1],
          expected: () => data.everyEpoch[1],
          hint: 'divide the original rate by 1 + decayRate * epochNum, brackets included',
        },
        {
          name: 'epoch 100, decay rate 0.2',
          property: 'the decay rate multiplies the number of the epoch',
          args: () => [0.1, 100, 0.2],
          expected: () => data.everyEpoch[2],
        },
      ],
    },
    {
      task: '2.9',
      fn: 'scheduleLrDecay',
      tests: [
        {
          name: 'epoch 1999 of intervals of 1000',
          property: 'the rate stays the same within an interval',
          args: () => [0.5, 1999, 1],
          expected: () => data.inStairs[0],
          hint: 'Math.floor rounds down; round the quotient of epochNum and timeInterval alone',
        },
        {
          name: 'epoch 10 of intervals of 4',
          property: 'after two full intervals the rate is divided by 1 + 2 * decayRate',
          args: () => [0.5, 10, 0.3, 4],
          expected: () => data.inStairs[1],
        },
        {
          name: 'epoch 99 of intervals of 100',
          property: 'before the first interval is over the rate is the original one',
          args: () => [0.5, 99, 1, 100],
          expected: () => data.inStairs[2],
        },
      ],
    },
  ],
};

export default assignment;
