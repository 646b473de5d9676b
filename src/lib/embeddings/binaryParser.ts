import os from 'node:os';
import type { Complain } from './error';
import type { Table } from './table';
import type { Parser } from './textParser';

const MAX_WORD = 4096;
const BIG_ENDIAN = os.endianness() === 'BE';

/** word2vec's binary form behind its header: the word, a space, `dim` little-endian float32, and perhaps a line feed. */
export class BinaryParser implements Parser {
  consumed = 0;
  private rows = 0;

  constructor(
    private readonly table: Table,
    private readonly complain: Complain,
    private readonly limit: number,
    private readonly header: { words: number; dim: number },
  ) {}

  get done(): boolean {
    return this.table.words.length >= this.limit;
  }

  push(bytes: Buffer, last: boolean): number {
    let at = 0;
    const size = this.header.dim * 4;
    while (!this.done && this.rows < this.header.words) {
      let start = at;
      while (start < bytes.length && bytes[start] === 10) start++;
      const space = bytes.indexOf(32, start);
      if (space < 0 || space - start > MAX_WORD) {
        if (space >= 0 || bytes.length - start > MAX_WORD) throw this.tooLong();
        break;
      }
      if (space + 1 + size > bytes.length) break;
      if (space === start) throw this.complain({ word: this.rows + 1 }, 'expected a word, got none: the rows do not have the length that the header tells, or the file is damaged');
      this.row(bytes, start, space);
      at = space + 1 + size;
    }
    if (!this.done && this.rows === this.header.words) {
      while (at < bytes.length && bytes[at] === 10) at++;
      if (at < bytes.length) throw this.complain({}, `the header promises ${this.header.words} words of ${this.header.dim} numbers, but the file goes on behind them: the header is wrong`);
    } else if (last && !this.done) throw this.cut();
    this.consumed += at;
    return at;
  }

  finish(): void {
    if (!this.done && this.rows < this.header.words) throw this.cut();
  }

  private cut(): Error {
    return this.complain({ word: this.rows + 1 }, `the header promises ${this.header.words} words, the file ends within this one: it is incomplete; fetch it again`);
  }

  private tooLong(): Error {
    return this.complain({ word: this.rows + 1 }, `expected a word of at most ${MAX_WORD} bytes, got a longer one: this is not word2vec's binary form, or the file is damaged`);
  }

  private row(bytes: Buffer, start: number, space: number): void {
    const { table } = this;
    const { dim } = table;
    const from = table.next();
    const memory = Buffer.from(table.data.buffer, table.data.byteOffset + from * 4, dim * 4);
    bytes.copy(memory, 0, space + 1, space + 1 + dim * 4);
    if (BIG_ENDIAN) memory.swap32();
    const word = bytes.toString('utf8', start, space);
    for (let k = 0; k < dim; k++)
      if (!Number.isFinite(table.data[from + k]))
        throw this.complain({ word: this.rows + 1 }, `expected finite numbers for the word '${word.slice(0, 40)}', got ${table.data[from + k]} as number ${k + 1}: the file is damaged, or its header tells a wrong length`);
    table.add(word);
    this.rows++;
  }
}
