/** Where the numbers are kept: float32 as the files mean them, or float64 for the course's read_glove_vecs. */
export type Numbers = Float32Array | Float64Array;

const FIRST_ROWS = 1024;

/** Words and their rows while a file is read. One typed array that grows; memory that no row uses yet is not touched. */
export class Table {
  readonly words: string[] = [];
  readonly index = new Map<string, number>();
  /** (capacity, dim) */
  data: Numbers;
  dim = 0;
  /** Words that came again; the first row of each was kept. */
  duplicates = 0;
  /** The largest magnitude that is still finite in this type. */
  readonly largest: number;
  /** How many rows the file seems to hold, asked when memory runs out. */
  expected: () => number = () => 0;

  constructor(private readonly type: 'float32' | 'float64') {
    this.data = this.make(0);
    this.largest = type === 'float32' ? 3.4028235677973362e38 : Number.MAX_VALUE;
  }

  private make(size: number): Numbers {
    return this.type === 'float32' ? new Float32Array(size) : new Float64Array(size);
  }

  /** Starts with rows of `dim` numbers and, where known, memory for exactly `rows` of them. */
  start(dim: number, rows = FIRST_ROWS): void {
    this.dim = dim;
    this.data = this.make(dim * Math.max(rows, 1));
  }

  /** Makes sure that there is memory for one row more, and returns the position of its first number. */
  next(): number {
    const from = this.words.length * this.dim;
    if (from + this.dim > this.data.length) this.grow();
    return from;
  }

  private grow(): void {
    const rows = this.words.length;
    const larger = this.make(this.dim * Math.max(Math.ceil(rows * 1.5), FIRST_ROWS, Math.min(this.expected(), rows * 4096)));
    larger.set(this.data);
    this.data = larger;
  }

  /** Keeps the row written at next() under this word, or counts a duplicate. */
  add(word: string): void {
    const row = this.words.length;
    if (this.index.has(word)) {
      this.duplicates++;
      return;
    }
    this.index.set(word, row);
    this.words.push(word);
  }

  /** The rows in use, (size, dim); memory is given back where much of it is unused. */
  rows(): Numbers {
    const used = this.words.length * this.dim;
    return used * 1.25 + 4096 < this.data.length ? this.data.slice(0, used) : this.data.subarray(0, used);
  }
}
