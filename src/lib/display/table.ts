import { NDArray } from '../np';

export type Cell = string | number | boolean | null | undefined;

/** Rows as objects with the same keys, which head the columns. */
export type Rows = readonly Record<string, Cell>[];

export interface TableOptions {
  caption?: string;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!);
}

function cellText(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  return String(value);
}

const headings = (rows: Rows): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** Rows of an (n, k) array under the given headings. */
export function rowsOf(array: NDArray, columns: readonly string[]): Rows {
  if (array.ndim !== 2 || array.shape[1] !== columns.length) throw new RangeError(`table: expected an array of ${columns.length} columns, got shape (${array.shape})`);
  return (array.tolist() as number[][]).map((row) => Object.fromEntries(row.map((x, i) => [columns[i], x])));
}

/** An HTML table in the notebook's own style: numbers to the right, the head marked as such for screen readers. */
export function tableHtml(rows: Rows, options: TableOptions = {}): string {
  const columns = headings(rows);
  const numeric = columns.map((c) => rows.every((row) => typeof row[c] === 'number' || /^[-+]?[\d.,]+ ?%?$/.test(cellText(row[c]))));
  const align = (i: number): string => `style="text-align:${numeric[i] ? 'right' : 'left'};vertical-align:top"`;
  const head = columns.map((c, i) => `<th scope="col" ${align(i)}>${escapeHtml(c)}</th>`).join('');
  const body = rows.map((row) => `<tr>${columns.map((c, i) => `<td ${align(i)}>${escapeHtml(cellText(row[c]))}</td>`).join('')}</tr>`).join('');
  const caption = options.caption ? `<caption style="text-align:left;caption-side:top;font-weight:600">${escapeHtml(options.caption)}</caption>` : '';
  return `<table>${caption}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The same as lines of text, columns aligned. */
export function tableText(rows: Rows, options: TableOptions = {}): string {
  const columns = headings(rows);
  const lines = [columns, ...rows.map((row) => columns.map((c) => cellText(row[c])))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const text = lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd()); // prettier-ignore
  text.splice(1, 0, widths.map((w) => '-'.repeat(w)).join('  '));
  return `${options.caption ? `${options.caption}\n` : ''}${text.join('\n')}`;
}
