import fs from 'node:fs';
import path from 'node:path';

/** Where `npm run datasets -- fetch` puts files: datasets/downloads of the pack, from dist/lib/embeddings or src/lib/embeddings. */
export const DOWNLOADS = path.resolve(__dirname, '../../../datasets/downloads');

const NAME = /^glove.*\.txt(\.gz)?$/i;

/**
 * The path of a GloVe file: $GRADUS_GLOVE if it is set, else one that `npm run datasets -- fetch glove` put into datasets/downloads; null when there is none.
 * @param options.dim numbers a word, told from the name (glove.6B.50d.txt); without it 50 where there is one, else the smallest
 * @throws when $GRADUS_GLOVE names a file that is not there
 */
export function findGlove(options: { dim?: number; folder?: string } = {}): string | null {
  const given = process.env.GRADUS_GLOVE;
  if (given) {
    if (fs.statSync(given, { throwIfNoEntry: false })?.isFile()) return path.resolve(given);
    throw new Error(`findGlove: GRADUS_GLOVE is '${given}', and there is no such file: set it to a GloVe file, or unset it`);
  }
  const folder = options.folder ?? DOWNLOADS;
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => NAME.test(name)) : [];
  const dimOf = (name: string): number => Number(/\.(\d+)d\./.exec(name)?.[1] ?? Infinity);
  const rank = (name: string): number => (dimOf(name) === 50 ? 0 : dimOf(name));
  const found = names.filter((name) => options.dim === undefined || dimOf(name) === options.dim).sort((a, b) => (rank(a) === rank(b) ? (a < b ? -1 : 1) : rank(a) - rank(b)));
  return found.length > 0 ? path.join(folder, found[0]) : null;
}
