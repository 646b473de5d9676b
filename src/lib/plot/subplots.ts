import { Figure } from './figure';
import { escapeXml } from './legend';
import type { FigureOptions } from './options';
import { showFigures } from './show';
import { FONT } from './svg';

const GAP = 12;
const TITLE_HEIGHT = 32;

export interface SubplotsOptions {
  /** Above the whole grid. */
  title?: string;
  /** Size of the whole in pixels; 420 by 320 for each figure. */
  width?: number;
  height?: number;
  /** Options that all figures start with. */
  figure?: Omit<FigureOptions, 'width' | 'height'>;
}

/** A grid of figures in one picture. */
export class Subplots {
  /** Row by row. */
  readonly figures: Figure[];
  private readonly width: number;
  private readonly height: number;

  constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly options: SubplotsOptions = {},
  ) {
    for (const n of [rows, columns]) if (!Number.isInteger(n) || n < 1) throw new RangeError(`subplots: expected at least one row and one column, got ${rows} by ${columns}`);
    this.width = options.width ?? 420 * columns;
    this.height = options.height ?? 320 * rows + (options.title ? TITLE_HEIGHT : 0);
    const size = { width: (this.width - GAP * (columns - 1)) / columns, height: (this.height - (options.title ? TITLE_HEIGHT : 0) - GAP * (rows - 1)) / rows };
    this.figures = Array.from({ length: rows * columns }, () => new Figure({ ...options.figure, ...size }));
  }

  /** The figure in a row and column, from 0; with options, they are set before anything is drawn. */
  at(row: number, column: number, options: Omit<FigureOptions, 'width' | 'height'> = {}): Figure {
    const inside = row >= 0 && row < this.rows && column >= 0 && column < this.columns && Number.isInteger(row) && Number.isInteger(column);
    if (!inside) throw new RangeError(`subplots: there is no figure at (${row}, ${column}) in a grid of ${this.rows} by ${this.columns}`);
    const figure = this.figures[row * this.columns + column];
    Object.assign(figure.options, options);
    return figure;
  }

  /** How a notebook shows a figure that is a cell's last value. */
  [Symbol.for('Jupyter.display')](): Record<string, string> {
    return { 'text/html': this.svg() };
  }

  /** The grid as the text of an SVG picture. */
  svg(): string {
    const { width, height } = this;
    const { title } = this.options;
    const top = title ? TITLE_HEIGHT : 0;
    const name = escapeXml(title ?? (this.figures.map((f) => f.options.title).filter(Boolean).join(', ') || 'Figures')); // prettier-ignore
    const parts = this.figures.map((figure, i) => {
      const x = (i % this.columns) * (figure.options.width! + GAP);
      const y = top + Math.floor(i / this.columns) * (figure.options.height! + GAP);
      return figure.svg().replace('<svg ', `<svg x="${x}" y="${y}" `).replace(' style="max-width:100%;height:auto"', '').replace(' class="gradus-plot"', '');
    });
    const heading = title ? `<text x="${width / 2}" y="22" text-anchor="middle" font-size="16" font-weight="600" fill="#111">${name}</text>` : '';
    return `<svg xmlns="http://www.w3.org/2000/svg" class="gradus-plot" role="img" aria-label="${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%;height:auto" font-family="${FONT}"><rect width="${width}" height="${height}" rx="6" fill="#fff"/>${heading}${parts.join('')}</svg>`;
  }

  /** Shows the grid: in a notebook inline, elsewhere as a file. */
  show(): void {
    showFigures(this.figures, () => this.svg());
  }
}
