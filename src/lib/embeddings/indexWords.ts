const SURROGATE = /[\ud800-\udfff]/;

/** Puts code units in the order of code points: surrogates come behind U+E000..U+FFFF. */
const fix = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

function byCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return fix(x) - fix(y);
  }
  return a.length - b.length;
}

/** Numbers from 1 for the words, sorted by code points as Python's sorted does; 0 stays free for padding. */
export function indexWords(words: readonly string[]): { wordToIndex: Map<string, number>; indexToWord: Map<number, string> } {
  const sorted = [...words];
  if (words.some((word) => SURROGATE.test(word))) sorted.sort(byCodePoints);
  else sorted.sort(); // by code units, which are code points then
  const wordToIndex = new Map<string, number>();
  const indexToWord = new Map<number, string>();
  sorted.forEach((word, i) => {
    wordToIndex.set(word, i + 1);
    indexToWord.set(i + 1, word);
  });
  return { wordToIndex, indexToWord };
}
