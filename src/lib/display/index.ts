/** `gradus/display`: rich output in a notebook's cell; the same calls print text or save a file outside one. */
import { NDArray } from '../np';
import { newNotebookDisplay, notebookDisplay, savePicture } from './output';
import { rowsOf, tableHtml, tableText, type Rows, type TableOptions } from './table';

export { isNotebook, savePicture } from './output';
export { escapeHtml, tableHtml, tableText, type Cell, type Rows, type TableOptions } from './table';

/** Shows HTML; outside a notebook, its text. */
export function html(content: string): void {
  const display = notebookDisplay();
  if (display) display.html(content);
  else console.log(content.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, '').trim());
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
  if (display) display.html(`<img alt="${alt.replace(/"/g, '&quot;')}" style="max-width:100%" src="data:image/jpeg;base64,${data}"/>`);
  else savePicture(bytes, 'jpg');
}

/** Shows Markdown, formulas included. */
export function markdown(content: string): void {
  const display = notebookDisplay();
  if (display) display.markdown(content);
  else console.log(content);
}

/** Shows rows (objects with the same keys), or a matrix with headings, as a table. */
export function table(rows: Rows | NDArray, options: TableOptions & { columns?: readonly string[] } = {}): void {
  const list = rows instanceof NDArray ? rowsOf(rows, options.columns ?? Array.from({ length: rows.shape[1] }, (_, i) => String(i))) : rows;
  const display = notebookDisplay();
  if (display) display.html(tableHtml(list, options));
  else console.log(tableText(list, options));
}

/** An output that is replaced in place, for progress and live curves. Outside a notebook only `text` lines are printed. */
export interface Updatable {
  html(content: string, text?: string): void;
}

export function updatable(): Updatable {
  const display = newNotebookDisplay();
  return {
    html(content, text) {
      if (display) display.html(content);
      else if (text !== undefined) console.log(text);
    },
  };
}
