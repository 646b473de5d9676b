import { escapeHtml } from '../../lib/display/table';

/** What a table of an array needs of it. */
export interface ArrayView {
  kind: string;
  shape: readonly number[];
  dtype: string;
  /** Items in row-major order; asked for only where they are shown. */
  item(index: number): unknown;
}

const MAX_ROWS = 10;
const MAX_COLUMNS = 10;

export const shapeText = (shape: readonly number[]): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

/** The positions that are shown of an axis: all, or the first and last with null for the gap. */
function shown(length: number, most: number): (number | null)[] {
  if (length <= most) return Array.from({ length }, (_, i) => i);
  const half = Math.floor(most / 2);
  return [...Array.from({ length: half }, (_, i) => i), null, ...Array.from({ length: half }, (_, i) => length - half + i)];
}

function itemText(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  return escapeHtml(String(value).slice(0, 60));
}

/** Shape, dtype and a table of the items, the middle left out where they are many; of more than two axes the first matrix. */
export function arrayHtml(view: ArrayView): string {
  const { kind, shape, dtype } = view;
  const title = `<div style="font-weight:600">${kind} ${shapeText(shape)} ${escapeHtml(dtype)}</div>`;
  if (shape.some((n) => n === 0)) return title;
  const [rows, columns] = shape.length < 2 ? [1, shape[0] ?? 1] : shape.slice(-2);
  const across = shown(columns, MAX_COLUMNS);
  const head = across.map((c) => `<th scope="col" style="text-align:right">${c ?? '…'}</th>`).join('');
  const body = shown(rows, MAX_ROWS).map((r) => {
    const cells = across.map((c) => `<td style="text-align:right">${r === null || c === null ? '…' : itemText(view.item(r * columns + c))}</td>`);
    return `<tr>${shape.length < 2 ? '' : `<th scope="row">${r ?? '…'}</th>`}${cells.join('')}</tr>`;
  });
  const slice = shape.length > 2 ? `<div>[${shape.slice(0, -2).map(() => '0').join(', ')}, :, :]</div>` : ''; // prettier-ignore
  return `${title}${slice}<table><thead><tr>${shape.length < 2 ? '' : '<td></td>'}${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
