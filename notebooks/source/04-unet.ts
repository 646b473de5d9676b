// %% [markdown] id="title"
// # 4 Image segmentation with U-Net
//
// A box around a car says little about its outline, and nothing at all about the road below it. Segmentation goes further: **each pixel** gets a class. Is this
// pixel road, sidewalk, car or sky? The network that made this practical with few pictures has the shape of the letter U, and in this notebook you build it,
// train it on street scenes, and look at streets it has never seen.
//
// **Minutes**: about 60, of which the computer trains about 3. **You write**: three functions.
//
// By the end you can
// - read a mask, the picture whose pixels are class numbers,
// - build a network whose parts branch and meet again,
// - double the size of a layer's output with a transposed convolution,
// - say what the skip connections of a U-Net carry across,
// - measure a segmentation by its pixel accuracy and its mean IoU, and say why one of them is not enough.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `tf` is TensorFlow.js. `gradus/segmentation` makes street scenes, paints masks and measures them.

// %% id="packages" role="given"
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { ROAD_CLASSES, ROAD_COLORS } from 'gradus/data';
import { html, jpeg, svg, table } from 'gradus/display';
import { figure } from 'gradus/plot';
import { progress } from 'gradus/progress';
import { renderScene } from 'gradus/road';
import { accuracy, classIou, colorMask, confusion, createMask, fallingRate, makeScenes, maskOf, meanIou, pictureGrid, pixelAccuracy, resizeNearest, sceneBatches, sparseCrossEntropyFromLogits, toTensors, type SceneSet } from 'gradus/segmentation';
import * as tf from 'gradus/tf';

// %% [markdown] id="data-text"
// ## 1 Streets and their masks
//
// The scenes are rendered: street, houses, trees, cars and people are placed at random, in sun, haze, rain and dusk, and a camera looks through the windscreen.
// So we know what each pixel shows. That is the **mask**, a second picture of the same size that holds a class number from 0 to 22 in each pixel. A scene is made
// from a seed; the same seed gives the same scene.

// %% id="scene" role="run"
const scene = renderScene(900_006, { width: 640, height: 480 });
const photo = { width: 640, height: 480, data: scene.image };
const truth = { width: 640, height: 480, data: scene.mask };
jpeg(await pictureGrid([[photo, colorMask(truth)]], { columns: ['image', 'mask'], width: 400 }), 'A street, and the same street with each class in its colour');

// %% id="legend" role="run"
function showLegend(mask: Uint8Array): void {
  const shares = ROAD_CLASSES.map((name, id) => ({ name, id, share: mask.filter((x) => x === id).length / mask.length }));
  const there = shares.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  const swatch = (id: number): string => `<span style="display:inline-block;width:1.1em;height:1.1em;border-radius:3px;vertical-align:-0.2em;background:rgb(${ROAD_COLORS[id].join(',')})"></span>`;
  html(`<div style="display:flex;flex-wrap:wrap;gap:0.3em 1.2em">${there.map(({ name, id, share }) => `<span>${swatch(id)} ${id} ${name} ${(100 * share).toFixed(1)} %</span>`).join('')}</div>`);
}
showLegend(scene.mask);

// %% [markdown] id="resize-text"
// ### Smaller pictures
// 640 × 480 pixels are more than the network needs. Pictures and masks are made smaller with the **nearest** pixel, without mixing neighbours. For a picture that
// is a matter of taste. For a mask it is a must: halfway between road (7) and vegetation (9) is 8, and 8 is a sidewalk, which is nowhere near.
// The numbers of the picture, 0 to 255, are divided by 255.

// %% id="resize" role="run"
const [smallPhoto, smallMask] = [resizeNearest(photo, 128, 96), resizeNearest(truth, 128, 96)];
jpeg(await pictureGrid([[smallPhoto, colorMask(smallMask)]], { columns: ['image, 128 × 96', 'mask, 128 × 96'], width: 400 }), 'The street and its mask with fewer pixels');

// %% [markdown] id="unet-text"
// ## 2 The shape of a U
//
// - **Down** (the contracting path): blocks of two convolutions, then pooling. Each block halves height and width and doubles the number of filters. In the end
//   the network knows *what* is on the picture, but only roughly *where*.
// - **Up** (the expanding path): transposed convolutions double height and width again, block by block, until there is one output for each pixel.
// - **Across** (the skip connections): before each pooling the block's output is kept, and joined to the block of the same size on the way up. It brings back
//   exactly what pooling threw away: edges and places.

// %% id="unet-picture" role="run"
function unetPicture(): string {
  const sizes = ['96×128', '48×64', '24×32', '12×16', '6×8'];
  const filters = [32, 64, 128, 256, 512];
  const middle = (level: number, side: number): number => 362 + side * (285 - 60 * level); // of a box; side -1 is down, 1 is up
  const top = (level: number): number => 34 + 74 * level;
  const half = (level: number): number => 17 + 5 * level;
  const high = (level: number): number => 42 - 5 * level;
  const box = (level: number, side: number, color: string): string => `<rect x="${middle(level, side) - half(level)}" y="${top(level)}" width="${2 * half(level)}" height="${high(level)}" rx="3" fill="${color}" stroke="#333"/><text x="${middle(level, side)}" y="${top(level) + high(level) / 2 + 5}" text-anchor="middle" font-size="13">${filters[level]}</text>`;
  const levels = [0, 1, 2, 3];
  const bottom = 362;
  const place = (level: number, side: number): number => (level === 4 ? bottom + side * 14 : middle(level, side));
  const arrow = (level: number, side: number, color: string): string => {
    const [x1, y1, x2, y2] = [place(level, side), top(level) + high(level) + 2, place(level + 1, side), top(level + 1) - 3];
    return `<path d="${side < 0 ? `M${x1} ${y1}L${x2} ${y2}` : `M${x2} ${y2}L${x1} ${y1}`}" stroke="${color}" stroke-width="2" fill="none" marker-end="url(#unet-${side < 0 ? 'down' : 'up'})"/>`;
  };
  const head = (id: string, color: string): string => `<marker id="unet-${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L10 5L0 10z" fill="${color}"/></marker>`;
  const skip = (level: number): string => `<path d="M${middle(level, -1) + half(level) + 4} ${top(level) + high(level) / 2}H${middle(level, 1) - half(level) - 4}" stroke="#777" stroke-dasharray="6 4" fill="none" marker-end="url(#unet-skip)"/><text x="362" y="${top(level) + high(level) / 2 - 6}" text-anchor="middle" font-size="12" fill="#555">skip ${level + 1}, ${sizes[level]}</text>`;
  const parts = [...levels.map(skip), ...levels.map((i) => arrow(i, -1, '#0072b2') + arrow(i, 1, '#d55e00')), ...levels.map((i) => box(i, -1, '#cfe6f5') + box(i, 1, '#fbe0c8'))];
  const last = `<rect x="${bottom - half(4)}" y="${top(4)}" width="${2 * half(4)}" height="${high(4)}" rx="3" fill="#cfe6f5" stroke="#333"/><text x="${bottom}" y="${top(4) + 16}" text-anchor="middle" font-size="13">512</text><text x="${bottom + 52}" y="${top(4) + 16}" font-size="12" fill="#555">6×8, the bottom: no pooling</text>`;
  const key = `<g font-size="13"><text x="40" y="396">number: filters</text><path d="M170 392h28" stroke="#0072b2" stroke-width="2"/><text x="204" y="396">pooling</text><path d="M280 392h28" stroke="#d55e00" stroke-width="2"/><text x="314" y="396">transposed convolution</text><path d="M490 392h28" stroke="#777" stroke-dasharray="6 4"/><text x="524" y="396">joined along the channels</text></g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Five blocks lead down, four lead up, and four skip connections join those of one size" viewBox="0 0 760 410" width="760" style="max-width:100%;height:auto" font-family="sans-serif"><defs>${head('down', '#0072b2')}${head('up', '#d55e00')}${head('skip', '#777')}</defs><rect width="760" height="410" rx="6" fill="#fff"/>${parts.join('')}${last}<text x="18" y="60" font-size="13">image</text><path d="M654 55h24" stroke="#333" marker-end="url(#unet-skip)"/><text x="686" y="60" font-size="13">scores</text>${key}</svg>`;
}
svg(unetPicture());

// %% [markdown] id="conv-block-text"
// ### A block of the way down
//
// | step | layer | options |
// |---|---|---|
// | 1 | `tf.layers.conv2d` | `nFilters` filters, kernel 3, `relu`, padding `'same'`, initializer `'heNormal'` |
// | 2 | `tf.layers.conv2d` | the same |
// | 3 | `tf.layers.dropout` | `rate: dropoutProb`; only if `dropoutProb > 0` |
// | 4 | `tf.layers.maxPooling2d` | `poolSize: [2, 2]`; only if `maxPooling` |
//
// The block gives **two** tensors: `nextLayer` goes on to the next block, `skipConnection` is what comes out of step 3 (or 2), *before* pooling. Without pooling
// both are the same.
//
// He's initializer draws the weights with the variance $2 / n$, where $n$ is the number of inputs of a filter. Since relu throws away half of what comes, the 2
// keeps the numbers at about the same size from layer to layer.
//
// Options are given by name, and `apply` connects a layer: `tf.layers.conv2d({ filters: 8, kernelSize: 3 }).apply(x) as tf.SymbolicTensor`.
//
// ### Exercise 4.1 - `convBlock`

// %% id="conv-block" role="task" task="4.1" points="30"
/**
 * Two convolutions, dropout and pooling.
 * @param inputs (m, h, w, c)
 * @param nFilters filters of each convolution
 * @param dropoutProb share that is dropped in training; 0 for no dropout layer
 * @param maxPooling whether pooling follows
 * @returns [nextLayer, skipConnection]: (m, h/2, w/2, nFilters) and (m, h, w, nFilters); without pooling the same tensor twice
 */
function convBlock(inputs: tf.SymbolicTensor, nFilters = 32, dropoutProb = 0, maxPooling = true): [tf.SymbolicTensor, tf.SymbolicTensor] {
  // BEGIN SOLUTION
  let conv = tf.layers.conv2d({ filters: nFilters, kernelSize: 3, activation: 'relu', padding: 'same', kernelInitializer: 'heNormal' }).apply(inputs) as tf.SymbolicTensor;
  conv = tf.layers.conv2d({ filters: nFilters, kernelSize: 3, activation: 'relu', padding: 'same', kernelInitializer: 'heNormal' }).apply(conv) as tf.SymbolicTensor;
  if (dropoutProb > 0) conv = tf.layers.dropout({ rate: dropoutProb }).apply(conv) as tf.SymbolicTensor;
  const skipConnection = conv; // (m, h, w, nFilters)
  const nextLayer = maxPooling ? (tf.layers.maxPooling2d({ poolSize: [2, 2] }).apply(conv) as tf.SymbolicTensor) : conv;
  return [nextLayer, skipConnection];
  // END SOLUTION
}

// %% id="conv-block-check" role="check"
check('4.1', convBlock);

// %% [markdown] id="conv-block-remember"
// > **Remember**: pooling makes a network see more of the picture at once, and forget where exactly it saw it. The skip connection keeps the place.

// %% [markdown] id="up-text"
// ### A block of the way up
//
// A **transposed convolution** goes the other way: each pixel of the input is multiplied by the kernel and *added* to the output, and with stride 2 the next pixel
// lands two places further on. So height and width double, and the network learns how to fill the gaps.

// %% id="up-picture" role="run"
svg(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Each pixel of the small input spreads over three by three pixels of the output, two places apart" viewBox="0 0 760 220" width="760" style="max-width:100%;height:auto" font-family="sans-serif" font-size="14"><rect width="760" height="220" rx="6" fill="#fff"/>
<text x="95" y="26" text-anchor="middle">input 2 × 2</text>${[0, 1, 2, 3].map((i) => `<rect x="${55 + 40 * (i % 2)}" y="${60 + 40 * Math.floor(i / 2)}" width="38" height="38" fill="${['#0072b2', '#d55e00', '#009e73', '#cc79a7'][i]}" fill-opacity="0.75"/>`).join('')}
<path d="M160 100h40m-8 -5l8 5l-8 5" stroke="#333" fill="none"/><text x="270" y="26" text-anchor="middle">kernel 3 × 3</text>${Array.from({ length: 9 }, (_, i) => `<rect x="${225 + 30 * (i % 3)}" y="${55 + 30 * Math.floor(i / 3)}" width="28" height="28" fill="#ddd" stroke="#999"/>`).join('')}
<path d="M335 100h40m-8 -5l8 5l-8 5" stroke="#333" fill="none"/><text x="480" y="26" text-anchor="middle">output 4 × 4, stride 2</text>${Array.from({ length: 16 }, (_, i) => `<rect x="${412 + 34 * (i % 4)}" y="${45 + 34 * Math.floor(i / 4)}" width="34" height="34" fill="none" stroke="#bbb"/>`).join('')}${[0, 1, 2, 3].map((i) => `<rect x="${414 + 68 * (i % 2)}" y="${47 + 68 * Math.floor(i / 2)}" width="${i % 2 ? 64 : 98}" height="${i > 1 ? 64 : 98}" fill="${['#0072b2', '#d55e00', '#009e73', '#cc79a7'][i]}" fill-opacity="0.28" stroke="${['#0072b2', '#d55e00', '#009e73', '#cc79a7'][i]}" stroke-width="2"/>`).join('')}
<text x="570" y="92">where two overlap,</text><text x="570" y="112">both are added;</text><text x="570" y="132">padding 'same' cuts off</text><text x="570" y="152">what sticks out</text></svg>`);

// %% [markdown] id="up-task-text"
// | step | layer | options |
// |---|---|---|
// | 1 | `tf.layers.conv2dTranspose` on `expansiveInput` | `nFilters` filters, kernel 3, strides 2, padding `'same'`, no activation |
// | 2 | `tf.layers.concatenate` | `axis: 3`; apply it to the list of the upsampled tensor and `contractiveInput`, in this order |
// | 3, 4 | `tf.layers.conv2d` | as in `convBlock` |
//
// Joining needs equal heights and widths; along axis 3, the channels, the numbers add up.
//
// ### Exercise 4.2 - `upsamplingBlock`

// %% id="up-block" role="task" task="4.2" points="30"
/**
 * Doubles height and width, joins the skip connection, and convolves twice.
 * @param expansiveInput (m, h, w, c), from the block below
 * @param contractiveInput (m, 2h, 2w, k), the skip connection of this size
 * @param nFilters filters of each convolution
 * @returns (m, 2h, 2w, nFilters)
 */
function upsamplingBlock(expansiveInput: tf.SymbolicTensor, contractiveInput: tf.SymbolicTensor, nFilters = 32): tf.SymbolicTensor {
  // BEGIN SOLUTION
  const up = tf.layers.conv2dTranspose({ filters: nFilters, kernelSize: 3, strides: 2, padding: 'same' }).apply(expansiveInput) as tf.SymbolicTensor;
  const merged = tf.layers.concatenate({ axis: 3 }).apply([up, contractiveInput]) as tf.SymbolicTensor; // (m, 2h, 2w, nFilters + k)
  const conv = tf.layers.conv2d({ filters: nFilters, kernelSize: 3, activation: 'relu', padding: 'same', kernelInitializer: 'heNormal' }).apply(merged) as tf.SymbolicTensor;
  return tf.layers.conv2d({ filters: nFilters, kernelSize: 3, activation: 'relu', padding: 'same', kernelInitializer: 'heNormal' }).apply(conv) as tf.SymbolicTensor;
  // END SOLUTION
}

// %% id="up-block-check" role="check"
check('4.2', upsamplingBlock);

// %% [markdown] id="unet-task-text"
// ### The whole network
//
// With $n$ for `nFilters`:
//
// | | block | filters | dropout | input | skip |
// |---|---|---|---|---|---|
// | down | 1 | $n$ | - | the picture | |
// | | 2 | $2n$ | - | next of block 1 | |
// | | 3 | $4n$ | - | next of block 2 | |
// | | 4 | $8n$ | 0.3 | next of block 3 | |
// | bottom | 5 | $16n$ | 0.3, **no pooling** | next of block 4 | |
// | up | 6 | $8n$ | | block 5 | of block 4 |
// | | 7 | $4n$ | | block 6 | of block 3 |
// | | 8 | $2n$ | | block 7 | of block 2 |
// | | 9 | $n$ | | block 8 | of block 1 |
// | end | conv 9 | $n$, kernel 3, relu, `'same'`, `'heNormal'` | | block 9 | |
// | | conv 10 | `nClasses`, kernel 1, `'same'`, **no activation** | | conv 9 | |
//
// The last layer gives a **score** (a *logit*) for each class of each pixel, not a probability. Softmax is left to the loss, which can then be computed without
// rounding small probabilities to zero. The class with the highest score is the same with or without softmax.
//
// Begin with `tf.input({ shape: inputSize })` and end with `tf.model({ inputs, outputs })`.
//
// ### Exercise 4.3 - `unetModel`

// %% id="unet" role="task" task="4.3" points="40"
/**
 * The U-Net.
 * @param inputSize [h, w, c]; h and w are multiples of 16
 * @param nFilters filters of the first block
 * @param nClasses classes of a pixel
 * @returns a model from pictures (m, h, w, c) to scores (m, h, w, nClasses)
 */
function unetModel(inputSize: number[] = [96, 128, 3], nFilters = 32, nClasses = 23): tf.LayersModel {
  // BEGIN SOLUTION
  const inputs = tf.input({ shape: inputSize });
  const [next1, skip1] = convBlock(inputs, nFilters);
  const [next2, skip2] = convBlock(next1, 2 * nFilters);
  const [next3, skip3] = convBlock(next2, 4 * nFilters);
  const [next4, skip4] = convBlock(next3, 8 * nFilters, 0.3);
  const [bottom] = convBlock(next4, 16 * nFilters, 0.3, false);
  const up6 = upsamplingBlock(bottom, skip4, 8 * nFilters);
  const up7 = upsamplingBlock(up6, skip3, 4 * nFilters);
  const up8 = upsamplingBlock(up7, skip2, 2 * nFilters);
  const up9 = upsamplingBlock(up8, skip1, nFilters);
  const conv9 = tf.layers.conv2d({ filters: nFilters, kernelSize: 3, activation: 'relu', padding: 'same', kernelInitializer: 'heNormal' }).apply(up9) as tf.SymbolicTensor;
  const conv10 = tf.layers.conv2d({ filters: nClasses, kernelSize: 1, padding: 'same' }).apply(conv9) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs: conv10 });
  // END SOLUTION
}

// %% id="unet-check" role="check"
check('4.3', unetModel);

// %% id="summary" role="run"
const full = unetModel();
full.summary();
const fullParameters = full.countParams();
full.dispose(); // frees the memory
console.log(`${full.layers.length} layers, ${fullParameters.toLocaleString('en')} parameters`);

// %% [markdown] id="unet-remember"
// > **Remember**
// > - Halfway down, parameters pile up: the two convolutions of the bottom have 3.5 of the 8.6 million.
// > - Height and width must be multiples of 16, since they are halved four times and must fit their skips on the way up.

// %% [markdown] id="training-text"
// ## 3 Training
//
// With 96 × 128 pixels and 32 filters, 40 epochs take a graphics card minutes, and two processor cores many hours. So everything is **reduced** here: the size of the
// pictures, the filters of the first block, and the number of epochs; the network is the same otherwise. Set `FULL_SIZE` to true for the full size.

// %% id="settings" role="run"
const FULL_SIZE = false;
const size = FULL_SIZE ? { height: 96, width: 128, filters: 32, scenes: 1060, epochs: 40, batchSize: 32, rate: 0.001 } : { height: 48, width: 64, filters: 8, scenes: 1000, epochs: 16, batchSize: 4, rate: 0.003 };
const UNSEEN = 60; // scenes to test with
table([
  { what: 'picture', 'full size': '96 × 128', here: `${size.height} × ${size.width}` },
  { what: 'filters of block 1', 'full size': '32', here: String(size.filters) },
  { what: 'scenes', 'full size': '1060', here: String(size.scenes) },
  { what: 'epochs', 'full size': '40', here: String(size.epochs) },
  { what: 'scenes a step', 'full size': '32', here: String(size.batchSize) },
], { caption: 'What is reduced' });

// %% id="scenes" role="run"
const training = await makeScenes({ first: 0, count: size.scenes, height: size.height, width: size.width, title: 'Training' });
const unseen = await makeScenes({ first: 700_000, count: UNSEEN, height: size.height, width: size.width, title: 'Unseen' });

// %% [markdown] id="loss-text"
// ### Loss
// Each pixel is a small classification of its own. With scores $z$ and the true class $y$ of a pixel, the loss is the cross-entropy behind a softmax, and the mean
// over all pixels of the batch:
//
// $$\mathcal{L} = -\log \frac{e^{z_y}}{\sum_k e^{z_k}}$$
//
// The masks hold class numbers, not one-hot rows: this is the *sparse* categorical cross-entropy, *from logits*.

// %% id="compile" role="run"
tf.setRandomSeed(4); // the same weights to start from, each time
const unet = unetModel([size.height, size.width, 3], size.filters, ROAD_CLASSES.length);
const optimizer = tf.train.adam(size.rate);
unet.compile({ optimizer, loss: sparseCrossEntropyFromLogits, metrics: [accuracy] });
console.log(`${unet.countParams().toLocaleString('en')} parameters`);

// %% [markdown] id="show-text"
// ### What comes out
// The scores become a mask by taking the best class of each pixel: `createMask` is an `argMax` over the last axis. Before training, the mask is noise.

// %% id="show" role="given"
/** Shows image, true mask and predicted mask of the first `num` scenes of a set, a row each. */
async function showPredictions(set: SceneSet, model: tf.LayersModel, num: number): Promise<void> {
  const rows = Array.from({ length: num }, (_, i) => {
    const { xs, ys } = toTensors(set, [i]);
    const picture = { width: set.width, height: set.height, data: set.images.slice(3 * i * ys.size, 3 * (i + 1) * ys.size) };
    const mask = tf.tidy(() => createMask(model.predict(xs) as tf.Tensor)); // (h, w, 1)
    const [truth, prediction] = [{ ...picture, data: set.masks.slice(i * ys.size, (i + 1) * ys.size) }, maskOf(mask)];
    tf.dispose([xs, ys, mask]);
    return [picture, colorMask(truth), colorMask(prediction)];
  });
  jpeg(await pictureGrid(rows, { columns: ['image', 'truth', 'prediction'], width: 240 }), `${num} rows: a street, its true mask, and the predicted mask`);
}

// %% id="show-before" role="run"
await showPredictions(unseen, unet, 1);

// %% [markdown] id="fit-text"
// ### Fit
// A step of Adam sees four scenes, and the steps get smaller from epoch to epoch: large ones to find the way, small ones to settle.
//
// The curve grows while the network trains; `val_` stands for the unseen scenes. Stop it whenever you like, with ■ above: the batch at hand is finished, and the
// network keeps what it has learned. Run the cell again, and it goes on from there.

// %% id="fit" role="run"
const history = await tf.interruptible(unet, () =>
  unet.fitDataset(sceneBatches(training, { batchSize: size.batchSize, seed: 4 }), {
    epochs: size.epochs,
    verbose: 0,
    validationData: sceneBatches(unseen, { batchSize: 20 }),
    callbacks: [progress(size.epochs, { title: 'U-Net', unit: 'epoch' }).callbacks(), fallingRate(optimizer, size.rate, size.epochs)],
  }));

// %% [markdown] id="results-text"
// ## 4 Streets it has never seen
//
// The scenes below played no part in training.

// %% id="predictions" role="run"
await showPredictions(unseen, unet, 6);

// %% [markdown] id="metrics-text"
// ### How good is it?
// - **Pixel accuracy** is the share of pixels with the right class. Road, houses, cars and sky fill most of a picture, so it says little about signs and people.
// - **IoU** of a class, as for boxes in assignment 3: the pixels that are of the class in truth *and* prediction, divided by those that are in truth *or* prediction.
//   The **mean IoU** over all classes counts a class of a few pixels as much as the road.

// %% id="metrics" role="run"
function measure(set: SceneSet, model: tf.LayersModel): ReturnType<typeof confusion> {
  const predicted = new Uint8Array(set.masks.length);
  for (let i = 0; i < set.count; i++) {
    const { xs, ys } = toTensors(set, [i]);
    const mask = tf.tidy(() => createMask(model.predict(xs) as tf.Tensor));
    predicted.set(maskOf(mask).data, i * ys.size);
    tf.dispose([xs, ys, mask]);
  }
  return confusion(set.masks, predicted, ROAD_CLASSES.length);
}
const counts = measure(unseen, unet);
console.log(`Pixel accuracy on ${UNSEEN} unseen scenes: ${pixelAccuracy(counts).toFixed(4)}`);
console.log(`Mean IoU on ${UNSEEN} unseen scenes: ${meanIou(counts).toFixed(4)}`);

// %% id="iou" role="run"
function showIou(): void {
  const rows = classIou(counts).map((iou, id) => ({ name: ROAD_CLASSES[id] as string, iou })).filter(({ iou }) => !Number.isNaN(iou)).sort((a, b) => b.iou - a.iou);
  figure({ title: 'IoU by class, unseen scenes; the line is the mean', yLabel: 'IoU', width: 820, height: 340 }).bar(rows.map((row) => row.name), rows.map((row) => row.iou)).axhline(meanIou(counts)).show();
}
showIou();

// %% [markdown] id="end-remember"
// > **Remember**
// > - Segmentation is classification of every pixel; the network's output is as large as its input, with a score for each class.
// > - Pooling finds out what there is, the skip connections say where. Without them the outlines would be blurred.
// > - Masks are resized with the nearest pixel: class numbers cannot be averaged.
// > - Pixel accuracy flatters. Rare and small things show in the IoU of their class.
//
// **Try**: leave out the skip connections (join the upsampled tensor with itself) and compare the masks; show a scene of your own seed, `renderScene(42, ...)`; take 16
// filters; find the two classes that are confused most, in `counts`.
