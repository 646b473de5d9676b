/** Left, top, right, bottom, or any other corners in one order (smaller x, smaller y, larger x, larger y). */
export type Corners = readonly [number, number, number, number];

export interface Detected {
  /** Which picture it is on. */
  image: number | string;
  class: number | string;
  score: number;
  box: Corners;
}

export interface Truth {
  image: number | string;
  class: number | string;
  box: Corners;
  /** Neither finding nor missing it counts. */
  difficult?: boolean;
}

/** How the area below the curve is taken: at every step ('all', VOC since 2010), at 11 recalls (VOC 2007), or at 101 (COCO). */
export type Interpolation = 'all' | '11' | '101';

export interface PrecisionOptions {
  iouThreshold?: number;
  interpolation?: Interpolation;
}

function overlap(a: Corners, b: Corners): number {
  const w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h);
}

/** Puts positions in order, best score first, equal ones as they come. */
const bestFirst = <T extends number[] | Uint32Array>(positions: T, scores: Float64Array): T => positions.sort((i, j) => scores[j] - scores[i] || i - j) as T;

/** Positions of the items of each picture, in order. */
function byImage(items: readonly { image: number | string }[]): Map<number | string, number[]> {
  const groups = new Map<number | string, number[]>();
  for (let i = 0; i < items.length; i++) {
    const group = groups.get(items[i].image);
    if (group) group.push(i);
    else groups.set(items[i].image, [i]);
  }
  return groups;
}

const WRONG = 0;
const RIGHT = 1;
const IGNORED = 2;

/** What each detection is: picture by picture, as what belongs together lies together in memory. */
function judge(detected: readonly Detected[], scores: Float64Array, truths: readonly Truth[], iouThreshold: number): Uint8Array {
  const verdicts = new Uint8Array(detected.length);
  const found = new Uint8Array(truths.length);
  const truthsOf = byImage(truths);
  for (const [image, group] of byImage(detected)) {
    const candidates = truthsOf.get(image);
    if (!candidates) continue;
    for (const at of bestFirst(group, scores)) {
      let [best, most] = [-1, 0];
      for (const i of candidates) {
        const iou = overlap(detected[at].box, truths[i].box);
        if (iou > most) [best, most] = [i, iou];
      }
      if (best < 0 || most < iouThreshold) continue;
      if (truths[best].difficult) verdicts[at] = IGNORED;
      else if (!found[best]) {
        found[best] = 1;
        verdicts[at] = RIGHT;
      }
    }
  }
  return verdicts;
}

/**
 * Precision and recall after each detection of one class, best score first. A detection is right if the truth it overlaps most has at least that IoU and
 * was not found by a better one before.
 */
export function precisionRecall(detected: readonly Detected[], truths: readonly Truth[], iouThreshold = 0.5): { precision: number[]; recall: number[]; truths: number } {
  const total = truths.filter((t) => !t.difficult).length;
  const scores = Float64Array.from(detected, ({ score }) => score);
  const verdicts = judge(detected, scores, truths, iouThreshold);
  const [precision, recall]: [number[], number[]] = [[], []];
  let [right, wrong] = [0, 0];
  for (const at of bestFirst(Uint32Array.from(detected.keys()), scores)) {
    if (verdicts[at] === IGNORED) continue;
    if (verdicts[at] === WRONG) wrong++;
    else right++;
    precision.push(right / (right + wrong));
    recall.push(total > 0 ? right / total : 0);
  }
  return { precision, recall, truths: total };
}

/** Area below precision over recall, after each precision is raised to the best one at the same or a higher recall. */
export function averagePrecision(precision: readonly number[], recall: readonly number[], interpolation: Interpolation = 'all'): number {
  if (precision.length !== recall.length) throw new RangeError(`averagePrecision: expected as many precisions as recalls, got ${precision.length} and ${recall.length}`);
  const raised = [...precision];
  for (let i = raised.length - 2; i >= 0; i--) raised[i] = Math.max(raised[i], raised[i + 1]);
  if (interpolation === 'all') return raised.reduce((sum, p, i) => sum + p * (recall[i] - (i > 0 ? recall[i - 1] : 0)), 0);
  const points = Number(interpolation);
  let sum = 0;
  for (let k = 0; k < points; k++) {
    const at = recall.findIndex((r) => r >= k / (points - 1) - 1e-12);
    sum += at < 0 ? 0 : raised[at];
  }
  return sum / points;
}

/**
 * Mean average precision: the average precision of each class that occurs among the truths, and their mean.
 * @returns `mean` (NaN without truths), and `classes`: average precision and number of truths by class
 */
export function meanAveragePrecision(detected: readonly Detected[], truths: readonly Truth[], { iouThreshold = 0.5, interpolation = 'all' }: PrecisionOptions = {}): { mean: number; classes: Map<number | string, { ap: number; truths: number }> } {
  const classes = new Map<number | string, { ap: number; truths: number }>();
  for (const label of new Set(truths.filter((t) => !t.difficult).map((t) => t.class))) {
    const ofClass = <T extends { class: number | string }>(list: readonly T[]): T[] => list.filter((item) => item.class === label);
    const curve = precisionRecall(ofClass(detected), ofClass(truths), iouThreshold);
    classes.set(label, { ap: averagePrecision(curve.precision, curve.recall, interpolation), truths: curve.truths });
  }
  const values = [...classes.values()];
  return { mean: values.reduce((sum, { ap }) => sum + ap, 0) / values.length, classes };
}
