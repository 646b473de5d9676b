import { RandomState } from '../np/random';
import * as tf from '../tf';
import { COCO_CLASSES, YOLO_ANCHORS } from './classes';

/** A true object: class name and left, top, right, bottom in shares of the picture. */
export interface TrueObject {
  class: string;
  box: readonly [number, number, number, number];
}

export interface SimulationOptions {
  seed?: number;
  grid?: number;
  /** Boxes that the "network" sees where nothing is. */
  falseAlarms?: number;
}

const logit = (p: number): number => Math.log(p / (1 - p));
const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/**
 * What a trained detector's last layer might give for a picture whose objects are known: each object is found by the anchor that fits best in the cell of
 * its centre, and again, less surely and less exactly, by neighbouring cells and anchors; the rest is noise, with some false alarms. This is a simulation
 * for learning what comes after a network, not a network.
 * @returns features (grid, grid, anchors * 85), as yoloHead reads them
 */
export function simulateFeatures(objects: readonly TrueObject[], options: SimulationOptions = {}): tf.Tensor3D {
  const { seed = 1, grid = 19, falseAlarms = 6 } = options;
  const rs = new RandomState(seed);
  const depth = 5 + COCO_CLASSES.length;
  const out = background(rs, grid, depth);
  const write = (row: number, column: number, anchor: number, box: readonly number[], confidence: number, classIndex: number, sureness: number): void => {
    if (row < 0 || column < 0 || row >= grid || column >= grid) return;
    const at = ((row * grid + column) * YOLO_ANCHORS.length + anchor) * depth;
    const [cx, cy] = [((box[0] + box[2]) / 2) * grid, ((box[1] + box[3]) / 2) * grid];
    out[at] = logit(clamp(cx - column, 0.02, 0.98));
    out[at + 1] = logit(clamp(cy - row, 0.02, 0.98));
    out[at + 2] = Math.log(((box[2] - box[0]) * grid) / YOLO_ANCHORS[anchor][0]);
    out[at + 3] = Math.log(((box[3] - box[1]) * grid) / YOLO_ANCHORS[anchor][1]);
    out[at + 4] = logit(confidence);
    out[at + 5 + classIndex] = sureness;
  };
  for (const object of objects) place(object, rs, grid, write);
  for (let i = 0; i < falseAlarms; i++) {
    const [x, y, w, h] = [rs.rand(), 0.4 + 0.4 * rs.rand(), 0.03 + 0.1 * rs.rand(), 0.03 + 0.1 * rs.rand()];
    write(Math.floor(y * grid), Math.floor(x * grid), rs.randint(0, 3) as number, [x - w / 2, y - h / 2, x + w / 2, y + h / 2], 0.25 + 0.35 * rs.rand(), rs.randint(0, 12) as number, 6);
  }
  return tf.tensor3d(out, [grid, grid, YOLO_ANCHORS.length * depth]);
}

type Write = (row: number, column: number, anchor: number, box: readonly number[], confidence: number, classIndex: number, sureness: number) => void;

/** Nothing anywhere: low confidence, no class preferred. */
function background(rs: RandomState, grid: number, depth: number): Float32Array {
  const out = Float32Array.from(rs.randn(grid, grid, YOLO_ANCHORS.length, depth).data as Float64Array);
  for (let at = 4; at < out.length; at += depth) out[at] -= 4.5;
  return out;
}

/** Anchors by how well their shape fits, best first. */
function rankAnchors(width: number, height: number): number[] {
  const overlap = YOLO_ANCHORS.map(([w, h]) => {
    const common = Math.min(w, width) * Math.min(h, height);
    return common / (w * h + width * height - common);
  });
  return overlap.map((_, i) => i).sort((a, b) => overlap[b] - overlap[a]);
}

function place(object: TrueObject, rs: RandomState, grid: number, write: Write): void {
  const classIndex = COCO_CLASSES.indexOf(object.class);
  if (classIndex < 0) throw new RangeError(`simulateFeatures: '${object.class}' is no COCO class`);
  const [l, t, r, b] = object.box;
  const anchors = rankAnchors((r - l) * grid, (b - t) * grid);
  const jitter = (amount: number): number[] => [l, t, r, b].map((v, i) => v + amount * rs.randn() * (i % 2 ? b - t : r - l));
  const [row, column] = [Math.floor(((t + b) / 2) * grid), Math.floor(((l + r) / 2) * grid)];
  const size = Math.sqrt((r - l) * (b - t));
  const confidence = clamp(0.7 + 1.2 * size + 0.07 * rs.randn(), 0.5, 0.97); // small things are seen less surely
  for (const [dRow, dColumn, anchor, share] of [[0, 1, 1, 0.8], [1, 0, 0, 0.78], [0, -1, 0, 0.72], [0, 0, 1, 0.9]] as const) write(row + dRow, column + dColumn, anchors[anchor], jitter(0.06), clamp(confidence * (share + 0.06 * rs.randn()), 0.2, 0.95), classIndex, 7); // prettier-ignore
  write(row, column, anchors[0], jitter(0.02), confidence, classIndex, 9);
}
