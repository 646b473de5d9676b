import * as tf from '../tf';

/**
 * Centres and sizes to corners.
 * @param boxXy centres (..., 2) as x, y
 * @param boxWh sizes (..., 2) as width, height
 * @returns corners (..., 4) as y_min, x_min, y_max, x_max
 */
export function yoloBoxesToCorners(boxXy: tf.Tensor, boxWh: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const half = boxWh.div(2);
    const [xMin, yMin] = tf.split(boxXy.sub(half), 2, -1);
    const [xMax, yMax] = tf.split(boxXy.add(half), 2, -1);
    return tf.concat([yMin, xMin, yMax, xMax], -1);
  });
}

/**
 * Boxes in shares of the picture to pixels.
 * @param boxes (k, 4) as y_min, x_min, y_max, x_max in 0..1
 * @param imageShape [height, width]
 */
export function scaleBoxes(boxes: tf.Tensor2D, imageShape: readonly [number, number]): tf.Tensor2D {
  const [height, width] = imageShape;
  return tf.tidy(() => boxes.mul(tf.tensor2d([[height, width, height, width]])) as tf.Tensor2D);
}

/**
 * Reads the network's last layer.
 * @param feats (rows, columns, anchors * (5 + numClasses)): for each anchor x, y, width, height, confidence and class scores, before any activation
 * @param anchors widths and heights in cells
 * @returns [boxXy, boxWh (rows, columns, anchors, 2) in shares of the picture, boxConfidence (..., 1), boxClassProbs (..., numClasses)]
 */
export function yoloHead(feats: tf.Tensor3D, anchors: readonly (readonly [number, number])[], numClasses: number): [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D] {
  const [rows, columns, depth] = feats.shape;
  if (depth !== anchors.length * (5 + numClasses)) throw new RangeError(`yoloHead: expected ${anchors.length} anchors x (5 + ${numClasses}) = ${anchors.length * (5 + numClasses)} channels, got shape (${feats.shape.join(', ')})`);
  return tf.tidy(() => {
    const parts = feats.reshape([rows, columns, anchors.length, 5 + numClasses]);
    const [xy, wh, confidence, classes] = tf.split(parts, [2, 2, 1, numClasses], 3);
    const boxXy = tf.sigmoid(xy).add(cellCorners(rows, columns)).div(tf.tensor1d([columns, rows]));
    const boxWh = tf.exp(wh).mul(tf.tensor2d(anchors.map(([width, height]) => [width / columns, height / rows])));
    return [boxXy, boxWh, tf.sigmoid(confidence), tf.softmax(classes)] as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  });
}

/** Upper left corners of the cells, (rows, columns, 1, 2) as x, y in cells. */
function cellCorners(rows: number, columns: number): tf.Tensor4D {
  const corners = new Float32Array(rows * columns * 2);
  for (let i = 0; i < rows * columns; i++) corners.set([i % columns, Math.floor(i / columns)], 2 * i);
  return tf.tensor4d(corners, [rows, columns, 1, 2]);
}

/** Positions of the true items of a mask, counted in row-major order: an int32 vector for tf.gather. Waits for the mask. */
export function indicesWhere(mask: tf.Tensor): tf.Tensor1D {
  const items = mask.dataSync();
  const found: number[] = [];
  for (let i = 0; i < items.length; i++) if (items[i]) found.push(i);
  return tf.tensor1d(found, 'int32');
}
