import * as np from '../np';

/** A map word -> row of `data` (words, dim), as views that share its memory. */
export function mapRows(words: readonly string[], data: Float64Array, dim: number): Map<string, np.NDArray> {
  const [shape, strides] = [[dim], [1]];
  const map = new Map<string, np.NDArray>();
  for (let row = 0; row < words.length; row++) map.set(words[row], new np.NDArray(data, shape, strides, row * dim));
  return map;
}
