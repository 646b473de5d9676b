/** How often words meet, weighted by 1 / distance (Pennington, Socher, Manning: GloVe, 2014). */
export interface Cooccurrences {
  /** The vocabulary, most frequent first. */
  words: string[];
  /** Entry k: word row[k] met word column[k] with weight count[k]. Both directions are there. */
  row: Int32Array;
  column: Int32Array;
  count: Float64Array;
}

/** Counts over sentences of words with blanks between, within a window of so many words to each side. Rarer words than `minCount` are left out. */
export function cooccurrences(sentences: Iterable<string>, window: number, minCount: number): Cooccurrences {
  const corpus = [...sentences].map((sentence) => sentence.split(' '));
  const frequency = new Map<string, number>();
  for (const sentence of corpus) for (const word of sentence) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const words = [...frequency].filter(([, n]) => n >= minCount).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const index = new Map(words.map((word, i) => [word, i]));
  const counts = new Map<number, number>();
  for (const sentence of corpus) countPairs(sentence.map((word) => index.get(word) ?? -1), window, words.length, counts);
  const keys = [...counts.keys()].sort((a, b) => a - b);
  return {
    words,
    row: Int32Array.from(keys, (key) => Math.floor(key / words.length)),
    column: Int32Array.from(keys, (key) => key % words.length),
    count: Float64Array.from(keys, (key) => counts.get(key)!),
  };
}

function countPairs(ids: readonly number[], window: number, size: number, counts: Map<number, number>): void {
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] < 0) continue;
    for (let j = Math.max(0, i - window); j < i; j++) {
      if (ids[j] < 0) continue;
      const weight = 1 / (i - j);
      for (const key of [ids[i] * size + ids[j], ids[j] * size + ids[i]]) counts.set(key, (counts.get(key) ?? 0) + weight);
    }
  }
}
