// %% [markdown] id="title"
// # 3 Car detection with YOLO
//
// A self-driving car needs to know what is around it: which things, and where. YOLO ("you only look once") answers with a single pass of one network - and
// thousands of boxes, nearly all of them useless. In this notebook you write what turns that flood into a few good detections.
//
// **Minutes**: about 70. **You write**: four functions.
//
// By the end you can
// - read the output of a YOLO network,
// - throw away boxes with a low score,
// - measure how far two boxes overlap,
// - keep one box for each object, with non-max suppression, class by class.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `tf` is TensorFlow.js. Its tensors are immutable: `a.mul(b)`, `tf.max(a, -1)`, `tf.gather(a, indices)` give new ones.

// %% id="packages" role="given"
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { loadRoadFrames, type RoadFrame } from 'gradus/data';
import { jpeg, svg, table, webp } from 'gradus/display';
import { drawLabelledBoxes, encodeAnimation, encodeJpeg, loadImage, type RgbImage } from 'gradus/image';
import { figure } from 'gradus/plot';
import * as np from 'gradus/np';
import { progress } from 'gradus/progress';
import { drive } from 'gradus/road';
import * as tf from 'gradus/tf';
import { drawBoxes, encodeBoxes, getColorsForClasses, indicesWhere, loadDetector, meanAveragePrecision, preprocessImage, readAnchors, readClasses, scaleBoxes, YOLO_ANCHORS, yoloBoxesToCorners, yoloHead, type Detected, type Detector, type Truth } from 'gradus/yolo';

// %% [markdown] id="problem-text"
// ## 1 The problem
//
// A camera behind the windscreen takes a picture every few seconds. Each thing on it gets a class (one of 80: car, bus, person, traffic light, ...) and a box.
// The frames here are rendered, so that we know exactly what is on them: every street, car and cloud comes from a seed.

// %% id="frames" role="run"
const frames = loadRoadFrames();
const first = await loadImage(frames[0].path);
jpeg(await encodeJpeg(await drawLabelledBoxes(first, frames[0].objects.map(({ box, class: label }) => ({ box, label, color: '#ffe45e' })))), 'A road with its objects marked');

// %% [markdown] id="box-text"
// ### What a box is
// A box has a centre $(b_x, b_y)$, a width $b_w$ and a height $b_h$. With it come $p_c$, the confidence that there is an object at all, and $c$: the class, as a
// number from 0 to 79 or as 80 probabilities.

// %% id="box-picture" role="run"
svg(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A box with centre, width and height, and the numbers that describe it" viewBox="0 0 760 250" width="760" style="max-width:100%;height:auto" font-family="sans-serif" font-size="15">
<rect width="760" height="250" rx="6" fill="#fff"/><rect x="40" y="40" width="260" height="160" fill="#56b4e9" fill-opacity="0.18" stroke="#0072b2" stroke-width="3"/>
<circle cx="170" cy="120" r="5" fill="#d55e00"/><text x="180" y="115" fill="#d55e00">(bx, by)</text>
<path d="M40 218h260M40 212v12M300 212v12M318 40v160M312 40h12M312 200h12" stroke="#333" fill="none"/><text x="160" y="238">bw</text><text x="328" y="125">bh</text>
<g transform="translate(400,34)"><rect width="330" height="36" fill="#e8f3fa" stroke="#0072b2"/><path d="M48 0v36M96 0v36M144 0v36M192 0v36M240 0v36" stroke="#0072b2"/>
<text x="14" y="23">pc</text><text x="62" y="23">bx</text><text x="110" y="23">by</text><text x="158" y="23">bw</text><text x="204" y="23">bh</text><text x="256" y="23">c1 … c80</text></g>
<text x="400" y="105">pc: is there an object?</text><text x="400" y="130">bx, by, bw, bh: where, in shares of the picture</text><text x="400" y="155">c1 … c80: what is it, if there is one?</text><text x="400" y="192" font-weight="600">85 numbers for each box</text></svg>`);

// %% [markdown] id="encoding-text"
// ### From picture to boxes
//
// - **Input**: pictures of shape (m, 608, 608, 3).
// - The network shrinks the picture to a grid of 19 × 19 cells. The cell that holds an object's *centre* must find it.
// - Each cell looks with **5 anchors**, box shapes that are common: tall ones for people, wide ones for cars.
// - **Output**: (m, 19, 19, 5, 85), flattened by the network to (m, 19, 19, 425): 5 anchors of 85 numbers behind each other.

// %% id="grid-picture" role="run"
const GRID = 19;
function gridPicture(frame: RoadFrame): string {
  const [w, h] = [760, 428];
  const lines = Array.from({ length: GRID + 1 }, (_, i) => `<path d="M${(i * w) / GRID} 0V${h}M0 ${(i * h) / GRID}H${w}"/>`).join('');
  const marks = frame.objects.map(({ box: [l, t, r, b], class: name }) => {
    const [x, y] = [(l + r) / 2 / 1280, (t + b) / 2 / 720];
    const cell = `<rect x="${(Math.floor(x * GRID) * w) / GRID}" y="${(Math.floor(y * GRID) * h) / GRID}" width="${w / GRID}" height="${h / GRID}" fill="#ffe45e" fill-opacity="0.75"/>`;
    return `${cell}<circle cx="${x * w}" cy="${y * h}" r="4" fill="#d00000"/><text x="${x * w + 7}" y="${y * h - 7}" font-size="13" font-family="sans-serif" fill="#fff" stroke="#000" stroke-width="3" paint-order="stroke">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="The grid of 19 by 19 cells; the cells with an object's centre are marked" viewBox="0 0 ${w} ${h}" width="${w}" style="max-width:100%;height:auto;background:#51606b"><g stroke="#fff" stroke-opacity="0.35" fill="none">${lines}</g>${marks.join('')}</svg>`;
}
svg(gridPicture(frames[0]));

// %% id="flatten-picture" role="run"
svg(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Five anchors with 85 numbers each, laid behind each other, are 425 numbers" viewBox="0 0 760 150" width="760" style="max-width:100%;height:auto" font-family="sans-serif" font-size="13"><rect width="760" height="150" rx="6" fill="#fff"/>
${YOLO_ANCHORS.map((_, i) => `<g transform="translate(${20 + i * 144},24)"><rect width="136" height="44" fill="hsl(${200 + 25 * i} 60% 88%)" stroke="#333"/><text x="68" y="27" text-anchor="middle">anchor ${i + 1}: 85</text></g>`).join('')}
<path d="M20 84H732" stroke="#333" marker-end="none"/><text x="380" y="108" text-anchor="middle">one cell: 5 × 85 = 425 numbers</text><text x="380" y="132" text-anchor="middle">all cells: 19 × 19 × 425</text></svg>`);

// %% [markdown] id="network-text"
// ### The network of this notebook
//
// The YOLO of the papers has 51 million weights and needs weeks on several graphics cards. Ours has 0.7 million, and learned in twenty minutes from rendered
// streets (`npm run train -- detector`). It works the same way, only smaller:
//
// | | YOLOv2 | ours |
// |---|---|---|
// | picture | 608 × 608 | 128 × 224 |
// | grid | 19 × 19 | 16 × 28 |
// | anchors | 5 | 5 |
// | classes | 80 | 5 |
// | output | 19 × 19 × 5 × 85 | 16 × 28 × 5 × 10 |
//
// It has never seen the frames of this notebook. What you write works for both: your functions take any grid and any number of classes.

// %% id="detector" role="run"
const detector = loadDetector();
const { classNames, anchors } = detector;
const [gridRows, gridColumns] = [detector.rows, detector.columns];
table(detector.model.layers.filter((layer) => layer.countParams() > 0).map((layer) => ({ layer: layer.name, output: `(${layer.outputShape.slice(1).join(', ')})`, weights: layer.countParams() })), { caption: `${detector.model.countParams().toLocaleString('en')} weights` });

// %% [markdown] id="anchors-text"
// ### Anchors
// Where do the anchors come from? From the boxes of the training frames, by k-means with the distance $1 - IoU$: five shapes that most objects are near to. The first
// is for people and traffic lights, the last for a bus right before us.

// %% id="anchors-picture" role="run"
function anchorsPicture(): string {
  const [w, h] = [16 * gridColumns, 16 * gridRows];
  const grid = Array.from({ length: gridColumns + 1 }, (_, i) => `<path d="M${i * 16} 0V${h}M0 ${Math.min(i, gridRows) * 16}H${w}"/>`);
  const boxes = anchors.map(([aw, ah], i) => `<rect x="${w / 2 - 8 * aw}" y="${h / 2 - 8 * ah}" width="${16 * aw}" height="${16 * ah}" fill="none" stroke="hsl(${72 * i} 80% 40%)" stroke-width="2.5"/>`);
  const labels = anchors.map(([aw, ah], i) => `<text x="8" y="${20 + 17 * i}" fill="hsl(${72 * i} 80% 35%)">${aw.toFixed(1)} × ${ah.toFixed(1)} cells</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="The five anchors, drawn about one centre on the grid" viewBox="0 0 ${w} ${h}" width="600" style="max-width:100%;height:auto;background:#fff" font-family="sans-serif" font-size="12"><g stroke="#e2e2e2">${grid.join('')}</g>${boxes.join('')}${labels.join('')}</svg>`;
}
svg(anchorsPicture());

// %% [markdown] id="target-text"
// ### What it learned
// For training, each frame's boxes were written in the form of the output: for the cell with the object's centre and the anchor most like it the offsets, a
// confidence of 1 and the class; 0 everywhere else. Nearly everything is 0.

// %% id="target" role="run"
const inShares = (frame: RoadFrame) => frame.objects.map(({ class: name, box: [l, t, r, b] }) => ({ class: classNames.indexOf(name), box: [l / 1280, t / 720, r / 1280, b / 720] as [number, number, number, number] }));
const { target } = encodeBoxes(inShares(frames[0]), { rows: gridRows, columns: gridColumns, anchors: detector.anchors, numClasses: classNames.length });
console.log(`${frames[0].objects.length} objects, ${target.length} numbers in the target, ${target.filter((x) => x !== 0).length} of them not 0`);

// %% id="outputs" role="run"
const yoloOutputs = await detector.detect(first);
table(['boxXy', 'boxWh', 'boxConfidence', 'boxClassProbs'].map((name, i) => ({ output: name, shape: `(${yoloOutputs[i].shape.join(', ')})` })));

// %% [markdown] id="head-text"
// `detect` resizes the picture, asks the network, and reads its numbers with `yoloHead`: sigmoid for centres and confidence, exponential times anchor for sizes,
// softmax for classes.

// %% [markdown] id="score-text"
// ### Class scores
//
// How sure is the network that box $i$ holds an object of class $c$? The confidence times the class probability: $score_{i, c} = p_c \times c_i$. An example: with
// $p_c = 0.60$ and a probability of $0.73$ for class 3, the score of class 3 is $0.60 \times 0.73 = 0.44$. Each box gets its best class. Below: the best class of
// each cell, coloured, and paler the lower its score.

// %% id="class-map" role="run"
function classMap(outputs: tf.Tensor4D[]): string {
  const [best, index] = tf.tidy(() => {
    const scores = outputs[2].mul(outputs[3]).reshape([gridRows, gridColumns, anchors.length * classNames.length]);
    return [scores.max(-1).arraySync() as number[][], scores.argMax(-1).mod(tf.scalar(classNames.length, 'int32')).arraySync() as number[][]];
  });
  const colors = getColorsForClasses(classNames.length);
  const cells = best.flatMap((line, y) => line.map((score, x) => `<rect x="${x * 25}" y="${y * 25}" width="24" height="24" fill="${colors[index[y][x]]}" fill-opacity="${(0.06 + 0.94 * score).toFixed(2)}"><title>${classNames[index[y][x]]} ${score.toFixed(2)}</title></rect>`));
  const legend = classNames.map((name, i) => `<rect x="${10 + i * 138}" y="409" width="16" height="16" fill="${colors[i]}"/><text x="${32 + i * 138}" y="422" font-family="sans-serif" font-size="14">${name}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Best class of each cell of the grid" viewBox="0 0 700 434" width="700" style="max-width:100%;height:auto;background:#fff">${cells.join('')}${legend.join('')}</svg>`;
}
svg(classMap(yoloOutputs));

// %% id="all-boxes" role="run"
const allCorners = tf.tidy(() => scaleBoxes(yoloBoxesToCorners(yoloOutputs[0], yoloOutputs[1]).reshape([-1, 4]) as tf.Tensor2D, [720, 1280]).arraySync());
console.log(`${allCorners.length} boxes: ${gridRows} x ${gridColumns} cells, ${anchors.length} anchors`);
jpeg(await encodeJpeg(await drawLabelledBoxes(first, allCorners.map(([t, l, b, r], i) => ({ box: [l, t, r, b] as [number, number, number, number], label: '', color: `hsl(${(i * 47) % 360},90%,60%)` })))), 'The same road under all boxes of the network');

// %% [markdown] id="filter-text"
// All boxes. They must become fewer, in two steps: drop those with a low score, and keep one of those that show the same thing.
//
// ## 2 Filtering by score
//
// ### Exercise 3.1 - `yoloFilterBoxes`
// 1. Scores of all boxes and classes: confidence times class probabilities, (rows, columns, anchors, classes).
// 2. For each box the best class (`tf.argMax`) and its score (`tf.max`), over the **last** axis.
// 3. Keep boxes whose best score is **at least** the threshold. `indicesWhere(mask)` gives the positions of a mask's true items, counted through all axes; flatten
//    what you pick from (`.flatten()`, `.reshape([-1, 4])`), then pick with `tf.gather`.

// %% id="filter" role="task" task="3.1" points="25"
/**
 * Boxes whose best class score reaches the threshold.
 * @param boxes corners (rows, columns, anchors, 4)
 * @param boxConfidence (rows, columns, anchors, 1)
 * @param boxClassProbs (rows, columns, anchors, classes)
 * @param threshold lowest score that is kept
 * @returns [scores (k), boxes (k, 4), classes (k) as int32]
 */
function yoloFilterBoxes(boxes: tf.Tensor4D, boxConfidence: tf.Tensor4D, boxClassProbs: tf.Tensor4D, threshold = 0.6): [tf.Tensor1D, tf.Tensor2D, tf.Tensor1D] {
  // BEGIN SOLUTION
  const boxScores = tf.mul(boxConfidence, boxClassProbs); // (rows, columns, anchors, classes)
  const boxClasses = tf.argMax(boxScores, -1); // (rows, columns, anchors)
  const boxClassScores = tf.max(boxScores, -1); // (rows, columns, anchors)
  const kept = indicesWhere(tf.greaterEqual(boxClassScores, threshold)); // (k)
  const scores = tf.gather(boxClassScores.flatten(), kept);
  const keptBoxes = tf.gather(boxes.reshape([-1, 4]), kept) as tf.Tensor2D; // (k, 4)
  const classes = tf.gather(boxClasses.flatten(), kept) as tf.Tensor1D;
  return [scores, keptBoxes, classes];
  // END SOLUTION
}

// %% id="filter-check" role="check"
check('3.1', yoloFilterBoxes);

// %% id="filter-run" role="run"
const [filteredScores, filteredBoxes, filteredClasses] = yoloFilterBoxes(yoloBoxesToCorners(yoloOutputs[0], yoloOutputs[1]) as tf.Tensor4D, yoloOutputs[2], yoloOutputs[3], 0.3);
console.log(`${filteredScores.size} of ${allCorners.length} boxes reach a score of 0.3`);
jpeg(await encodeJpeg(await drawBoxes(first, filteredScores, scaleBoxes(filteredBoxes, [720, 1280]), filteredClasses, classNames)), 'The boxes that are left after filtering');

// %% [markdown] id="iou-text"
// ## 3 How far do two boxes overlap?
//
// Several boxes for one object are left. To find them we measure overlap: **intersection over union**, the area that both cover divided by the area that either
// covers. 1 means the same box, 0 no overlap.

// %% id="iou-picture" role="run"
svg(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Two overlapping boxes; the intersection is shaded on the left, the union on the right" viewBox="0 0 700 240" width="700" style="max-width:100%;height:auto" font-family="sans-serif" font-size="15"><rect width="700" height="240" rx="6" fill="#fff"/>
<g transform="translate(40,30)"><rect x="80" y="60" width="80" height="60" fill="#e69f00"/><rect width="160" height="120" fill="none" stroke="#0072b2" stroke-width="3"/><rect x="80" y="60" width="150" height="90" fill="none" stroke="#009e73" stroke-width="3"/><text x="70" y="185">intersection</text></g>
<text x="325" y="115" font-size="34">/</text>
<g transform="translate(390,30)"><path d="M0 0h160v60h70v90h-150v-30h-80z" fill="#e69f00"/><rect width="160" height="120" fill="none" stroke="#0072b2" stroke-width="3"/><rect x="80" y="60" width="150" height="90" fill="none" stroke="#009e73" stroke-width="3"/><text x="90" y="185">union</text></g></svg>`);

// %% [markdown] id="iou-task-text"
// ### Exercise 3.2 - `iou`
// Boxes are corners $(x_1, y_1, x_2, y_2)$, the origin is in the upper left. The intersection is a box, too: from the larger of the left edges to the smaller
// of the right ones, and likewise from top to bottom. Boxes that do not overlap would give a negative width or height: it counts as 0. Beware: two negative
// sides multiply to a positive area.

// %% id="iou" role="task" task="3.2" points="20"
/** A box as its corners x1, y1, x2, y2. */
type Box = [number, number, number, number];

/**
 * Intersection over union of two boxes.
 * @returns a number from 0 (no overlap, or touching only) to 1 (the same box)
 */
function iou(box1: Box, box2: Box): number {
  const [box1X1, box1Y1, box1X2, box1Y2] = box1;
  const [box2X1, box2Y1, box2X2, box2Y2] = box2;
  // BEGIN SOLUTION
  const interWidth = Math.max(Math.min(box1X2, box2X2) - Math.max(box1X1, box2X1), 0);
  const interHeight = Math.max(Math.min(box1Y2, box2Y2) - Math.max(box1Y1, box2Y1), 0);
  const interArea = interWidth * interHeight;
  const box1Area = (box1X2 - box1X1) * (box1Y2 - box1Y1);
  const box2Area = (box2X2 - box2X1) * (box2Y2 - box2Y1);
  return interArea / (box1Area + box2Area - interArea);
  // END SOLUTION
}

// %% id="iou-check" role="check"
check('3.2', iou);

// %% [markdown] id="nms-text"
// ## 4 Non-max suppression
//
// 1. Take the box with the highest score.
// 2. Drop every other box of the **same class** that overlaps it by more than the threshold.
// 3. Go on with the best of the rest, until none is left.
//
// Why class by class? A person may stand in front of a car; their boxes overlap, and both are right. (Older versions of this exercise suppressed
// across classes. That loses the person.)
//
// ### Exercise 3.3 - `yoloNonMaxSuppression`
// `tf.image.nonMaxSuppression(boxes, scores, maxOutputSize, iouThreshold)` does the three steps for one class and gives the positions it keeps. Call it for
// each class on the boxes of that class, put the results together, sort by falling score (`tf.topk`), and keep at most `maxBoxes`.

// %% id="nms" role="task" task="3.3" points="30"
/**
 * One box for each object.
 * @param scores (k)
 * @param boxes (k, 4)
 * @param classes (k), int32
 * @param maxBoxes most boxes that are kept, over all classes
 * @param iouThreshold boxes of one class that overlap more are the same object
 * @returns [scores, boxes, classes] of those that are kept, by falling score
 */
function yoloNonMaxSuppression(scores: tf.Tensor1D, boxes: tf.Tensor2D, classes: tf.Tensor1D, maxBoxes = 10, iouThreshold = 0.5): [tf.Tensor1D, tf.Tensor2D, tf.Tensor1D] {
  // BEGIN SOLUTION
  const kept: tf.Tensor1D[] = [];
  for (const label of new Set(classes.dataSync())) {
    const ofClass = indicesWhere(tf.equal(classes, tf.scalar(label, 'int32')));
    const best = tf.image.nonMaxSuppression(tf.gather(boxes, ofClass), tf.gather(scores, ofClass), maxBoxes, iouThreshold);
    kept.push(tf.gather(ofClass, best));
  }
  const together = kept.length > 0 ? tf.concat(kept) : tf.tensor1d([], 'int32'); // positions in the input
  const { indices: order } = tf.topk(tf.gather(scores, together), Math.min(maxBoxes, together.size));
  const nms = tf.gather(together, order as tf.Tensor1D);
  return [tf.gather(scores, nms), tf.gather(boxes, nms), tf.gather(classes, nms)];
  // END SOLUTION
}

// %% id="nms-check" role="check"
check('3.3', yoloNonMaxSuppression);

// %% id="nms-run" role="run"
const [nmsScores, nmsBoxes, nmsClasses] = yoloNonMaxSuppression(filteredScores, filteredBoxes, filteredClasses);
console.log(`before: ${filteredScores.size} boxes, after: ${nmsScores.size}`);
jpeg(await encodeJpeg(await drawBoxes(first, nmsScores, scaleBoxes(nmsBoxes, [720, 1280]), nmsClasses, classNames)), 'One box for each object after suppression');

// %% [markdown] id="eval-text"
// ## 5 All together
//
// ### Exercise 3.4 - `yoloEval`
// From the network's output to detections in pixels: corners (`yoloBoxesToCorners`), filter, scale to the picture (`scaleBoxes`), suppress.

// %% id="eval" role="task" task="3.4" points="25"
/**
 * From the output of the network to detections.
 * @param yoloOutputs [boxXy, boxWh (rows, columns, anchors, 2), boxConfidence (..., 1), boxClassProbs (..., classes)]
 * @param imageShape [height, width] in pixels
 * @returns [scores, boxes (y_min, x_min, y_max, x_max in pixels), classes], by falling score
 */
function yoloEval(
  yoloOutputs: [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D],
  imageShape: [number, number] = [720, 1280], maxBoxes = 10, scoreThreshold = 0.6, iouThreshold = 0.5,
): [tf.Tensor1D, tf.Tensor2D, tf.Tensor1D] {
  const [boxXy, boxWh, boxConfidence, boxClassProbs] = yoloOutputs;
  // BEGIN SOLUTION
  const corners = yoloBoxesToCorners(boxXy, boxWh) as tf.Tensor4D; // (rows, columns, anchors, 4)
  const [scores, boxes, classes] = yoloFilterBoxes(corners, boxConfidence, boxClassProbs, scoreThreshold);
  return yoloNonMaxSuppression(scores, scaleBoxes(boxes, imageShape), classes, maxBoxes, iouThreshold);
  // END SOLUTION
}

// %% id="eval-check" role="check"
check('3.4', yoloEval);

// %% [markdown] id="predict-text"
// ## 6 On the road
//
// `predict` runs the whole chain on a picture: the network, then your `yoloEval`.

// %% id="predict" role="given"
type Detection = {
  class: string;
  score: number;
  'left, top': string;
  'right, bottom': string;
};

/** Detections on a picture, as rows and as boxes (left, top, right, bottom), and the picture with them drawn in. */
async function predict(detector: Detector, image: RgbImage, scoreThreshold = 0.3, iouThreshold = 0.5): Promise<{ list: Detection[]; found: Omit<Detected, 'image'>[]; picture: RgbImage }> {
  const outputs = await detector.detect(image);
  const [scores, boxes, classes] = yoloEval(outputs, [image.height, image.width], 15, scoreThreshold, iouThreshold);
  const picture = await drawBoxes(image, scores, boxes, classes, detector.classNames);
  const [s, b, c] = [scores.arraySync(), boxes.arraySync(), classes.arraySync()];
  tf.dispose([outputs, scores, boxes, classes]);
  const point = (x: number, y: number): string => `${Math.round(x)}, ${Math.round(y)}`;
  const list = s.map((score, i) => ({ class: detector.classNames[c[i]], score: Number(score.toFixed(2)), 'left, top': point(b[i][1], b[i][0]), 'right, bottom': point(b[i][3], b[i][2]) }));
  return { list, found: s.map((score, i) => ({ class: detector.classNames[c[i]], score, box: [b[i][1], b[i][0], b[i][3], b[i][2]] as const })), picture };
}

// %% id="road" role="run"
const detections: Detection[] = [];
for (const frame of frames) {
  const result = await predict(detector, await loadImage(frame.path));
  detections.push(...result.list);
  jpeg(await encodeJpeg(result.picture), `${frame.file}: ${result.list.map((row) => row.class).join(', ')}`);
}
table(detections, { caption: 'All detections' });

// %% [markdown] id="drive-text"
// ### A drive
// Three seconds of driving through one street, each frame on its own through the network and through your functions. A box that flickers is one whose score is
// close to the threshold: YOLO has no memory.

// %% id="drive" role="run"
const film: RgbImage[] = [];
for (const i of progress(24, { title: 'Driving', unit: 'frame' })) {
  const { image: data, width, height } = drive(900_024, i / 8, { width: 480, height: 270 });
  film.push((await predict(detector, { data, width, height }, 0.4)).picture);
}
webp(await encodeAnimation(film, { framesPerSecond: 8 }), 'A drive along a street; cars, trucks, buses, people and traffic lights are boxed');

// %% [markdown] id="found-text"
// ### How good is it?
// The usual measure is **mean average precision** (mAP): detections are taken by falling score, each is right if it overlaps a true box of its class by at least
// 0.5, and for each class the area below the curve of precision over recall is measured. A low score threshold goes with it, as the curve wants its tail. Things that are
// mostly hidden or very small count neither way.

// %% id="found" role="run"
const detected: Detected[] = [];
for (const frame of progress(frames, { title: 'Detecting', unit: 'frame' })) {
  const { found } = await predict(detector, await loadImage(frame.path), 0.05);
  detected.push(...found.map((d) => ({ ...d, image: frame.file })));
}
const truths: Truth[] = frames.flatMap((frame) => [...frame.objects.map((o) => ({ ...o, image: frame.file })), ...frame.difficult.map((o) => ({ ...o, image: frame.file, difficult: true }))]);
const { mean, classes: byClass } = meanAveragePrecision(detected, truths);
table([...byClass].map(([name, score]) => ({ class: name, 'on the frames': score.truths, 'average precision': score.ap.toFixed(2) })), { caption: `mAP ${mean.toFixed(2)} on these ${frames.length} frames` });
figure({ title: 'Scores of the detections', xLabel: 'score', yLabel: 'detections' }).hist(detections.map((d) => d.score), { bins: 14 }).show();

// %% [markdown] id="play-text"
// ### Try thresholds
// A high score threshold misses small things, a low one lets false alarms in. A low overlap threshold merges neighbours, a high one leaves doubles.

// %% id="play" role="run"
const scoreThreshold = 0.5;
const iouThreshold = 0.2;
jpeg(await encodeJpeg((await predict(detector, await loadImage(frames[2].path), scoreThreshold, iouThreshold)).picture), 'A frame with other thresholds');

// %% [markdown] id="remember"
// > **Remember**
// > - YOLO looks once: a single pass gives class and place of everything, as 19 × 19 × 5 boxes of 85 numbers.
// > - Score = confidence × class probability. Filter by score, then suppress by overlap, class by class.
// > - Intersection over union compares two boxes whatever their size.
