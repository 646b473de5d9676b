/** `gradus/display`: rich output in a notebook's cell; the same calls print text or save a file outside one. @module gradus/display */
import { NDArray } from '../np';
import { newNotebookDisplay, notebookDisplay, savePicture } from './output';
import { escapeHtml, tableHtml, tableText, toRows, type Columns, type Rows, type TableOptions } from './table';
import { htmlText } from './text';

export { isNotebook, savePicture } from './output';
export { escapeHtml, tableHtml, tableText, type Cell, type Columns, type Rows, type TableOptions } from './table';

/** Shows HTML; outside a notebook, its text. */
export function html(content: string): void {
  const display = notebookDisplay();
  if (display) display.html(content);
  else console.log(htmlText(content));
}

/** Shows an SVG picture; outside a notebook it becomes a file. */
export function svg(content: string): void {
  const display = notebookDisplay();
  if (display) display.html(content); // as HTML: title, links and animation inside the picture stay alive
  else savePicture(content, 'svg');
}

/** Shows a PNG picture; outside a notebook it becomes a file. */
export function png(bytes: Uint8Array): void {
  const display = notebookDisplay();
  if (display) display.png(bytes);
  else savePicture(bytes, 'png');
}

/** Shows a JPEG picture, described for those who cannot see it; outside a notebook it becomes a file. */
export function jpeg(bytes: Uint8Array, alt = ''): void {
  const display = notebookDisplay();
  const data = Buffer.from(bytes).toString('base64');
  if (display) display.html(`<img alt="${escapeHtml(alt)}" style="max-width:100%" src="data:image/jpeg;base64,${data}"/>`);
  else savePicture(bytes, 'jpg');
}

/** Shows a WebP picture, which may be an animation; outside a notebook it becomes a file. */
export function webp(bytes: Uint8Array, alt = ''): void {
  const display = notebookDisplay();
  const data = Buffer.from(bytes).toString('base64');
  if (display) display.html(`<img alt="${escapeHtml(alt)}" style="max-width:100%" src="data:image/webp;base64,${data}"/>`);
  else savePicture(bytes, 'webp');
}

/** Shows Markdown, formulas included. */
export function markdown(content: string): void {
  const display = notebookDisplay();
  if (display) display.markdown(content);
  else console.log(content);
}

/**
 * Shows a table: rows as objects with the same keys, columns as lists by their headings, or a matrix.
 * @example table([{ model: 'L2', accuracy: 0.93 }], { caption: 'Results' })
 * @example table({ epoch: [0, 1], cost: costs })
 */
export function table(content: Rows | Columns | NDArray, options: TableOptions = {}): void {
  const rows = toRows(content, options.columns);
  const display = notebookDisplay();
  if (display) display.html(tableHtml(rows, options));
  else console.log(tableText(rows, options));
}

/** An output that is replaced in place, for progress and live curves. Outside a notebook only `text` is printed, a line each time. */
export interface Updatable {
  /** Replaces what is shown by HTML. */
  html(content: string, text?: string): void;
  /** Replaces what is shown by an SVG picture. */
  svg(content: string, text?: string): void;
}

/** An output in this place that can be replaced as often as needed. */
export function updatable(): Updatable {
  const display = newNotebookDisplay();
  const replace = (content: string, text?: string): void => {
    if (display) display.html(content);
    else if (text !== undefined) console.log(text);
  };
  return { html: replace, svg: replace };
}
