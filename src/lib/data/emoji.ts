import fs from 'node:fs';
import * as np from '../np';
import { datasetPath } from './path';

/** The five emojis of assignment 8, by label. */
export const EMOJIS = ['❤️', '⚾', '😄', '😞', '🍴'] as const;

/** Names of the labels, for tables and plots. */
export const EMOJI_NAMES = ['heart', 'baseball', 'smile', 'disappointed', 'fork and knife'] as const;

/** Short messages and the label 0..4 of the emoji that fits each. */
export interface Messages {
  trainX: string[];
  /** (280,) int32 */
  trainY: np.NDArray;
  testX: string[];
  /** (109,) int32 */
  testY: np.NDArray;
}

/** The messages of assignment 8; see datasets/emoji/README.md. */
export function loadEmoji(): Messages {
  const [train, test] = ['train.csv', 'test.csv'].map((name) => readMessages(datasetPath('emoji', name)));
  return { trainX: train.x, trainY: train.y, testX: test.x, testY: test.y };
}

/**
 * Reads a file of messages: a head `sentence,label`, then a line a message; a sentence with commas stands in double quotes.
 * @throws with the line's number, if a line has no label from 0 to 4
 */
export function readMessages(file: string): { x: string[]; y: np.NDArray } {
  const lines = fs.readFileSync(file, 'utf8').replace(/\r/g, '').trimEnd().split('\n').slice(1);
  const rows = lines.map((line, i) => {
    const row = /^(?:"((?:[^"]|"")*)"|([^",]*)),([0-4])$/.exec(line);
    if (!row) throw new SyntaxError(`readMessages: ${file}, line ${i + 2}: expected a sentence, a comma and a label from 0 to 4, got ${JSON.stringify(line.slice(0, 80))}`);
    return { sentence: row[1]?.replace(/""/g, '"') ?? row[2], label: Number(row[3]) };
  });
  return { x: rows.map((row) => row.sentence), y: np.array(rows.map((row) => row.label), 'int32') };
}

/** The emoji of a label. */
export function labelToEmoji(label: number): string {
  const emoji = EMOJIS[label];
  if (emoji === undefined) throw new RangeError(`labelToEmoji: expected a label from 0 to ${EMOJIS.length - 1}, got ${label}`);
  return emoji;
}
