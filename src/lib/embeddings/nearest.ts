import { eachBlock } from './kernel/dots';

/** The `n` largest of many values, in memory for n: a heap with the smallest kept one on top. Of equal values the earlier row wins. */
export class Largest {
  private readonly rows: number[] = [];
  private readonly values: number[] = [];
  /** A value has to be larger to be kept. */
  threshold = -Infinity;

  constructor(private readonly n: number) {}

  /** Offers a value that is above the threshold; rows come in rising order. */
  offer(row: number, value: number): void {
    const { rows, values, n } = this;
    let at: number;
    if (rows.length < n) {
      at = rows.length;
      rows.push(row);
      values.push(value);
      while (at > 0 && this.less(at, (at - 1) >> 1)) at = this.swap(at, (at - 1) >> 1);
    } else {
      [rows[0], values[0]] = [row, value];
      for (at = 0; ; ) {
        let child = 2 * at + 1;
        if (child >= n) break;
        if (child + 1 < n && this.less(child + 1, child)) child++;
        if (!this.less(child, at)) break;
        at = this.swap(at, child);
      }
    }
    if (rows.length === n) this.threshold = values[0];
  }

  private less(i: number, j: number): boolean {
    return this.values[i] < this.values[j] || (this.values[i] === this.values[j] && this.rows[i] > this.rows[j]);
  }

  private swap(i: number, j: number): number {
    const { rows, values } = this;
    [rows[i], rows[j]] = [rows[j], rows[i]];
    [values[i], values[j]] = [values[j], values[i]];
    return j;
  }

  /** The largest first. */
  sorted(): { row: number; value: number }[] {
    return this.rows.map((row, i) => ({ row, value: this.values[i] })).sort((a, b) => b.value - a.value || a.row - b.row);
  }
}

/** Lengths of the rows of `vectors` (rows, dim). */
export function rowNorms(vectors: Float32Array, dim: number): Float64Array {
  const norms = new Float64Array(dim === 0 ? 0 : vectors.length / dim);
  for (let row = 0, at = 0; row < norms.length; row++) {
    let sum = 0;
    for (const end = at + dim; at < end; at++) sum += vectors[at] * vectors[at];
    norms[row] = Math.sqrt(sum);
  }
  return norms;
}

/**
 * The `n` rows of `vectors` (rows, dim) with the largest cosine to `query` (dim,), which has length 1, the best first. Products are taken in float32. Rows that are all zero have no direction and never come.
 * @param skip rows to leave out
 */
export function nearestRows(vectors: Float32Array, norms: Float64Array, query: Float64Array, n: number, skip: ReadonlySet<number>): { row: number; value: number }[] {
  const largest = new Largest(n);
  eachBlock(vectors, Float32Array.from(query), (from, rows, products) => {
    let threshold = largest.threshold;
    for (let i = 0; i < rows; i++) {
      const cosine = products[i] / norms[from + i];
      if (!(cosine > threshold) || skip.has(from + i)) continue;
      largest.offer(from + i, cosine);
      threshold = largest.threshold;
    }
  });
  return largest.sorted();
}
