// %% [markdown] id="title"
// # 2 Optimization methods
//
// Plain gradient descent works, and is slow. In this notebook you write the methods that nearly every network is trained with today - mini-batches,
// momentum, RMSProp, Adam - and two ways to lower the learning rate while training. You then race them on the same data.
//
// **Minutes**: about 75. **You write**: nine short functions.
//
// By the end you can
// - split a data set into shuffled mini-batches without losing an example,
// - say what momentum, RMSProp and Adam each remember between steps, and write their updates,
// - choose a learning-rate schedule, and see when decay hurts.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `np` is NumPy in TypeScript: 64-bit arrays, the same names, the same random numbers for the same seed.

// %% id="packages" role="given"
import * as np from 'gradus/np';
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { svg, table } from 'gradus/display';
import { figure, subplots } from 'gradus/plot';
import { progress } from 'gradus/progress';
import { makeMoons } from 'gradus/data';

/** Weights and biases by name: W1 (n1, n0), b1 (n1, 1), W2, b2, ... Gradients go by dW1, db1, ..., and so do moving averages. */
type Arrays = Record<string, np.NDArray>;

// %% [markdown] id="gd-text"
// ## 1 Gradient descent
//
// One step moves every parameter against its gradient. For each layer $l = 1, \dots, L$:
//
// $$W^{[l]} = W^{[l]} - \alpha \, dW^{[l]} \qquad b^{[l]} = b^{[l]} - \alpha \, db^{[l]}$$
//
// where $\alpha$ is the learning rate. The parameters come as an object with `W1`, `b1`, `W2`, ..., the gradients as `dW1`, `db1`, ...
//
// ### Exercise 2.1 - `updateParametersWithGd`
// Half the number of keys in `parameters` is the number of layers; JavaScript loops start at 0, layers at 1.

// %% id="gd" role="task" task="2.1" points="10"
/**
 * One step of gradient descent.
 * @param parameters W1 (n1, n0), b1 (n1, 1), ... of all L layers
 * @param grads dW1, db1, ... of the same shapes
 * @returns the updated parameters
 */
function updateParametersWithGd(parameters: Arrays, grads: Arrays, learningRate: number): Arrays {
  const L = Object.keys(parameters).length / 2; // number of layers
  // BEGIN SOLUTION
  for (let l = 1; l <= L; l++) {
    parameters[`W${l}`] = parameters[`W${l}`].subtract(grads[`dW${l}`].multiply(learningRate));
    parameters[`b${l}`] = parameters[`b${l}`].subtract(grads[`db${l}`].multiply(learningRate));
  }
  // END SOLUTION
  return parameters;
}

// %% id="gd-check" role="check"
check('2.1', updateParametersWithGd);

// %% [markdown] id="sgd-text"
// ### How many examples for one step?
// - **Batch** gradient descent looks at all $m$ examples before each step: a smooth path, expensive steps.
// - **Stochastic** gradient descent (SGD) takes a step after every single example: cheap steps, a path that zigzags and never settles.
// - **Mini-batch** gradient descent takes a few dozen: nearly smooth, nearly cheap, and matrix products keep the processor busy.
//
// The same bowl, three ways down. The noise is what an estimate from few examples adds to the true gradient.

// %% id="sgd-picture" role="run"
function descend(noise: number, steps: number, rate: number): { x: number[]; y: number[] } {
  np.random.seed(1);
  let [x, y] = [-4.5, 1.6];
  const path = { x: [x], y: [y] };
  for (let i = 0; i < steps; i++) {
    const jitter = np.random.randn(2).tolist() as number[];
    x -= rate * (x + noise * jitter[0]); // gradient of x²/2
    y -= rate * (6 * y + noise * jitter[1]); // gradient of 3y²
    path.x.push(x);
    path.y.push(y);
  }
  return path;
}

function drawDescents(): void {
  const xs = np.linspace(-6, 2, 80);
  const ys = np.linspace(-2.2, 2.2, 60);
  const bowl = np.add(np.multiply(np.square(xs), 0.5), np.multiply(np.square(ys.reshape([60, 1])), 3)); // (60, 80)
  const panels = subplots(1, 3, { width: 960, height: 320, title: 'Three ways down the same bowl' });
  const ways: [string, number, number][] = [['batch: all examples', 0, 25], ['mini-batch: 64 examples', 1.5, 25], ['SGD: one example', 4, 60]];
  ways.forEach(([title, noise, steps], i) => {
    const path = descend(noise, steps, 0.12);
    panels.at(0, i, { title }).contour(xs, ys, bowl, { levels: 8 }).plot(path.x, path.y).scatter([0], [0]);
  });
  panels.show();
}
drawDescents();

// %% [markdown] id="batches-text"
// ## 2 Mini-batches
//
// Building mini-batches takes two steps.
// 1. **Shuffle**: draw one permutation of the $m$ columns and apply it to `X` and `Y` alike, so that each example keeps its label.
// 2. **Partition**: cut consecutive pieces of `miniBatchSize` columns. If $m$ is no multiple of the size, the last batch is smaller - but it is there.
//
// $$\text{full batches} = \left\lfloor \frac{m}{\text{size}} \right\rfloor, \qquad \text{rest} = m - \text{size} \left\lfloor \frac{m}{\text{size}} \right\rfloor$$

// %% id="batches-picture" role="run"
function drawMiniBatches(m: number, size: number): string {
  const hue = (i: number): string => `hsl(${Math.round((300 * i) / m)} 65% 60%)`;
  const order = np.random.permutation(m).tolist() as number[];
  const cell = 26;
  const row = (ids: number[], y: number, gap: (position: number) => number): string =>
    ids.map((id, i) => `<rect x="${90 + i * cell + gap(i)}" y="${y}" width="${cell - 3}" height="34" rx="4" fill="${hue(id)}"/><text x="${90 + i * cell + gap(i) + 11}" y="${y + 22}" font-size="11" text-anchor="middle">${id}</text>`).join('');
  const label = (text: string, y: number): string => `<text x="4" y="${y + 22}" font-size="13">${text}</text>`;
  const plain = Array.from({ length: m }, (_, i) => i);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${130 + m * cell + 40}" height="170" font-family="sans-serif" role="img" aria-label="${m} examples, shuffled, then cut into batches of ${size} and a rest"><rect width="100%" height="100%" fill="#fff"/>${label('examples', 10)}${row(plain, 10, () => 0)}${label('shuffled', 62)}${row(order, 62, () => 0)}${label('batches', 114)}${row(order, 114, (i) => Math.floor(i / size) * 12)}</svg>`;
}
np.random.seed(4);
svg(drawMiniBatches(22, 6));

// %% [markdown] id="batches-task-text"
// ### Exercise 2.2 - `randomMiniBatches`
// Seed `np.random` with `seed` first, so that a run can be repeated. Columns are picked with `X.at(':', permutation)` and cut with a slice string such as
// `` shuffledX.at(':', `${start}:${end}`) ``.

// %% id="batches" role="task" task="2.2" points="15"
/**
 * Shuffled mini-batches of (X, Y).
 * @param X inputs (n_x, m), a column an example
 * @param Y labels (1, m)
 * @param miniBatchSize examples in a batch
 * @param seed of the shuffle
 * @returns pairs [miniBatchX (n_x, size), miniBatchY (1, size)], the last one possibly smaller
 */
function randomMiniBatches(X: np.NDArray, Y: np.NDArray, miniBatchSize = 64, seed = 0): [np.NDArray, np.NDArray][] {
  const m = X.shape[1]; // number of examples
  const miniBatches: [np.NDArray, np.NDArray][] = [];
  // BEGIN SOLUTION
  np.random.seed(seed);
  const permutation = np.random.permutation(m);
  const shuffledX = X.at(':', permutation); // (n_x, m)
  const shuffledY = Y.at(':', permutation).reshape([1, m]); // (1, m)
  for (let start = 0; start < m; start += miniBatchSize) {
    const columns = `${start}:${Math.min(start + miniBatchSize, m)}`;
    miniBatches.push([shuffledX.at(':', columns), shuffledY.at(':', columns)]);
  }
  // END SOLUTION
  return miniBatches;
}

// %% id="batches-check" role="check"
check('2.2', randomMiniBatches);

// %% [markdown] id="batches-remember"
// > **Remember**
// > - Shuffle, then partition; examples and labels move together.
// > - Sizes that are powers of two (16 to 512) suit the hardware.
// > - The last, smaller batch counts: dropping it loses data in every epoch.

// %% [markdown] id="momentum-text"
// ## 3 Momentum
//
// A mini-batch's gradient is an estimate, so the path oscillates. Momentum steps along a *moving average* of past gradients instead: what flips its sign
// from step to step cancels, what keeps its direction adds up - as a ball gains speed down a slope. For each layer:
//
// $$v_{dW^{[l]}} = \beta \, v_{dW^{[l]}} + (1 - \beta) \, dW^{[l]} \qquad W^{[l]} = W^{[l]} - \alpha \, v_{dW^{[l]}}$$
//
// and the same for $b^{[l]}$. $\beta$ says how long the memory is: 0.9 averages over about the last ten steps, 0 is plain gradient descent.
// Red below: the gradients of successive mini-batches. Blue: the steps that momentum makes of them.

// %% id="momentum-picture" role="run"
function drawMomentum(): void {
  np.random.seed(2);
  const fig = figure({ title: 'Momentum smooths a zigzag', xLabel: 'w', yLabel: 'b', width: 720, height: 300 });
  let [gx, gy, mx, my, vx, vy] = [0, 0, 0, -2.5, 0, 0];
  for (let i = 0; i < 14; i++) {
    const g = [0.55 + 0.1 * np.random.randn(1).item(0), (i % 2 === 0 ? 1 : -1) * 0.9];
    fig.arrow(gx, gy, gx + g[0], gy + g[1], { color: '#c2410c' });
    [vx, vy] = [0.8 * vx + 0.2 * g[0], 0.8 * vy + 0.2 * g[1]];
    fig.arrow(mx, my, mx + vx, my + vy, { color: '#1d4ed8' });
    [gx, gy, mx, my] = [gx + g[0], gy + g[1], mx + vx, my + vy];
  }
  fig.text(6.7, -0.45, 'gradients alone', { color: '#c2410c' }).text(6.7, -2, 'with momentum', { color: '#1d4ed8' });
  fig.show();
}
drawMomentum();

// %% [markdown] id="velocity-text"
// ### Exercise 2.3 - `initializeVelocity`
// The average starts at zero: `v.dW1`, `v.db1`, ... are zeros shaped like `W1`, `b1`, ...

// %% id="velocity" role="task" task="2.3" points="5"
/**
 * The velocity before the first step.
 * @param parameters W1, b1, ..., WL, bL
 * @returns v with dW1, db1, ..., dWL, dbL: zeros of the parameters' shapes
 */
function initializeVelocity(parameters: Arrays): Arrays {
  const L = Object.keys(parameters).length / 2; // number of layers
  const v: Arrays = {};
  // BEGIN SOLUTION
  for (let l = 1; l <= L; l++) {
    v[`dW${l}`] = np.zeros(parameters[`W${l}`].shape);
    v[`db${l}`] = np.zeros(parameters[`b${l}`].shape);
  }
  // END SOLUTION
  return v;
}

// %% id="velocity-check" role="check"
check('2.3', initializeVelocity);

// %% [markdown] id="momentum-task-text"
// ### Exercise 2.4 - `updateParametersWithMomentum`

// %% id="momentum" role="task" task="2.4" points="10"
/**
 * One step with momentum.
 * @param v moving averages of the gradients: dW1, db1, ...
 * @param beta weight of the past, in [0, 1)
 * @returns [parameters, v], both updated
 */
function updateParametersWithMomentum(parameters: Arrays, grads: Arrays, v: Arrays, beta: number, learningRate: number): [Arrays, Arrays] {
  const L = Object.keys(parameters).length / 2; // number of layers
  // BEGIN SOLUTION
  for (let l = 1; l <= L; l++) {
    for (const p of [`W${l}`, `b${l}`]) {
      v[`d${p}`] = v[`d${p}`].multiply(beta).add(grads[`d${p}`].multiply(1 - beta));
      parameters[p] = parameters[p].subtract(v[`d${p}`].multiply(learningRate));
    }
  }
  // END SOLUTION
  return [parameters, v];
}

// %% id="momentum-check" role="check"
check('2.4', updateParametersWithMomentum);

// %% [markdown] id="momentum-remember"
// > **Remember**
// > - Momentum adds one memory a parameter, and one constant, $\beta$; values from 0.8 to 0.999 are common, 0.9 is a good start.
// > - The velocity starts at zero, so the first few steps are short.

// %% [markdown] id="rmsprop-text"
// ## 4 RMSProp
//
// Where one direction is steep and another flat, one learning rate cannot fit both. RMSProp keeps a moving average of *squared* gradients and divides by its
// root: steep directions are slowed, flat ones sped up.
//
// $$s_{dW^{[l]}} = \beta \, s_{dW^{[l]}} + (1 - \beta) \, (dW^{[l]})^2 \qquad W^{[l]} = W^{[l]} - \alpha \, \frac{dW^{[l]}}{\sqrt{s_{dW^{[l]}}} + \varepsilon}$$
//
// The square, root and quotient are element by element. $\varepsilon$ stands outside the root and keeps the quotient finite.
//
// ### Exercise 2.5 - `updateParametersWithRmsprop`
// `s` starts as the zeros that `initializeVelocity` makes.

// %% id="rmsprop" role="task" task="2.5" points="10"
/**
 * One step of RMSProp.
 * @param s moving averages of the squared gradients: dW1, db1, ...
 * @param beta weight of the past, in [0, 1)
 * @param epsilon keeps the quotient finite
 * @returns [parameters, s], both updated
 */
function updateParametersWithRmsprop(parameters: Arrays, grads: Arrays, s: Arrays, learningRate = 0.001, beta = 0.9, epsilon = 1e-8): [Arrays, Arrays] {
  const L = Object.keys(parameters).length / 2; // number of layers
  // BEGIN SOLUTION
  for (let l = 1; l <= L; l++) {
    for (const p of [`W${l}`, `b${l}`]) {
      const d = grads[`d${p}`];
      s[`d${p}`] = s[`d${p}`].multiply(beta).add(np.square(d).multiply(1 - beta));
      parameters[p] = parameters[p].subtract(d.multiply(learningRate).divide(np.sqrt(s[`d${p}`]).add(epsilon)));
    }
  }
  // END SOLUTION
  return [parameters, s];
}

// %% id="rmsprop-check" role="check"
check('2.5', updateParametersWithRmsprop);

// %% [markdown] id="adam-text"
// ## 5 Adam
//
// Adam joins both: the direction from momentum, the scale from RMSProp. Because both averages start at zero they are too small at first; dividing by
// $1 - \beta^t$ mends that, where $t$ counts the steps from 1. For each layer:
//
// $$\begin{aligned}
// v &= \beta_1 v + (1 - \beta_1) \, d & v^{corr} &= \frac{v}{1 - \beta_1^t} \\
// s &= \beta_2 s + (1 - \beta_2) \, d^2 & s^{corr} &= \frac{s}{1 - \beta_2^t} \\
// & & \theta &= \theta - \alpha \frac{v^{corr}}{\sqrt{s^{corr}} + \varepsilon}
// \end{aligned}$$
//
// with $d$ the gradient of $\theta$, a weight matrix or a bias.
//
// ### Exercise 2.6 - `initializeAdam`

// %% id="adam-init" role="task" task="2.6" points="5"
/**
 * Both averages of Adam before the first step.
 * @param parameters W1, b1, ..., WL, bL
 * @returns [v, s], each with dW1, db1, ..., zeros of the parameters' shapes
 */
function initializeAdam(parameters: Arrays): [Arrays, Arrays] {
  const L = Object.keys(parameters).length / 2; // number of layers
  const v: Arrays = {};
  const s: Arrays = {};
  // BEGIN SOLUTION
  for (let l = 1; l <= L; l++) {
    for (const p of [`W${l}`, `b${l}`]) {
      v[`d${p}`] = np.zeros(parameters[p].shape);
      s[`d${p}`] = np.zeros(parameters[p].shape);
    }
  }
  // END SOLUTION
  return [v, s];
}

// %% id="adam-init-check" role="check"
check('2.6', initializeAdam);

// %% [markdown] id="adam-task-text"
// ### Exercise 2.7 - `updateParametersWithAdam`
// Keep `v` and `s` themselves uncorrected: the corrected ones are for this step only.

// %% id="adam" role="task" task="2.7" points="20"
/**
 * One step of Adam.
 * @param v moving averages of the gradients, uncorrected
 * @param s moving averages of the squared gradients, uncorrected
 * @param t number of this step, from 1
 * @returns [parameters, v, s, vCorrected, sCorrected]
 */
function updateParametersWithAdam(
  parameters: Arrays, grads: Arrays, v: Arrays, s: Arrays, t: number,
  learningRate = 0.01, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8,
): [Arrays, Arrays, Arrays, Arrays, Arrays] {
  const L = Object.keys(parameters).length / 2; // number of layers
  const vCorrected: Arrays = {};
  const sCorrected: Arrays = {};
  // BEGIN SOLUTION
  for (let l = 1; l <= L; l++) {
    for (const p of [`W${l}`, `b${l}`]) {
      const d = `d${p}`;
      v[d] = v[d].multiply(beta1).add(grads[d].multiply(1 - beta1));
      s[d] = s[d].multiply(beta2).add(np.square(grads[d]).multiply(1 - beta2));
      vCorrected[d] = v[d].divide(1 - beta1 ** t);
      sCorrected[d] = s[d].divide(1 - beta2 ** t);
      parameters[p] = parameters[p].subtract(vCorrected[d].multiply(learningRate).divide(np.sqrt(sCorrected[d]).add(epsilon)));
    }
  }
  // END SOLUTION
  return [parameters, v, s, vCorrected, sCorrected];
}

// %% id="adam-check" role="check"
check('2.7', updateParametersWithAdam);

// %% [markdown] id="race-text"
// ## 6 The race
//
// Two half moons, 300 noisy points, and one small network: two inputs, hidden layers of 5 and 2 ReLU units, one sigmoid output. The network below is given;
// you have written its engine.

// %% id="network" role="given"
/** Element by element 1 / (1 + e^-z). */
function sigmoid(z: np.NDArray): np.NDArray {
  return np.divide(1, np.add(1, np.exp(np.negative(z))));
}

/** Element by element max(0, z). */
function relu(z: np.NDArray): np.NDArray {
  return np.maximum(0, z);
}

/** He initialization with seed 3: W randn · √(2 / n_prev), b zeros. */
function initializeParameters(layerDims: number[]): Arrays {
  np.random.seed(3);
  const parameters: Arrays = {};
  for (let l = 1; l < layerDims.length; l++) {
    parameters[`W${l}`] = np.random.randn(layerDims[l], layerDims[l - 1]).multiply(Math.sqrt(2 / layerDims[l - 1]));
    parameters[`b${l}`] = np.zeros([layerDims[l], 1]);
  }
  return parameters;
}

type Cache = [np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray, np.NDArray];

/** LINEAR-RELU-LINEAR-RELU-LINEAR-SIGMOID: [a3 (1, m), cache (z1, a1, W1, b1, z2, a2, W2, b2, z3, a3, W3, b3)]. */
function forwardPropagation(X: np.NDArray, parameters: Arrays): [np.NDArray, Cache] {
  const { W1, b1, W2, b2, W3, b3 } = parameters;
  const z1 = np.dot(W1, X).add(b1); // (n1, m)
  const a1 = relu(z1);
  const z2 = np.dot(W2, a1).add(b2); // (n2, m)
  const a2 = relu(z2);
  const z3 = np.dot(W3, a2).add(b3); // (1, m)
  const a3 = sigmoid(z3);
  return [a3, [z1, a1, W1, b1, z2, a2, W2, b2, z3, a3, W3, b3]];
}

/** Gradients dz3 dW3 db3 da2 dz2 dW2 db2 da1 dz1 dW1 db1 of the mean cross-entropy. */
function backwardPropagation(X: np.NDArray, Y: np.NDArray, cache: Cache): Arrays {
  const m = X.shape[1];
  const [, a1, , , , a2, W2, , , a3, W3] = cache;
  const rowSum = (d: np.NDArray): np.NDArray => np.sum(d, { axis: 1, keepdims: true }) as np.NDArray;
  const dz3 = a3.subtract(Y).multiply(1 / m);
  const da2 = np.dot(W3.T, dz3);
  const dz2 = da2.multiply(a2.greater(0));
  const da1 = np.dot(W2.T, dz2);
  const dz1 = da1.multiply(a1.greater(0));
  return {
    dz3, dW3: np.dot(dz3, a2.T), db3: rowSum(dz3),
    da2, dz2, dW2: np.dot(dz2, a1.T), db2: rowSum(dz2),
    da1, dz1, dW1: np.dot(dz1, X.T), db1: rowSum(dz1),
  };
}

/** Cross-entropy of the predictions a3 (1, m), summed (not averaged) over the examples. */
function computeCost(a3: np.NDArray, Y: np.NDArray): number {
  const logProbs = np.multiply(np.negative(np.log(a3)), Y).add(np.multiply(np.negative(np.log(np.subtract(1, a3))), np.subtract(1, Y)));
  return Number(np.sum(logProbs));
}

/** Predicted classes (1, m), 0 or 1; prints the accuracy. */
function predict(X: np.NDArray, y: np.NDArray, parameters: Arrays): np.NDArray {
  const p = predictDec(parameters, X).astype('float64'); // (1, m)
  console.log(`Accuracy: ${accuracy(p, y)}`);
  return p;
}

/** Share of right predictions. */
function accuracy(p: np.NDArray, y: np.NDArray): number {
  return Number(np.mean(p.equal(y)));
}

/** Where the output is above 0.5: booleans (1, m). */
function predictDec(parameters: Arrays, X: np.NDArray): np.NDArray {
  return forwardPropagation(X, parameters)[0].greater(0.5);
}

/** Two moons: X (2, 300), Y (1, 300), seed 3, noise 0.2. Shows them unless told not to. */
function loadDataset(show = true): [np.NDArray, np.NDArray] {
  np.random.seed(3);
  const [points, labels] = makeMoons(300, { noise: 0.2 }); // (300, 2), (300,)
  if (show) figure({ title: 'Two moons', xLabel: 'x1', yLabel: 'x2' }).scatter(points.at(':', 0), points.at(':', 1), { c: labels }).show();
  return [points.T, labels.reshape([1, 300])];
}

/** The regions a trained network tells apart, with the examples on top. */
function plotDecisionBoundary(title: string, parameters: Arrays, X: np.NDArray, Y: np.NDArray): void {
  const xs = np.linspace(-1.5, 2.5, 161);
  const ys = np.linspace(-1, 1.5, 101);
  const [gx, gy] = np.meshgrid(xs, ys);
  const Z = predictDec(parameters, np.stack([gx.ravel(), gy.ravel()])).astype('float64').reshape([101, 161]);
  figure({ title, xLabel: 'x1', yLabel: 'x2', xLim: [-1.5, 2.5], yLim: [-1, 1.5] })
    .contourf(xs, ys, Z, { levels: 2 })
    .scatter(X.at(0), X.at(1), { c: Y.ravel() })
    .show();
}

// %% [markdown] id="model-text"
// `model` trains with any of the four methods. Each epoch gets its own shuffle; Adam's `t` counts every mini-batch. `decay`, if given, is one of the two
// functions of section 7.

// %% id="model" role="given"
interface ModelOptions {
  learningRate?: number;
  miniBatchSize?: number;
  beta?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  numEpochs?: number;
  printCost?: boolean;
  decay?: (learningRate0: number, epochNum: number, decayRate: number) => number;
  decayRate?: number;
  /** Title of the cost curve; without one no curve is drawn. */
  title?: string;
}

type Optimizer = 'gd' | 'momentum' | 'rmsprop' | 'adam';

/** A function that makes one step, with the memory that its method needs. */
function makeStepper(optimizer: Optimizer, start: Arrays, o: Required<Pick<ModelOptions, 'beta' | 'beta1' | 'beta2' | 'epsilon'>>) {
  let memory = optimizer === 'momentum' || optimizer === 'rmsprop' ? initializeVelocity(start) : {};
  let [v, s] = optimizer === 'adam' ? initializeAdam(start) : [{}, {}];
  let t = 0;
  return (parameters: Arrays, grads: Arrays, learningRate: number): Arrays => {
    if (optimizer === 'gd') return updateParametersWithGd(parameters, grads, learningRate);
    if (optimizer === 'momentum') [parameters, memory] = updateParametersWithMomentum(parameters, grads, memory, o.beta, learningRate);
    else if (optimizer === 'rmsprop') [parameters, memory] = updateParametersWithRmsprop(parameters, grads, memory, learningRate, o.beta, o.epsilon);
    else [parameters, v, s] = updateParametersWithAdam(parameters, grads, v, s, ++t, learningRate, o.beta1, o.beta2, o.epsilon);
    return parameters;
  };
}

/**
 * Trains the three-layer network.
 * @returns parameters, the mean cost at every 100th epoch, and the learning rate at every 1000th
 */
function model(X: np.NDArray, Y: np.NDArray, layersDims: number[], optimizer: Optimizer, options: ModelOptions = {}): { parameters: Arrays; costs: number[]; rates: number[] } {
  const { learningRate: learningRate0 = 0.0007, miniBatchSize = 64, beta = 0.9, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const { numEpochs = 5000, printCost = true, decay, decayRate = 1, title } = options;
  const m = X.shape[1];
  let parameters = initializeParameters(layersDims);
  const step = makeStepper(optimizer, parameters, { beta, beta1, beta2, epsilon });
  const costs: number[] = [];
  const rates: number[] = [];
  let learningRate = learningRate0;
  let seed = 10;
  const bar = title ? progress(numEpochs, { title, unit: 'epoch' }) : null;
  for (let epoch = 0; epoch < numEpochs; epoch++) {
    seed++; // another shuffle in each epoch
    let costTotal = 0;
    for (const [batchX, batchY] of randomMiniBatches(X, Y, miniBatchSize, seed)) {
      const [a3, cache] = forwardPropagation(batchX, parameters);
      costTotal += computeCost(a3, batchY);
      parameters = step(parameters, backwardPropagation(batchX, batchY, cache), learningRate);
    }
    if (decay) learningRate = decay(learningRate0, epoch, decayRate);
    if (epoch % 100 === 0) {
      costs.push(costTotal / m);
      bar?.update({ cost: costTotal / m }, epoch);
    }
    if (epoch % 1000 === 0) rates.push(learningRate);
    if (printCost && epoch % 1000 === 0) console.log(`Cost after epoch ${epoch}: ${(costTotal / m).toFixed(6)}${decay ? `, learning rate ${learningRate.toFixed(6)}` : ''}`);
  }
  bar?.update({}, numEpochs);
  bar?.done();
  return { parameters, costs, rates };
}

// %% id="data" role="run"
const [trainX, trainY] = loadDataset();
const layersDims = [trainX.shape[0], 5, 2, 1];
const results: { run: string; costs: number[]; accuracy: number }[] = [];

function race(run: string, optimizer: Optimizer, options: ModelOptions = {}): void {
  const { parameters, costs } = model(trainX, trainY, layersDims, optimizer, { ...options, title: run });
  const predictions = predict(trainX, trainY, parameters);
  results.push({ run, costs, accuracy: accuracy(predictions, trainY) });
  plotDecisionBoundary(run, parameters, trainX, trainY);
}

// %% [markdown] id="race-gd-text"
// ### Mini-batch gradient descent

// %% id="race-gd" role="run"
race('Gradient descent', 'gd', { learningRate: 0.0007 });

// %% [markdown] id="race-momentum-text"
// ### Momentum
// The task is small and the learning rate low, so momentum hardly shows yet. Keep it in mind for section 7.

// %% id="race-momentum" role="run"
race('Momentum', 'momentum', { learningRate: 0.0007, beta: 0.9 });

// %% [markdown] id="race-rmsprop-text"
// ### RMSProp

// %% id="race-rmsprop" role="run"
race('RMSProp', 'rmsprop', { learningRate: 0.0007, beta: 0.9 });

// %% [markdown] id="race-adam-text"
// ### Adam

// %% id="race-adam" role="run"
race('Adam', 'adam', { learningRate: 0.0007 });

// %% [markdown] id="race-summary-text"
// ### Who won?

// %% id="race-summary" role="run"
function drawRace(): void {
  const fig = figure({ title: 'The same network, four methods', xLabel: 'epochs (per 100)', yLabel: 'cost', yLim: [0, 1] });
  for (const { run, costs } of results) fig.plot(costs.map((_, i) => i), costs, { label: run, dash: run === 'Momentum' ? '6 6' : undefined });
  fig.show();
  table(results.map(({ run, costs, accuracy: share }) => ({ method: run, 'cost at the end': costs[costs.length - 1].toFixed(4), accuracy: `${(100 * share).toFixed(1)} %` })), { caption: 'After 5,000 epochs at learning rate 0.0007' });
}
drawRace();

// %% [markdown] id="race-remember"
// > **Remember**
// > - Methods that scale each direction (RMSProp, Adam) get far further in the same number of epochs here.
// > - Given enough epochs all of them arrive; what you save is time.
// > - Adam needs little memory - twice the parameters - and little tuning: its defaults mostly do, except $\alpha$.

// %% [markdown] id="decay-text"
// ## 7 Lowering the learning rate
//
// With a fixed rate, the steps near the minimum are as large as those far away, and training circles around it. So start high and come down:
//
// $$\alpha = \frac{\alpha_0}{1 + \text{decayRate} \cdot \text{epoch}}$$
//
// ### Exercise 2.8 - `updateLr`

// %% id="update-lr" role="task" task="2.8" points="10"
/**
 * The learning rate of an epoch, falling in each epoch.
 * @param learningRate0 rate at epoch 0
 * @param epochNum number of the epoch, from 0
 */
function updateLr(learningRate0: number, epochNum: number, decayRate: number): number {
  // BEGIN SOLUTION
  return learningRate0 / (1 + decayRate * epochNum);
  // END SOLUTION
}

// %% id="update-lr-check" role="check"
check('2.8', updateLr);

// %% id="decay-run" role="run"
race('Gradient descent, decay every epoch', 'gd', { learningRate: 0.1, decay: updateLr });

// %% [markdown] id="schedule-text"
// The rate fell to nearly nothing within the first few epochs, and training stopped before it had begun. Better: keep the rate for a while, then lower it.
//
// $$\alpha = \frac{\alpha_0}{1 + \text{decayRate} \cdot \left\lfloor \dfrac{\text{epoch}}{\text{timeInterval}} \right\rfloor}$$
//
// ### Exercise 2.9 - `scheduleLrDecay`
// The brackets without a top round down.

// %% id="schedule-lr" role="task" task="2.9" points="15"
/**
 * The learning rate of an epoch, falling once every `timeInterval` epochs.
 * @param timeInterval epochs between two steps down
 */
function scheduleLrDecay(learningRate0: number, epochNum: number, decayRate: number, timeInterval = 1000): number {
  // BEGIN SOLUTION
  return learningRate0 / (1 + decayRate * Math.floor(epochNum / timeInterval));
  // END SOLUTION
}

// %% id="schedule-lr-check" role="check"
check('2.9', scheduleLrDecay);

// %% id="staircase" role="run"
function drawRates(): void {
  const epochs = Array.from({ length: 1000 }, (_, i) => 5 * i);
  figure({ title: 'Two ways down from 0.1', xLabel: 'epoch', yLabel: 'learning rate', xLim: [-100, 5000], yLim: [0, 0.11] })
    .plot(epochs, epochs.map((e) => updateLr(0.1, e, 1)), { label: 'every epoch' })
    .plot(epochs, epochs.map((e) => scheduleLrDecay(0.1, e, 1)), { label: 'every 1,000 epochs' })
    .show();
}
drawRates();

// %% id="schedule-gd" role="run"
race('Gradient descent, schedule', 'gd', { learningRate: 0.1, decay: scheduleLrDecay });

// %% id="schedule-momentum" role="run"
race('Momentum, schedule', 'momentum', { learningRate: 0.1, decay: scheduleLrDecay });

// %% id="schedule-adam" role="run"
race('Adam, schedule', 'adam', { learningRate: 0.01, decay: scheduleLrDecay });

// %% [markdown] id="end-text"
// ## 8 All runs side by side

// %% id="end-table" role="run"
table(
  results.map(({ run, costs, accuracy: share }) => ({
    run,
    ...Object.fromEntries([0, 10, 20, 30, 40].map((i) => [`cost at ${i * 100}`, costs[i].toFixed(6)])),
    accuracy: `${(100 * share).toFixed(1)} %`,
  })),
  { caption: 'Cost by epoch, and accuracy on the training data' },
);

// %% [markdown] id="end-remember"
// > **Remember**
// > - With a schedule, plain gradient descent and momentum catch up with Adam.
// > - Lowering the rate in every epoch stops training early; lowering it in stairs keeps it going.
// > - Mini-batches, momentum, RMSProp, Adam and a schedule are five separate tools. Mix them.
//
// **Try**: `beta` 0.5 and 0.99 in the momentum run; `miniBatchSize` 8 and 300; Adam at 0.1 without decay.
