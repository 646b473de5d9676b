import { Figure, type FigureOptions } from './figure';
import { showFigures } from './show';

const GAP = 12;
const TITLE_HEIGHT = 32;

/** A grid of figures in one picture. */
export class Subplots {
  readonly figures: Figure[];

  constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly options: { title?: string; width?: number; height?: number; figure?: FigureOptions } = {},
  ) {
    const { width = 420 * columns, height = 320 * rows, title } = options;
    const size = { width: (width - GAP * (columns - 1)) / columns, height: (height - (title ? TITLE_HEIGHT : 0) - GAP * (rows - 1)) / rows };
    this.figures = Array.from({ length: rows * columns }, () => new Figure({ ...options.figure, ...size }));
  }

  /** The figure in a row and column, from 0; with options, they are set before anything is drawn. */
  at(row: number, column: number, options: Omit<FigureOptions, 'width' | 'height'> = {}): Figure {
    const figure = this.figures[row * this.columns + column];
    if (!figure || column >= this.columns) throw new RangeError(`subplots: there is no figure at (${row}, ${column}) in a grid of ${this.rows} by ${this.columns}`);
    Object.assign(figure.options, options);
    return figure;
  }

  svg(): string {
    const { width = 420 * this.columns, height = 320 * this.rows, title } = this.options;
    const top = title ? TITLE_HEIGHT : 0;
    const name = (title ?? 'Figures').replace(/[&<>"]/g, '');
    const parts = this.figures.map((figure, i) => {
      const x = (i % this.columns) * (figure.options.width! + GAP);
      const y = top + Math.floor(i / this.columns) * (figure.options.height! + GAP);
      return figure.svg().replace(/^<svg /, `<svg x="${x}" y="${y}" `).replace(' style="max-width:100%;height:auto"', '');
    });
    const heading = title ? `<text x="${width / 2}" y="22" text-anchor="middle" font-size="16" font-weight="600" fill="#111">${name}</text>` : '';
    return `<svg xmlns="http://www.w3.org/2000/svg" class="gradus-plot" role="img" aria-label="${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%;height:auto" font-family="system-ui, sans-serif"><rect width="${width}" height="${height}" rx="6" fill="#fff"/>${heading}${parts.join('')}</svg>`;
  }

  show(): void {
    showFigures(this.figures, () => this.svg());
  }
}
