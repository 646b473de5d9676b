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

/**
 * Precision and recall after each detection of one class, best score first. A detection is right if the truth it overlaps most has at least that IoU and
 * was not found by a better one before.
 */
export function precisionRecall(detected: readonly Detected[], truths: readonly Truth[], iouThreshold = 0.5): { precision: number[]; recall: number[]; truths: number } {
  const total = truths.filter((t) => !t.difficult).length;
  const byImage = new Map<number | string, Truth[]>();
  for (const t of truths) {
    const list = byImage.get(t.image);
    if (list) list.push(t);
    else byImage.set(t.image, [t]);
  }
  const found = new Set<Truth>();
  const [precision, recall]: [number[], number[]] = [[], []];
  let [right, wrong] = [0, 0];
  for (const d of [...detected].sort((a, b) => b.score - a.score)) {
    let [best, most]: [Truth | null, number] = [null, 0];
    for (const t of byImage.get(d.image) ?? []) {
      const iou = overlap(d.box, t.box);
      if (iou > most) [best, most] = [t, iou];
    }
    if (best && most >= iouThreshold && best.difficult) continue;
    if (best && most >= iouThreshold && !found.has(best)) {
      found.add(best);
      right++;
    } else wrong++;
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
