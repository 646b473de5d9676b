// %% [markdown] id="title"
// # 1 Regularization
//
// A network with enough parameters can learn its training examples by heart, noise included - and then do badly on anything new. That is *overfitting*.
// In this notebook you train one network three times: as it is, with **L2 regularization**, and with **dropout**. You write the parts that make the difference.
//
// **Minutes**: about 60. **You write**: four functions.
//
// By the end you can
// - recognise overfitting in accuracies and in a decision boundary,
// - add an L2 penalty to a cost, and its share to the gradients,
// - switch units off at random while training, forwards and backwards, and say why they are never switched off when predicting.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `np` is NumPy in TypeScript: 64-bit arrays, the same names, the same random numbers for the same seed. Operators become methods: `a.add(b)`, `a.multiply(b)`,
// `np.dot(a, b)`. A number may stand on either side: `np.subtract(1, a)`.

// %% id="packages" role="given"
import * as np from 'gradus/np';
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { loadFootball } from 'gradus/data';
import { html, svg, table } from 'gradus/display';
import { figure } from 'gradus/plot';
import { progress } from 'gradus/progress';

/** W1 (n1, n0), b1 (n1, 1), W2, b2, W3, b3. */
interface Parameters {
  W1: np.NDArray;
  b1: np.NDArray;
  W2: np.NDArray;
  b2: np.NDArray;
  W3: np.NDArray;
  b3: np.NDArray;
}

/** Gradients of the cost with respect to everything of that name. */
interface Gradients {
  dZ3: np.NDArray;
  dW3: np.NDArray;
  db3: np.NDArray;
  dA2: np.NDArray;
  dZ2: np.NDArray;
  dW2: np.NDArray;
  db2: np.NDArray;
  dA1: np.NDArray;
  dZ1: np.NDArray;
  dW1: np.NDArray;
  db1: np.NDArray;
}

/** What the forward pass keeps for the backward pass: Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3. */
type Cache = [np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray];

/** The same with the masks of dropout: Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3. */
type DropoutCache = [np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray];

// %% [markdown] id="problem-text"
// ## The problem: where should the goalkeeper kick?
//
// A football team's analyst marked where the goalkeeper's long kicks came down last season, and whose player headed the ball: the own team's (1) or the
// opponents' (0). Before the next match the coach wants a map: *to which parts of the field should the keeper kick?*

// %% id="field" role="run"
function drawField(): string {
  const { trainX, trainY } = loadFootball();
  const [x, y] = trainX.tolist() as number[][];
  const own = trainY.ravel().tolist() as number[];
  const dots = x.map((_, i) => `<circle cx="${(x[i] + 0.75) * 600 + 20}" cy="${(0.7 - y[i]) * 300 + 15}" r="4.5" fill="${own[i] ? '#ffd23f' : '#14213d'}" stroke="#fff" stroke-width="1"/>`);
  const lines = '<g fill="none" stroke="#fff" stroke-width="2" opacity="0.85"><rect x="14" y="14" width="692" height="422"/><path d="M360 14V436"/><circle cx="360" cy="225" r="60"/><path d="M14 125h95v200h-95M706 125h-95v200h95"/></g>';
  const key = '<g font-family="sans-serif" font-size="13" fill="#fff"><circle cx="30" cy="452" r="5" fill="#ffd23f"/><text x="42" y="457">own team headed the ball (1)</text><circle cx="250" cy="452" r="5" fill="#14213d" stroke="#fff"/><text x="262" y="457">opponents did (0)</text></g>';
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A football field with 211 marked kicks" viewBox="0 0 720 470" width="720" style="max-width:100%;height:auto"><rect width="720" height="470" rx="8" fill="#3a7d44"/>${lines}${dots.join('')}${key}</svg>`;
}
svg(drawField());

// %% id="load" role="given"
/** The kicks: 211 to train on, 200 to test. Shows the training points unless told not to. */
function load2DDataset(show = true): [np.NDArray, np.NDArray, np.NDArray, np.NDArray] {
  const { trainX, trainY, testX, testY } = loadFootball();
  if (show) figure({ title: 'Kicks to train on', xLabel: 'x1', yLabel: 'x2' }).scatter(trainX.at(0), trainX.at(1), { c: trainY.ravel() }).show();
  return [trainX, trainY, testX, testY];
}

// %% id="data" role="run"
const [trainX, trainY, testX, testY] = load2DDataset();
console.log(`trainX (${trainX.shape}), trainY (${trainY.shape}), testX (${testX.shape}), testY (${testY.shape})`);

// %% [markdown] id="analysis-text"
// Columns are examples: `trainX` is (2, 211), `trainY` is (1, 211). A bent line from the upper left to the lower right would separate the classes quite well,
// apart from some noise. A good model finds that line - and leaves the noise alone.

// %% [markdown] id="network-text"
// ## The network
//
// LINEAR → RELU → LINEAR → RELU → LINEAR → SIGMOID, with 20 and 3 hidden units. Forward and backward pass without regularization are given. Read
// `backwardPropagation` well: you will extend it.

// %% id="network" role="given"
/** Element by element 1 / (1 + e^-z). */
function sigmoid(z: np.NDArray): np.NDArray {
  return np.divide(1, np.exp(np.negative(z)).add(1));
}

/** Element by element max(0, z). */
function relu(z: np.NDArray): np.NDArray {
  return np.maximum(0, z);
}

/** Weights randn / √n_prev from seed 3, biases 0. @param layerDims units of each layer, input first: [n0, n1, n2, n3] */
function initializeParameters(layerDims: number[]): Parameters {
  np.random.seed(3);
  const parameters: Record<string, np.NDArray> = {};
  for (let l = 1; l < layerDims.length; l++) {
    parameters[`W${l}`] = np.random.randn(layerDims[l], layerDims[l - 1]).divide(Math.sqrt(layerDims[l - 1]));
    parameters[`b${l}`] = np.zeros([layerDims[l], 1]);
  }
  return parameters as unknown as Parameters;
}

/** The forward pass: [A3 (1, m), cache]. */
function forwardPropagation(X: np.NDArray, parameters: Parameters): [np.NDArray, Cache] {
  const { W1, b1, W2, b2, W3, b3 } = parameters;
  const Z1 = np.dot(W1, X).add(b1); // (n1, m)
  const A1 = relu(Z1);
  const Z2 = np.dot(W2, A1).add(b2); // (n2, m)
  const A2 = relu(Z2);
  const Z3 = np.dot(W3, A2).add(b3); // (1, m)
  const A3 = sigmoid(Z3);
  return [A3, [Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3]];
}

/** The backward pass: the gradients of the mean cross-entropy. */
function backwardPropagation(X: np.NDArray, Y: np.NDArray, cache: Cache): Gradients {
  const m = X.shape[1];
  const [, A1, , , , A2, W2, , , A3, W3] = cache;
  const dZ3 = A3.subtract(Y); // (1, m)
  const dW3 = np.dot(dZ3, A2.T).divide(m);
  const db3 = dZ3.sum({ axis: 1, keepdims: true }).divide(m);
  const dA2 = np.dot(W3.T, dZ3); // (n2, m)
  const dZ2 = dA2.multiply(A2.greater(0));
  const dW2 = np.dot(dZ2, A1.T).divide(m);
  const db2 = dZ2.sum({ axis: 1, keepdims: true }).divide(m);
  const dA1 = np.dot(W2.T, dZ2); // (n1, m)
  const dZ1 = dA1.multiply(A1.greater(0));
  const dW1 = np.dot(dZ1, X.T).divide(m);
  const db1 = dZ1.sum({ axis: 1, keepdims: true }).divide(m);
  return { dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
}

/** Mean cross-entropy of the predictions A3 (1, m); examples whose logarithm is not a number are passed over. */
function computeCost(A3: np.NDArray, Y: np.NDArray): number {
  const m = Y.shape[1];
  const logProbs = np.multiply(np.negative(np.log(A3)), Y).add(np.multiply(np.negative(np.log(np.subtract(1, A3))), np.subtract(1, Y)));
  return np.nansum(logProbs) / m;
}

/** One step of gradient descent. */
function updateParameters(parameters: Parameters, gradients: Gradients, learningRate: number): Parameters {
  const step = (name: keyof Parameters): np.NDArray => parameters[name].subtract(gradients[`d${name}`].multiply(learningRate));
  return { W1: step('W1'), b1: step('b1'), W2: step('W2'), b2: step('b2'), W3: step('W3'), b3: step('b3') };
}

/** Share of right predictions. */
function accuracy(predictions: np.NDArray, Y: np.NDArray): number {
  return np.mean(predictions.equal(Y));
}

/** Predicted classes (1, m), 0 or 1, from outputs above 0.5; prints the accuracy. */
function predict(X: np.NDArray, Y: np.NDArray, parameters: Parameters): np.NDArray {
  const predictions = predictDec(parameters, X).astype('float64');
  console.log(`Accuracy: ${accuracy(predictions, Y)}`);
  return predictions;
}

/** Where the output is above 0.5: booleans (1, m). */
function predictDec(parameters: Parameters, X: np.NDArray): np.NDArray {
  return forwardPropagation(X, parameters)[0].greater(0.5);
}

/** The two regions of a model, on a grid of step 0.01 that reaches 1 beyond the points, with the points on top. */
function plotDecisionBoundary(predictGrid: (points: np.NDArray) => np.NDArray, X: np.NDArray, Y: np.NDArray, title: string): void {
  const axis = (v: np.NDArray): np.NDArray => np.arange(v.min() - 1, v.max() + 1, 0.01);
  const [xs, ys] = [axis(X.at(0)), axis(X.at(1))];
  const [gx, gy] = np.meshgrid(xs, ys);
  const Z = predictGrid(np.stack([gx.ravel(), gy.ravel()])).astype('float64').reshape([ys.size, xs.size]);
  figure({ title, xLabel: 'x1', yLabel: 'x2', xLim: [-0.75, 0.4], yLim: [-0.75, 0.65] })
    .contourf(xs, ys, Z, { levels: [0.5] })
    .scatter(X.at(0), X.at(1), { c: Y.ravel() })
    .show();
}

// %% [markdown] id="model-text"
// ### The model
//
// One training loop for all three runs: plain as it stands. For L2 it takes your cost and your backward pass, for dropout your forward and backward pass;
// `lambd` above 0 or `keepProb` below 1 says how strong. (`lambda` with an a at the end is a word of Python, hence the name.)

// %% id="model" role="given"
interface ModelOptions {
  learningRate?: number;
  numIterations?: number;
  /** Print the cost every 10,000 iterations, show how far it is and the cost curve. */
  printCost?: boolean;
  /** Strength of the L2 penalty, 0 for none; needs `cost` and `backward`. */
  lambd?: number;
  /** Share of the hidden units that stay on, 1 for no dropout; needs `forward` and `backward`. */
  keepProb?: number;
  /** Gets lambd or keepProb as its last argument, as `forward` and `backward` do. */
  cost?: (A3: np.NDArray, Y: np.NDArray, parameters: Parameters, lambd: number) => number;
  forward?: (X: np.NDArray, parameters: Parameters, keepProb: number) => [np.NDArray, np.NDArray[]];
  backward?: (X: np.NDArray, Y: np.NDArray, cache: any, strength: number) => Gradients;
}

/** What a training step computes. */
type Step = (parameters: Parameters) => { cost: () => number; gradients: Gradients };

/** The step of plain training, of L2 or of dropout. */
function makeStep(X: np.NDArray, Y: np.NDArray, { lambd = 0, keepProb = 1, cost, forward, backward }: ModelOptions): Step {
  if (lambd !== 0 && keepProb !== 1) throw new Error('model: L2 (lambd above 0) and dropout (keepProb below 1) are used one at a time here');
  if (lambd !== 0 && !(cost && backward)) throw new Error('model: lambd above 0 needs your functions: { lambd, cost: computeCostWithRegularization, backward: backwardPropagationWithRegularization }');
  if (keepProb !== 1 && !(forward && backward)) throw new Error('model: keepProb below 1 needs your functions: { keepProb, forward: forwardPropagationWithDropout, backward: backwardPropagationWithDropout }');
  return (parameters) => {
    if (keepProb !== 1) {
      const [A3, cache] = forward!(X, parameters, keepProb);
      return { cost: () => computeCost(A3, Y), gradients: backward!(X, Y, cache, keepProb) };
    }
    const [A3, cache] = forwardPropagation(X, parameters);
    if (lambd === 0) return { cost: () => computeCost(A3, Y), gradients: backwardPropagation(X, Y, cache) };
    return { cost: () => cost!(A3, Y, parameters, lambd), gradients: backward!(X, Y, cache, lambd) };
  };
}

/**
 * Trains the network [n_x, 20, 3, 1] on X (n_x, m) and Y (1, m).
 * @returns the learned parameters
 */
function model(X: np.NDArray, Y: np.NDArray, options: ModelOptions = {}): Parameters {
  const { learningRate = 0.3, numIterations = 30000, printCost = true } = options;
  const step = makeStep(X, Y, options);
  let parameters = initializeParameters([X.shape[0], 20, 3, 1]);
  const bar = printCost ? progress(numIterations, { title: `Learning rate ${learningRate}`, unit: 'iteration' }) : null;
  for (let i = 0; i < numIterations; i++) {
    // np.tidy keeps the arrays that are returned; the memory of the step's others is used again at once, which saves a quarter of the time.
    parameters = np.tidy(() => {
      const { cost, gradients } = step(parameters);
      if (i % 1000 === 0) bar?.update({ cost: cost() }, i);
      if (printCost && i % 10000 === 0) console.log(`Cost after iteration ${i}: ${cost()}`);
      return updateParameters(parameters, gradients, learningRate);
    });
  }
  bar?.update({}, numIterations);
  bar?.done();
  return parameters;
}

// %% [markdown] id="plain-text"
// ## 1 Without regularization
// The baseline. It takes a few seconds.

// %% id="plain" role="run"
interface Run {
  run: string;
  train: number;
  test: number;
}
const runs: Run[] = [];

function report(run: string, parameters: Parameters): void {
  console.log('On the training set:');
  const train = accuracy(predict(trainX, trainY, parameters), trainY);
  console.log('On the test set:');
  const test = accuracy(predict(testX, testY, parameters), testY);
  runs.push({ run, train, test });
}

let parameters = model(trainX, trainY);
report('no regularization', parameters);

// %% id="plain-boundary" role="run"
plotDecisionBoundary((points) => predictDec(parameters, points), trainX, trainY, 'Without regularization');

// %% [markdown] id="plain-remember"
// Look at the bulges of the boundary: the model bends around single noisy points. It does better on the training set than on the test set - it **overfits**.

// %% [markdown] id="l2-text"
// ## 2 L2 regularization
//
// The idea: large weights make sharp bends, so let them cost something. The cross-entropy
//
// $$J = -\frac{1}{m} \sum_{i=1}^{m} \left( y^{(i)} \log a^{[3](i)} + (1 - y^{(i)}) \log (1 - a^{[3](i)}) \right)$$
//
// gets a penalty:
//
// $$J_{regularized} = J + \frac{1}{m} \frac{\lambda}{2} \sum_{l} \sum_{k} \sum_{j} \left( W^{[l]}_{k,j} \right)^2$$
//
// Only weights are penalized, biases are not: a bias shifts a unit, it bends nothing.
//
// ### Exercise 1.1 - `computeCostWithRegularization`
// `np.sum(np.square(W))` sums the squares of a matrix. `computeCost(A3, Y)` gives the first part.

// %% id="cost" role="task" task="1.1" points="20"
/**
 * Cross-entropy with L2 penalty.
 * @param A3 predictions (1, m)
 * @param Y labels (1, m)
 * @param parameters W1, b1, W2, b2, W3, b3
 * @param lambd strength of the penalty
 * @returns the cost, a number
 */
function computeCostWithRegularization(A3: np.NDArray, Y: np.NDArray, parameters: Parameters, lambd: number): number {
  const m = Y.shape[1];
  const { W1, W2, W3 } = parameters;
  const crossEntropyCost = computeCost(A3, Y);
  // BEGIN SOLUTION
  const sumOfSquares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3));
  return crossEntropyCost + (lambd / (2 * m)) * sumOfSquares;
  // END SOLUTION
}

// %% id="cost-check" role="check"
check('1.1', computeCostWithRegularization);

// %% [markdown] id="l2-backward-text"
// ### Exercise 1.2 - `backwardPropagationWithRegularization`
//
// Another cost has other gradients. The penalty depends on the weights alone, so each `dW` gets one more term:
//
// $$\frac{d}{dW} \left( \frac{1}{2} \frac{\lambda}{m} W^2 \right) = \frac{\lambda}{m} W$$
//
// Everything else stays as in `backwardPropagation`.

// %% id="backward-l2" role="task" task="1.2" points="25"
/**
 * The backward pass of the network with L2 penalty.
 * @param X inputs (n0, m)
 * @param Y labels (1, m)
 * @param cache of forwardPropagation
 * @param lambd strength of the penalty
 * @returns all eleven gradients
 */
function backwardPropagationWithRegularization(X: np.NDArray, Y: np.NDArray, cache: Cache, lambd: number): Gradients {
  const m = X.shape[1];
  const [, A1, W1, , , A2, W2, , , A3, W3] = cache;
  // BEGIN SOLUTION
  const dZ3 = A3.subtract(Y); // (1, m)
  const dW3 = np.dot(dZ3, A2.T).divide(m).add(W3.multiply(lambd / m));
  const db3 = dZ3.sum({ axis: 1, keepdims: true }).divide(m);
  const dA2 = np.dot(W3.T, dZ3); // (n2, m)
  const dZ2 = dA2.multiply(A2.greater(0));
  const dW2 = np.dot(dZ2, A1.T).divide(m).add(W2.multiply(lambd / m));
  const db2 = dZ2.sum({ axis: 1, keepdims: true }).divide(m);
  const dA1 = np.dot(W2.T, dZ2); // (n1, m)
  const dZ1 = dA1.multiply(A1.greater(0));
  const dW1 = np.dot(dZ1, X.T).divide(m).add(W1.multiply(lambd / m));
  const db1 = dZ1.sum({ axis: 1, keepdims: true }).divide(m);
  return { dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
  // END SOLUTION
}

// %% id="backward-l2-check" role="check"
check('1.2', backwardPropagationWithRegularization);

// %% [markdown] id="l2-run-text"
// Train again, with $\lambda = 0.7$.

// %% id="l2" role="run"
parameters = model(trainX, trainY, { lambd: 0.7, cost: computeCostWithRegularization, backward: backwardPropagationWithRegularization });
report('L2, lambd 0.7', parameters);

// %% id="l2-boundary" role="run"
plotDecisionBoundary((points) => predictDec(parameters, points), trainX, trainY, 'With L2 regularization');

// %% [markdown] id="l2-remember"
// > **Remember**
// > - The cost gets a penalty, the gradients of the weights get $\frac{\lambda}{m} W$: each step shrinks the weights a little. That is why L2 is also called *weight decay*.
// > - Small weights make a smooth function, whose output changes slowly with its input.
// > - $\lambda$ is found on data that the model has not been trained on. Too large a $\lambda$ smooths everything away: high bias.

// %% [markdown] id="dropout-text"
// ## 3 Dropout
//
// Dropout **switches off hidden units at random** in each training step. No unit can rely on a single other one being there, so that none becomes
// too important. Below, each step drops other units: first in one hidden layer, then in both.

// %% id="dropout-picture" role="run"
/** Three frames of a small network in which other units are crossed out. */
function dropoutAnimation(layers: number[], droppedLayers: number[], title: string): string {
  np.random.seed(5);
  const frames = [0, 1, 2].map((frame) => {
    const off = layers.map((n, l) => Array.from({ length: n }, () => droppedLayers.includes(l) && np.random.rand(1).item() > 0.6));
    const at = (l: number, i: number): [number, number] => [60 + l * 110, 120 + (i - (layers[l] - 1) / 2) * 44];
    const links = layers.slice(1).flatMap((n, l) => Array.from({ length: layers[l] * n }, (_, k) => [l, Math.floor(k / n), k % n]))
      .filter(([l, i, j]) => !off[l][i] && !off[l + 1][j])
      .map(([l, i, j]) => `<path d="M${at(l, i)}L${at(l + 1, j)}"/>`);
    const units = layers.flatMap((n, l) => Array.from({ length: n }, (_, i) => {
      const [x, y] = at(l, i);
      const cross = off[l][i] ? `<path d="M${x - 9} ${y - 9}L${x + 9} ${y + 9}M${x + 9} ${y - 9}L${x - 9} ${y + 9}" stroke="#b91c1c" stroke-width="3"/>` : '';
      return `<circle cx="${x}" cy="${y}" r="15" fill="${off[l][i] ? '#eee' : '#56b4e9'}" stroke="#333"/>${cross}`;
    }));
    const show = `<animate attributeName="opacity" values="${[0, 1, 2].map((k) => (k === frame ? 1 : 0)).join(';')}" dur="4.5s" calcMode="discrete" repeatCount="indefinite"/>`;
    return `<g opacity="${frame === 0 ? 1 : 0}">${show}<g stroke="#999" fill="none">${links.join('')}</g>${units.join('')}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${title}" viewBox="0 0 460 240" width="460" style="background:#fff;border-radius:6px"><title>${title}</title>${frames.join('')}</svg>`;
}
html(`<div style="display:flex;gap:12px;flex-wrap:wrap">${dropoutAnimation([2, 4, 4, 1], [2], 'Dropout in the second hidden layer')}${dropoutAnimation([2, 4, 4, 1], [1, 2], 'Dropout in both hidden layers')}</div>`);

// %% [markdown] id="dropout-forward-text"
// ### Exercise 1.3 - `forwardPropagationWithDropout`
//
// For each of the two hidden layers, never for input or output:
// 1. draw $D^{[l]}$, random numbers in [0, 1) of the shape of $A^{[l]}$: `np.random.rand(...A1.shape)`,
// 2. make it a mask: 1 where the number is **below** `keepProb`, else 0,
// 3. switch units off: $A^{[l]} = A^{[l]} * D^{[l]}$,
// 4. divide $A^{[l]}$ by `keepProb`, so that what the next layer gets is on average as large as without dropout. (This is called *inverted* dropout.)
//
// The seed is set inside, so that your masks are those of the tests.

// %% id="forward-dropout" role="task" task="1.3" points="30"
/**
 * The forward pass with dropout in both hidden layers.
 * @param X inputs (n0, m)
 * @param parameters W1, b1, W2, b2, W3, b3
 * @param keepProb probability that a unit stays on
 * @returns [A3 (1, m), cache (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)] with A1 and A2 after masking and scaling
 */
function forwardPropagationWithDropout(X: np.NDArray, parameters: Parameters, keepProb = 0.5): [np.NDArray, DropoutCache] {
  np.random.seed(1);
  const { W1, b1, W2, b2, W3, b3 } = parameters;
  // LINEAR -> RELU -> DROPOUT -> LINEAR -> RELU -> DROPOUT -> LINEAR -> SIGMOID
  // BEGIN SOLUTION
  const Z1 = np.dot(W1, X).add(b1); // (n1, m)
  let A1 = relu(Z1);
  const D1 = np.random.rand(...A1.shape).less(keepProb);
  A1 = A1.multiply(D1).divide(keepProb);
  const Z2 = np.dot(W2, A1).add(b2); // (n2, m)
  let A2 = relu(Z2);
  const D2 = np.random.rand(...A2.shape).less(keepProb);
  A2 = A2.multiply(D2).divide(keepProb);
  const Z3 = np.dot(W3, A2).add(b3); // (1, m)
  const A3 = sigmoid(Z3);
  return [A3, [Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3]];
  // END SOLUTION
}

// %% id="forward-dropout-check" role="check"
check('1.3', forwardPropagationWithDropout);

// %% [markdown] id="dropout-backward-text"
// ### Exercise 1.4 - `backwardPropagationWithDropout`
//
// A unit that was off passes no gradient back, and the scaling applies backwards as well:
// 1. switch the same units off: multiply `dA1` by `D1`, `dA2` by `D2`,
// 2. divide `dA1` and `dA2` by `keepProb`.

// %% id="backward-dropout" role="task" task="1.4" points="25"
/**
 * The backward pass of the network with dropout.
 * @param X inputs (n0, m)
 * @param Y labels (1, m)
 * @param cache of forwardPropagationWithDropout
 * @param keepProb the one of the forward pass
 * @returns all eleven gradients
 */
function backwardPropagationWithDropout(X: np.NDArray, Y: np.NDArray, cache: DropoutCache, keepProb: number): Gradients {
  const m = X.shape[1];
  const [, D1, A1, , , , D2, A2, W2, , , A3, W3] = cache;
  // BEGIN SOLUTION
  const dZ3 = A3.subtract(Y); // (1, m)
  const dW3 = np.dot(dZ3, A2.T).divide(m);
  const db3 = dZ3.sum({ axis: 1, keepdims: true }).divide(m);
  const dA2 = np.dot(W3.T, dZ3).multiply(D2).divide(keepProb); // (n2, m)
  const dZ2 = dA2.multiply(A2.greater(0));
  const dW2 = np.dot(dZ2, A1.T).divide(m);
  const db2 = dZ2.sum({ axis: 1, keepdims: true }).divide(m);
  const dA1 = np.dot(W2.T, dZ2).multiply(D1).divide(keepProb); // (n1, m)
  const dZ1 = dA1.multiply(A1.greater(0));
  const dW1 = np.dot(dZ1, X.T).divide(m);
  const db1 = dZ1.sum({ axis: 1, keepdims: true }).divide(m);
  return { dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
  // END SOLUTION
}

// %% id="backward-dropout-check" role="check"
check('1.4', backwardPropagationWithDropout);

// %% [markdown] id="dropout-run-text"
// Train a third time: each hidden unit stays on with probability 0.86. For predicting, `predict` uses the plain `forwardPropagation`: nothing is switched off.

// %% id="dropout" role="run"
parameters = model(trainX, trainY, { keepProb: 0.86, forward: forwardPropagationWithDropout, backward: backwardPropagationWithDropout });
report('dropout, keepProb 0.86', parameters);

// %% id="dropout-boundary" role="run"
plotDecisionBoundary((points) => predictDec(parameters, points), trainX, trainY, 'With dropout');

// %% [markdown] id="dropout-remember"
// > **Remember**
// > - Dropout belongs to training only. **Never drop units when you predict or test.**
// > - Apply it forwards and backwards, with the same mask.
// > - Dividing by `keepProb` keeps the expected activations as they are: with `keepProb` 0.5, half of the units remain and the rest is doubled.

// %% [markdown] id="end-text"
// ## Three models side by side

// %% id="end" role="run"
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
table(runs.map(({ run, train, test }) => ({ model: run, 'training accuracy': percent(train), 'test accuracy': percent(test) })), { caption: 'Computed above' });
figure({ title: 'Errors in training and test', yLabel: 'error (%)', width: 860 })
  .bar(runs.flatMap(({ run }) => [`${run.split(',')[0]}: train`, `${run.split(',')[0]}: test`]), runs.flatMap(({ train, test }) => [100 * (1 - train), 100 * (1 - test)]))
  .show();

// %% [markdown] id="end-remember"
// > **Remember**
// > - Regularization costs accuracy on the training set - the network may no longer follow every point - and gains it on the test set.
// > - It drives weights towards small values.
// > - L2 and dropout are two ways; others are stopping early, more data, and data augmentation.
//
// **Try**: `lambd` 0.01 and 7; `keepProb` 0.5; fewer hidden units instead of regularization.
