import { shapeIou, type BoxShape } from './anchors';

/** An object to be found: class number, and left, top, right, bottom in shares of the picture. */
export interface EncodableBox {
  class: number;
  box: readonly [number, number, number, number];
  /** Neither finding nor missing it counts. */
  difficult?: boolean;
}

export interface GridShape {
  rows: number;
  columns: number;
  /** Widths and heights in cells. */
  anchors: readonly BoxShape[];
  numClasses: number;
}

/** What the network should say, and where it does not matter. */
export interface YoloTarget {
  /** (rows, columns, anchors, 5 + classes) */
  target: Float32Array;
  /** (rows, columns, anchors): 0 where the confidence is left alone, else 1. */
  counts: Float32Array;
}

/** An anchor this like an object's shape may report it too, though another one must. */
const ALIKE = 0.55;

/**
 * Objects as the network's output should be, before its activations are undone: for the cell that holds the centre and the anchor most like its shape
 * x and y within the cell (0..1), log(width / anchor's width), log(height / anchor's height), 1, and the class one-hot; zeros elsewhere. With 19 rows and
 * columns, five anchors and 80 classes that is (19, 19, 5, 85). Of two objects for one cell and anchor the later takes the next best free anchor.
 */
export function encodeBoxes(objects: readonly EncodableBox[], { rows, columns, anchors, numClasses }: GridShape): YoloTarget {
  const depth = 5 + numClasses;
  const target = new Float32Array(rows * columns * anchors.length * depth);
  const counts = new Float32Array(rows * columns * anchors.length).fill(1);
  const taken = new Set<number>();
  const order = [...objects].sort((a, b) => Number(b.difficult ?? false) - Number(a.difficult ?? false)); // what counts is written last
  for (const { class: label, box, difficult } of order) {
    const [l, t, r, b] = box;
    if (!(r > l && b > t)) throw new RangeError(`encodeBoxes: expected left < right and top < bottom, got box (${box.join(', ')})`);
    if (!(Number.isInteger(label) && label >= 0 && label < numClasses)) throw new RangeError(`encodeBoxes: expected a class from 0 to ${numClasses - 1}, got ${label}`);
    const [x, y, w, h] = [((l + r) / 2) * columns, ((t + b) / 2) * rows, (r - l) * columns, (b - t) * rows];
    const [column, row] = [Math.min(columns - 1, Math.max(0, Math.floor(x))), Math.min(rows - 1, Math.max(0, Math.floor(y)))];
    const cell = (row * columns + column) * anchors.length;
    const likeness = anchors.map((anchor) => shapeIou([w, h], anchor));
    const ranked = anchors.map((_, i) => i).sort((i, j) => likeness[j] - likeness[i]);
    for (const i of ranked) if ((difficult || likeness[i] > ALIKE) && !taken.has(cell + i)) counts[cell + i] = 0;
    const best = ranked.find((i) => !taken.has(cell + i));
    if (difficult || best === undefined) continue;
    taken.add(cell + best);
    counts[cell + best] = 1;
    target.set([x - column, y - row, Math.log(w / anchors[best][0]), Math.log(h / anchors[best][1]), 1], (cell + best) * depth);
    target[(cell + best) * depth + 5 + label] = 1;
  }
  return { target, counts };
}

/** Boxes of a target (its left, top, right, bottom in shares of the picture), in the order of the cells: the inverse of encodeBoxes. */
export function decodeTarget(target: ArrayLike<number>, { rows, columns, anchors, numClasses }: GridShape): EncodableBox[] {
  const depth = 5 + numClasses;
  const found: EncodableBox[] = [];
  for (let i = 0; i < rows * columns * anchors.length; i++) {
    const at = i * depth;
    if (!(target[at + 4] > 0.5)) continue;
    const [cell, anchor] = [Math.floor(i / anchors.length), anchors[i % anchors.length]];
    const [x, y] = [((cell % columns) + target[at]) / columns, (Math.floor(cell / columns) + target[at + 1]) / rows];
    const [w, h] = [(Math.exp(target[at + 2]) * anchor[0]) / columns, (Math.exp(target[at + 3]) * anchor[1]) / rows];
    let label = 0;
    for (let c = 1; c < numClasses; c++) if (target[at + 5 + c] > target[at + 5 + label]) label = c;
    found.push({ class: label, box: [x - w / 2, y - h / 2, x + w / 2, y + h / 2] });
  }
  return found;
}
