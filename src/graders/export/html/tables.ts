import { html, type Markup } from './markup';

export interface Column {
  head: string;
  /** Numbers stand to the right. */
  number?: boolean;
}

export interface TableOptions {
  caption: string;
  columns: readonly Column[];
  /** A row's first cell is its heading. */
  rows: readonly (readonly Markup[])[];
  sortable?: boolean;
  kind?: string;
}

/** A cell. `sort` is what its column is sorted by. */
export interface CellOptions {
  number?: boolean;
  sort?: string | number;
}

export const cell = (content: Markup | string | number, { number = false, sort }: CellOptions = {}): Markup => html`<td${number && html` class="number"`}${sort !== undefined && html` data-sort="${sort}"`}>${content}</td>`;

export const rowHead = (content: Markup | string, sort?: string): Markup => html`<th scope="row"${sort !== undefined && html` data-sort="${sort}"`}>${content}</th>`;

/** A table that says what it is, and what its rows and columns are. Wide ones scroll by themselves, with the keyboard too. */
export function table({ caption, columns, rows, sortable = false, kind = '' }: TableOptions): Markup {
  const heads = columns.map(({ head, number }) => html`<th scope="col"${number && html` class="number"`}>${head}</th>`);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="${kind}${sortable && ' sortable'}"><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.map((cells) => html`<tr>${cells}</tr>\n`)}</tbody></table></div>`;
}
