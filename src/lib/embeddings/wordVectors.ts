import * as np from '../np';
import { indexWords } from './indexWords';
import { mapRows } from './mapRows';
import { nearestRows, rowNorms } from './nearest';
import { nearSpellings } from './spelling';

/** Which row a word gets that is not in the vocabulary as it stands: none ('exact'), or that of its lower-case form ('lowercase'). */
export type OovRule = 'exact' | 'lowercase';

export interface Neighbour {
  word: string;
  /** Cosine, -1 to 1. */
  similarity: number;
}

export interface NearestOptions {
  /** How many (10). */
  n?: number;
  /** Words to leave out, besides the one that was asked for. */
  exclude?: Iterable<string>;
}

/**
 * Words and their vectors, float32 in one typed array (size, dim). Arrays that methods give are float64 copies.
 *
 * With the rule 'exact' (the default) a word is found as it is spelled. With 'lowercase' a word that is not there is looked up once more in lower case
 * (toLowerCase, whatever the locale), as GloVe's uncased files want it: 'Paris' finds 'paris'. Nothing else is tried.
 */
export class WordVectors implements Iterable<[string, np.NDArray]> {
  /** Words that came again in the file; the first row of each was kept. */
  readonly duplicates: number;
  readonly oov: OovRule;
  private norms: Float64Array | null = null;

  private constructor(
    readonly words: readonly string[],
    /** Word -> row. */
    readonly index: ReadonlyMap<string, number>,
    /** (size, dim), row-major. */
    readonly vectors: Float32Array,
    readonly dim: number,
    options: { oov?: OovRule; duplicates?: number },
  ) {
    this.oov = options.oov ?? 'exact';
    if (this.oov !== 'exact' && this.oov !== 'lowercase') throw new RangeError(`WordVectors: expected oov 'exact' or 'lowercase', got '${String(this.oov)}'`);
    this.duplicates = options.duplicates ?? 0;
  }

  /** Takes over what a loader made, without a copy and without checks. */
  static own(words: string[], index: Map<string, number>, vectors: Float32Array, dim: number, options: { oov?: OovRule; duplicates?: number } = {}): WordVectors {
    return new WordVectors(words, index, vectors, dim, options);
  }

  /** From words and an array (words, dim). Throws for other shapes, and for words that come twice. */
  static from(words: readonly string[], vectors: np.NDArray, options: { oov?: OovRule } = {}): WordVectors {
    if (vectors.ndim !== 2 || vectors.shape[0] !== words.length || words.length === 0)
      throw new RangeError(`WordVectors.from: expected vectors of shape (${words.length}, dim) for ${words.length} words, at least one, got (${vectors.shape.join(', ')})`);
    const index = new Map(words.map((word, row) => [word, row]));
    if (index.size < words.length) throw new RangeError(`WordVectors.from: expected different words, got '${words.find((word, row) => index.get(word) !== row)}' twice`);
    return new WordVectors([...words], index, Float32Array.from(np.array(vectors).astype('float64').data), vectors.shape[1], options);
  }

  /** How many words. */
  get size(): number {
    return this.words.length;
  }

  /** The row of a word by the rule, or -1. */
  row(word: string): number {
    return this.index.get(word) ?? (this.oov === 'lowercase' ? this.index.get(word.toLowerCase()) : undefined) ?? -1;
  }

  /** Whether a word has a vector. */
  has(word: string): boolean {
    return this.row(word) >= 0;
  }

  /** The word's vector, float64 (dim,), or undefined. */
  get(word: string): np.NDArray | undefined {
    const row = this.row(word);
    return row < 0 ? undefined : this.at(row);
  }

  /** The word's vector, float64 (dim,). Throws when the word is not in the vocabulary, with the nearest spellings. */
  vector(word: string): np.NDArray {
    return this.at(this.known('vector', word));
  }

  private at(row: number): np.NDArray {
    return new np.NDArray(Float64Array.from(this.vectors.subarray(row * this.dim, (row + 1) * this.dim)), [this.dim]);
  }

  private known(fn: string, word: string): number {
    const row = this.row(word);
    if (row >= 0) return row;
    if (typeof word !== 'string') throw new TypeError(`WordVectors.${fn}: expected a word, got ${typeof word}`);
    const near = nearSpellings(word, this.words);
    const advice = near.length > 0 ? `did you mean ${near.map((w) => `'${w}'`).join(', ')}?` : 'no word is spelled nearly like it';
    throw new RangeError(`WordVectors.${fn}: '${word}' is not in the vocabulary of ${this.size} words: ${advice} (has(word) tells beforehand)`);
  }

  /** All words with their vectors, in the order of the file. */
  *[Symbol.iterator](): Iterator<[string, np.NDArray]> {
    for (let row = 0; row < this.size; row++) yield [this.words[row], this.at(row)];
  }

  /** All vectors, float64 (size, dim): a copy. */
  toArray(): np.NDArray {
    return new np.NDArray(Float64Array.from(this.vectors), [this.size, this.dim]);
  }

  /** The course's word_to_vec_map: a map word -> float64 (dim,). The vectors are views of one copy of all of them, 8 bytes a number. */
  toMap(): Map<string, np.NDArray> {
    return mapRows(this.words, Float64Array.from(this.vectors), this.dim);
  }

  /** The course's numbers for words: from 1, words sorted by code points, as its read_glove_vecs gives them. */
  indexed(): { wordToIndex: Map<string, number>; indexToWord: Map<number, string> } {
    return indexWords(this.words);
  }

  /**
   * The words whose vectors have the largest cosine to that of a word, or to a vector (dim,); the best first, without the word itself.
   * @throws RangeError for a word that is not there, a vector of another length, and one that is zero or not finite: it has no direction
   */
  nearest(query: string | np.NDArray | ArrayLike<number>, options: NearestOptions = {}): Neighbour[] {
    const n = options.n ?? 10;
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`WordVectors.nearest: expected n to be a whole number above 0, got ${n}`);
    const skip = new Set([...(options.exclude ?? [])].map((word) => this.row(word)));
    if (typeof query === 'string') skip.add(this.known('nearest', query));
    const direction = this.direction(query);
    this.norms ??= rowNorms(this.vectors, this.dim);
    return nearestRows(this.vectors, this.norms, direction, Math.min(n, this.size), skip).map(({ row, value }) => ({
      word: this.words[row],
      similarity: Math.max(-1, Math.min(1, value)),
    }));
  }

  /** The query with length 1. */
  private direction(query: string | np.NDArray | ArrayLike<number>): Float64Array {
    let values: ArrayLike<number>;
    if (typeof query === 'string') values = this.at(this.row(query)).data;
    else if (query instanceof np.NDArray) values = np.array(query.ravel()).astype('float64').data;
    else values = query;
    if (values.length !== this.dim) throw new RangeError(`WordVectors.nearest: expected a vector of ${this.dim} numbers, got ${values.length}`);
    const vector = Float64Array.from(values);
    const norm = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
    if (!(norm > 0 && norm < Infinity)) throw new RangeError(`WordVectors.nearest: expected a vector with a direction, got one ${norm === 0 ? 'of zeros' : 'that is not finite'}`);
    return vector.map((x) => x / norm);
  }
}
