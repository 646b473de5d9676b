import path from 'node:path';

/** What is wrong with a file of word vectors, and where. */
export class VectorFileError extends Error {
  override readonly name = 'VectorFileError';

  /**
   * @param fn the function that was called
   * @param file path of the file
   * @param place where in it: { line } counts from 1 (text), { word } counts from 1 (word2vec's binary form)
   * @param problem what was expected, what was there, and what to do
   */
  constructor(
    fn: string,
    readonly file: string,
    readonly place: { line?: number; word?: number },
    problem: string,
    options?: ErrorOptions,
  ) {
    const where = place.line !== undefined ? `, line ${place.line}` : place.word !== undefined ? `, word ${place.word}` : '';
    super(`${fn}: ${path.basename(file)}${where}: ${problem}`, options);
  }
}

/** Makes the error of one file; what parsers are given. */
export type Complain = (place: { line?: number; word?: number }, problem: string) => VectorFileError;
