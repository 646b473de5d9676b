/** Writes train.csv and test.csv in a seeded order. Run: npx tsx datasets/emoji/generate.ts */
import fs from 'node:fs';
import path from 'node:path';
import { RandomState } from '../../src/lib/np/random';
import { TEST, TRAIN } from './messages';

/** The file's text: a head and a line a message, no quotes as no message has a comma. */
export function csv(messages: readonly string[][], seed: number): string {
  const rows = messages.flatMap((list, label) => list.map((sentence) => `${sentence},${label}`));
  const order = new RandomState(seed).permutation(rows.length).tolist() as number[];
  return `sentence,label\n${order.map((i) => rows[i]).join('\n')}\n`;
}

if (require.main === module) {
  fs.writeFileSync(path.join(__dirname, 'train.csv'), csv(TRAIN, 1));
  fs.writeFileSync(path.join(__dirname, 'test.csv'), csv(TEST, 2));
}
