import { NDArray } from '../np';

export type Cell = string | number | boolean | null | undefined;

/** Rows as objects with the same keys, which head the columns. */
export type Rows = readonly Readonly<Record<string, Cell>>[];

/** Columns by their headings, all of one length: lists, or arrays with one axis. */
export type Columns = Readonly<Record<string, readonly Cell[] | NDArray>>;

export interface TableOptions {
  caption?: string;
  /** Headings of a matrix' columns; their numbers if left out. */
  columns?: readonly string[];
}

/** Text as it may stand in HTML, in attributes as well. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!);
}

function cellText(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  return String(value);
}

const headings = (rows: Rows): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** The rows of whatever a table may be given as. */
export function toRows(content: Rows | Columns | NDArray, columns?: readonly string[]): Rows {
  if (content instanceof NDArray) return rowsOf(content, columns ?? Array.from({ length: content.ndim === 2 ? content.shape[1] : 0 }, (_, i) => String(i)));
  if (Array.isArray(content)) {
    const odd = content.find((row) => typeof row !== 'object' || row === null || Array.isArray(row)) as unknown;
    if (odd !== undefined) throw new TypeError(`table: expected rows as objects, { heading: value }, got ${Array.isArray(odd) ? 'a list' : typeof odd}`);
    return content as Rows;
  }
  if (typeof content !== 'object' || content === null) throw new TypeError(`table: expected rows, columns or a matrix, got ${content === null ? 'null' : typeof content}`);
  return rowsOfColumns(content as Columns);
}

/** Rows of an (n, k) array under the given headings. */
function rowsOf(array: NDArray, columns: readonly string[]): Rows {
  if (array.ndim !== 2 || array.shape[1] !== columns.length) throw new RangeError(`table: expected a matrix${columns.length > 0 ? ` of ${columns.length} columns` : ''}, got shape (${array.shape.join(', ')})`);
  return (array.tolist() as Cell[][]).map((row) => Object.fromEntries(row.map((x, i) => [columns[i], x])));
}

function rowsOfColumns(columns: Columns): Rows {
  const lists = Object.entries(columns).map(([name, values]) => [name, values instanceof NDArray ? (values.ravel().tolist() as Cell[]) : values] as const);
  const count = lists[0]?.[1].length ?? 0;
  for (const [name, values] of lists) if (!Array.isArray(values) || values.length !== count) throw new RangeError(`table: expected columns of ${count} values as the first has, got ${Array.isArray(values) ? values.length : typeof values} in "${name}"`);
  return Array.from({ length: count }, (_, i) => Object.fromEntries(lists.map(([name, values]) => [name, values[i]])));
}

/** Which columns hold numbers only, as numbers or as text such as '94.5 %'; signs that happen to be digits, '1' and '-', are no numbers. */
function numericColumns(rows: Rows, columns: readonly string[]): boolean[] {
  const isNumber = (cell: Cell): boolean => /^([-+−]?[\d.,]+(e[-+]?\d+)? ?%?|NaN|-?Infinity|)$/.test(cellText(cell));
  const isSign = (cell: Cell): boolean => typeof cell === 'string' && cell.length <= 1;
  return columns.map((c) => rows.every((row) => isNumber(row[c])) && !rows.every((row) => isSign(row[c])));
}

/** Captions up to this length are one line, however narrow their table is. */
const SHORT_CAPTION = 80;

/** An HTML table in the notebook's own style: numbers to the right, the head marked as such for screen readers. */
export function tableHtml(rows: Rows, options: TableOptions = {}): string {
  const columns = headings(rows);
  const numeric = numericColumns(rows, columns);
  const align = (i: number): string => `style="text-align:${numeric[i] ? 'right' : 'left'};vertical-align:top"`;
  const head = columns.map((c, i) => `<th scope="col" ${align(i)}>${escapeHtml(c)}</th>`).join('');
  const body = rows.map((row) => `<tr>${columns.map((c, i) => `<td ${align(i)}>${escapeHtml(cellText(row[c]))}</td>`).join('')}</tr>`).join('');
  const caption = options.caption ? `<caption style="text-align:left;caption-side:top;font-weight:600${options.caption.length <= SHORT_CAPTION ? ';white-space:nowrap' : ''}">${escapeHtml(options.caption)}</caption>` : '';
  return `<table>${caption}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The same as lines of text, columns aligned. */
export function tableText(rows: Rows, options: TableOptions = {}): string {
  const columns = headings(rows);
  const numeric = numericColumns(rows, columns);
  const lines = [columns, ...rows.map((row) => columns.map((c) => cellText(row[c]).replace(/\s*\n\s*/g, ' ')))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const text = lines.map((line) => line.map((cell, i) => (numeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ').trimEnd()); // prettier-ignore
  text.splice(1, 0, widths.map((w) => '-'.repeat(w)).join('  '));
  return `${options.caption ? `${options.caption}\n` : ''}${text.join('\n')}`;
}
