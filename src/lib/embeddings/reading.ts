import { BinaryParser } from './binaryParser';
import { checkHeader, detectFormat, HEAD_BYTES, readHeader, type VectorFormat } from './detect';
import type { Complain } from './error';
import type { ByteSource } from './source';
import type { Table } from './table';
import { TextParser, type Parser } from './textParser';

const BUFFER = 1 << 19;
/** No row is longer. */
const MAX_ROW = 1 << 24;

/** One file while it is read: bytes go in at `buffer` from `length` on, whole rows leave for the table. */
export class Reading {
  buffer = Buffer.allocUnsafeSlow(BUFFER);
  length = 0;
  done = false;
  private parser: Parser | null = null;

  constructor(
    private readonly table: Table,
    private readonly source: Pick<ByteSource, 'expected' | 'most'>,
    private readonly options: { name: string; format?: VectorFormat; limit: number },
    private readonly complain: Complain,
  ) {}

  /** `size` more bytes lie in the buffer; 0 at the end of the file. */
  took(size: number): void {
    this.length += size;
    const last = size === 0;
    if (!this.parser && this.length < HEAD_BYTES && !last) return;
    let from = 0;
    if (!this.parser) [this.parser, from] = this.begin();
    const used = from + this.parser.push(this.buffer.subarray(from, this.length), last);
    this.buffer.copyWithin(0, used, this.length);
    this.length -= used;
    this.done = last || this.parser.done;
    if (this.done) this.parser.finish();
    else if (this.length === this.buffer.length) this.enlarge();
  }

  private enlarge(): void {
    if (this.buffer.length >= MAX_ROW)
      throw this.complain({}, `expected rows of at most ${MAX_ROW >> 20} MB, got ${this.buffer.length >> 20} MB without an end: this is no file of word vectors`);
    const larger = Buffer.allocUnsafeSlow(this.buffer.length * 2);
    this.buffer.copy(larger);
    this.buffer = larger;
  }

  /** The parser, and how many bytes are a header (or a byte order mark). */
  private begin(): [Parser, number] {
    const { table, complain } = this;
    const { limit, name } = this.options;
    const all = this.buffer.subarray(0, this.length);
    const mark = all.length >= 3 && all.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
    const head = all.subarray(mark, mark + HEAD_BYTES);
    if (head.length === 0) throw complain({}, 'expected words and their numbers, got an empty file: fetch it again');
    const format = this.options.format ?? detectFormat(name, head, complain);
    let parser: Parser;
    let bytes = 0;
    if (format === 'glove') parser = new TextParser(table, complain, limit, null);
    else {
      const header = readHeader(head);
      if (!header) throw complain({ line: 1 }, `expected the header 'words dim', as format '${format}' has it, got '${head.toString('latin1', 0, 30).split('\n')[0]}'`);
      checkHeader(header, format, this.source.most, complain);
      table.start(header.dim, Math.min(header.words, limit));
      parser = format === 'bin' ? new BinaryParser(table, complain, limit, header) : new TextParser(table, complain, limit, header);
      bytes = header.bytes;
    }
    table.expected = () => Math.min(limit, Math.ceil((table.words.length / Math.max(parser.consumed, 1)) * this.source.expected * 1.02) + 100);
    return [parser, mark + bytes];
  }
}
