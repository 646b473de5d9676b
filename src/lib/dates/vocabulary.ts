/** The characters of dates, as people (37) and as machines (11) write them, each with its number. */
export type Vocabulary = Readonly<Record<string, number>>;

const number = (words: readonly string[]): Vocabulary => Object.fromEntries(words.map((word, i) => [word, i]));

/** What stands for a character that is in no vocabulary. */
export const UNKNOWN = '<unk>';
/** What fills up a text that is shorter than the network's input. */
export const PADDING = '<pad>';

/** Space 0, '.' 1, '/' 2, digits 3 to 12, the 22 letters of months and weekdays 13 to 34, '<unk>' 35, '<pad>' 36. */
export const HUMAN_VOCAB = number([...' ./0123456789abcdefghijlmnoprstuvwy', UNKNOWN, PADDING]);

/** '-' 0, digits 1 to 10. */
export const MACHINE_VOCAB = number([...'-0123456789']);

/** The words of a vocabulary, at the places of their numbers. */
export const inverse = (vocabulary: Vocabulary): string[] => Object.entries(vocabulary).sort((a, b) => a[1] - b[1]).map(([word]) => word); // prettier-ignore

/**
 * Numbers of a text's characters: lower case, without commas, cut or filled up with '<pad>' to `length`.
 * @returns `length` numbers; a character that the vocabulary lacks gets the number of '<unk>'
 * @throws RangeError when the vocabulary lacks such a character and '<unk>', too, or '<pad>' is needed and not there
 */
export function stringToInt(text: string, length: number, vocabulary: Vocabulary): number[] {
  if (typeof text !== 'string') throw new TypeError(`stringToInt: expected a text, got ${typeof text}`);
  const characters = [...text.toLowerCase().replaceAll(',', '')].slice(0, length);
  const words = [...characters, ...new Array<string>(length - characters.length).fill(PADDING)];
  return words.map((word) => {
    const found = Object.hasOwn(vocabulary, word) ? vocabulary[word] : vocabulary[UNKNOWN];
    if (found === undefined) throw new RangeError(`stringToInt: the vocabulary has neither '${word}' nor '${UNKNOWN}': is it the right one for '${text}'?`);
    return found;
  });
}

/**
 * The text of numbers; '<pad>' is left out.
 * @param words the words by their numbers: inverse(vocabulary)
 */
export function intToString(numbers: Iterable<number>, words: readonly string[]): string {
  return [...numbers].map((n) => {
    if (words[n] === undefined) throw new RangeError(`intToString: expected numbers from 0 to ${words.length - 1}, got ${n}`);
    return words[n] === PADDING ? '' : words[n];
  }).join(''); // prettier-ignore
}
