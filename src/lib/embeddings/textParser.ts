import type { Complain } from './error';
import { isDecimal, isSeparator, NumberReader } from './numbers';
import type { Table } from './table';

/** Longest word in bytes. */
export const MAX_WORD = 4096;
/** Most numbers a word can have. */
export const MAX_DIM = 100_000;

/** What turns bytes into rows of a table. */
export interface Parser {
  /** Reads what is whole in `bytes` (all of it when `last`) and returns how many bytes that took. */
  push(bytes: Buffer, last: boolean): number;
  /** All rows that were asked for are there. */
  readonly done: boolean;
  /** Bytes read so far. */
  readonly consumed: number;
  /** Called at the end of the file: throws when rows are missing. */
  finish(): void;
}

const show = (text: string): string => (text.length > 40 ? `'${text.slice(0, 40)}...'` : `'${text}'`);

/** Lines `word number number ...`: GloVe's text form, and fastText's .vec behind its header. */
export class TextParser implements Parser {
  consumed = 0;
  private line: number;
  private rows = 0;
  private blank = 0;
  private readonly reader = new NumberReader();

  /** @param header what the first line promised, for .vec; that line has been read already */
  constructor(
    private readonly table: Table,
    private readonly complain: Complain,
    private readonly limit: number,
    private readonly header: { words: number; dim: number } | null,
  ) {
    this.line = header ? 1 : 0;
  }

  get done(): boolean {
    return this.table.words.length >= this.limit;
  }

  push(bytes: Buffer, last: boolean): number {
    const before = this.consumed;
    let at = 0;
    while (!this.done && at < bytes.length) {
      let end = bytes.indexOf(10, at);
      if (end < 0) {
        if (!last) break;
        end = bytes.length;
      }
      this.line++;
      this.row(bytes, at, end);
      at = Math.min(end + 1, bytes.length);
      this.consumed = before + at;
    }
    return at;
  }

  finish(): void {
    if (this.rows === 0) throw this.complain({}, 'expected lines with a word and its numbers, got none: the file is empty');
    if (this.header && !this.done && this.rows < this.header.words)
      throw this.complain({ line: 1 }, `the header promises ${this.header.words} words, the file ends after ${this.rows}: it is incomplete; fetch it again`);
  }

  private row(bytes: Buffer, start: number, lineEnd: number): void {
    let end = lineEnd;
    while (end > start && isSeparator(bytes[end - 1])) end--;
    if (end === start) {
      this.blank ||= this.line;
      return;
    }
    if (this.blank) throw this.complain({ line: this.blank }, 'expected a word and its numbers, got an empty line');
    if (this.header && this.rows === this.header.words)
      throw this.complain({ line: this.line }, `the header promises ${this.header.words} words, here is one more: the header is wrong, or two files were put together`);
    let at = start;
    while (at < end && bytes[at] !== 32 && bytes[at] !== 9) at++;
    const { table, reader } = this;
    if (table.dim === 0) this.measure(bytes, at, end);
    const { dim, largest } = table;
    const from = table.next();
    const data = table.data;
    const wordEnd = at;
    for (let k = 0; k < dim; k++) {
      while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at++;
      const value = reader.read(bytes, at, end);
      if (!(Math.abs(value) <= largest)) return this.oddRow(bytes, start, end, from);
      data[from + k] = value;
      at = reader.end;
    }
    if (at < end) return this.oddRow(bytes, start, end, from);
    this.keep(bytes, start, wordEnd);
  }

  private keep(bytes: Buffer, start: number, end: number): void {
    if (end === start) throw this.complain({ line: this.line }, 'expected a word before the numbers, got none: the line starts with a space');
    if (end - start > MAX_WORD) throw this.complain({ line: this.line }, `expected a word of at most ${MAX_WORD} bytes, got ${end - start}: this is no file of word vectors, or it is damaged`);
    this.table.add(bytes.toString('utf8', start, end));
    this.rows++;
  }

  /** The number of fields behind the first word tells the dimension. */
  private measure(bytes: Buffer, from: number, end: number): void {
    let fields = 0;
    for (let at = from; at < end; at++) if (!isSeparator(bytes[at]) && isSeparator(bytes[at - 1])) fields++;
    if (fields === 0 || fields > MAX_DIM)
      throw this.complain({ line: this.line }, `expected a word and 1 to ${MAX_DIM} numbers, got ${fields} numbers: this is no file of word vectors`);
    this.table.start(fields);
  }

  /** A row with a word of several parts (`. . . 0.1 0.2`, as in glove.840B), or a wrong one. */
  private oddRow(bytes: Buffer, start: number, end: number, from: number): void {
    const { dim, data, largest } = this.table;
    const fields = bytes.toString('utf8', start, end).split(/[ \t]+/);
    const [place, word] = [{ line: this.line }, show(fields[0])];
    const extra = fields.length - 1 - dim;
    const numbers = fields.slice(fields.length - dim);
    const wrong = fields.slice(1).find((field) => !isDecimal(field));
    if (extra > 0 && fields.slice(1, 1 + extra).every((field) => !isDecimal(field)) && numbers.every(isDecimal)) {
      const values = numbers.map(Number);
      const large = numbers.find((_, k) => !(Math.abs(values[k]) <= largest));
      if (large !== undefined) throw this.tooLarge(word, large);
      data.set(values, from);
      let wordEnd = end;
      for (let left = dim; left > 0; left--) {
        while (!isSeparator(bytes[wordEnd - 1])) wordEnd--;
        while (isSeparator(bytes[wordEnd - 1])) wordEnd--;
      }
      return this.keep(bytes, start, wordEnd);
    }
    const counted = `expected ${dim} numbers after the word ${word}, as in the ${this.header ? 'header' : 'first line'}, got ${fields.length - 1}`;
    if (extra !== 0) throw this.complain(place, `${counted}${wrong === undefined ? '' : ` fields with ${show(wrong)} among them`}: the line is damaged or cut; fetch the file again`);
    if (wrong !== undefined) throw this.complain(place, `expected a decimal number for the word ${word}, got ${show(wrong)}: the line is damaged; fetch the file again`);
    throw this.tooLarge(word, numbers.find((text) => !(Math.abs(Number(text)) <= largest))!);
  }

  private tooLarge(word: string, text: string): Error {
    return this.complain({ line: this.line }, `expected a number that fits float32 for the word ${word}, got ${show(text)}: the line is damaged; fetch the file again`);
  }
}
