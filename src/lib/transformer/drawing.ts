/** Pictures of a Transformer's parts as SVG, drawn from the bottom (input) to the top (output). */

const COLORS = { attention: '#fde3c0', norm: '#e4e9f7', dense: '#cfe9dc', embed: '#f6d9e2', out: '#ddd6f0' } as const;
type Kind = keyof typeof COLORS;

const [WIDTH, HEIGHT, GAP] = [220, 36, 18];
/** Where a picture begins. */
const BOTTOM = 700;
const LINE = '#3b4252';

const text = (x: number, y: number, content: string, extra = ''): string => `<text x="${x}" y="${y}" text-anchor="middle" ${extra}>${content}</text>`;
const path = (d: string, extra = ''): string => `<path d="${d}" fill="none" stroke="${LINE}" stroke-width="1.6" marker-end="url(#tf-arrow)" ${extra}/>`;

/** A column of boxes around x, the first at the bottom; `top` gives where each box begins. */
class Column {
  private readonly parts: string[] = [];
  /** Upper edge of what was drawn last. */
  top: number;

  constructor(
    readonly x: number,
    bottom: number,
  ) {
    this.top = bottom;
  }

  label(content: string): this {
    this.parts.push(text(this.x, this.top - 6, content, 'font-style="italic"'));
    this.top -= 24;
    return this;
  }

  box(kind: Kind, content: string, note = ''): this {
    const y = this.top - GAP - HEIGHT;
    this.parts.push(path(`M${this.x} ${this.top}V${y + HEIGHT + 2}`));
    this.parts.push(`<rect x="${this.x - WIDTH / 2}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6" fill="${COLORS[kind]}" stroke="${LINE}"/>`);
    this.parts.push(text(this.x, y + (note ? 16 : 23), content), note ? text(this.x, y + 30, note, 'font-size="11" fill="#555"') : '');
    this.top = y;
    return this;
  }

  /** A sub-layer: its box, and "add and normalize" with the residual connection around the box. */
  sublayer(kind: Kind, content: string, note = '', side = -1): this {
    const from = this.top - 7;
    this.box(kind, content, note).box('norm', 'add and normalize');
    const [edge, y] = [this.x + (side * WIDTH) / 2, this.top + HEIGHT / 2];
    const out = edge + side * 22;
    this.parts.push(path(`M${this.x} ${from}H${out}V${y}H${edge + side * 2}`, 'stroke-dasharray="4 3"'));
    return this;
  }

  /** A line upwards. */
  space(height: number): this {
    this.parts.push(`<path d="M${this.x} ${this.top}v${-height}" stroke="${LINE}" stroke-width="1.6"/>`);
    this.top -= height;
    return this;
  }

  /** A frame around all that was drawn since `bottom`. */
  frame(bottom: number, note: string): this {
    const left = this.x - WIDTH / 2 - 38;
    this.parts.unshift(`<rect x="${left}" y="${this.top - 14}" width="${WIDTH + 76}" height="${bottom - this.top + 14}" rx="12" fill="#fafafa" stroke="#9aa3b5"/>`);
    this.parts.push(`<text x="${left + 6}" y="${this.top - 20}" font-size="12" fill="#555">${note}</text>`);
    return this.space(14);
  }

  end(content: string): this {
    this.parts.push(path(`M${this.x} ${this.top}V${this.top - 26}`), text(this.x, this.top - 32, content, 'font-style="italic"'));
    return this;
  }

  svg(): string {
    return this.parts.join('');
  }
}

/** Content between y = top and bottom. */
const picture = (width: number, top: number, bottom: number, title: string, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${title}" viewBox="0 ${top} ${width} ${bottom - top}" width="${width}" style="max-width:100%;height:auto" font-family="sans-serif" font-size="14" fill="#1f2430">` +
  `<defs><marker id="tf-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z" fill="${LINE}"/></marker></defs>` +
  `<rect y="${top}" width="${width}" height="${bottom - top}" rx="8" fill="#fff"/>${content}</svg>`;

function embedded(column: Column, input: string): Column {
  return column.label(input).box('embed', 'embedding · √d').box('embed', '+ positional encoding').space(10);
}

function encoderColumn(x: number, bottom: number): [column: Column, top: number] {
  const column = embedded(new Column(x, bottom), 'input');
  const start = column.top;
  column.sublayer('attention', 'self-attention', 'padding mask').sublayer('dense', 'two dense layers').frame(start, 'EncoderLayer × N');
  return [column, column.top];
}

function decoderColumn(x: number, bottom: number): [column: Column, second: number] {
  const column = embedded(new Column(x, bottom), 'written so far');
  const start = column.top;
  column.sublayer('attention', 'block 1: self-attention', 'look-ahead mask', 1);
  const second = column.top - GAP - HEIGHT / 2; // the middle of block 2
  column.sublayer('attention', 'block 2: to the encoder', 'padding mask', 1).sublayer('dense', 'two dense layers', '', 1).frame(start, 'DecoderLayer × N');
  return [column, second];
}

/** The whole Transformer, or one half of it. */
export function transformerPicture(part: 'all' | 'encoder' | 'decoder' = 'all'): string {
  if (part === 'encoder') {
    const [column, top] = encoderColumn(200, BOTTOM);
    return picture(400, top - 56, BOTTOM + 8, 'The encoder: embedding, positions, and layers of self-attention and dense layers', column.end('to the decoder').svg());
  }
  const x = part === 'all' ? 590 : 340;
  const [decoder, second] = decoderColumn(x, BOTTOM);
  decoder.box('out', 'dense, softmax').end('probabilities of the next sign');
  const top = decoder.top - 56;
  if (part === 'decoder') {
    const arrow = path(`M24 ${second}H${x - WIDTH / 2 - 2}`) + text(78, second - 10, 'values and keys') + text(78, second + 20, 'of the encoder', 'fill="#555" font-size="12"');
    return picture(520, top, BOTTOM + 8, 'The decoder: two attentions in each layer', decoder.svg() + arrow);
  }
  const [encoder, end] = encoderColumn(180, BOTTOM);
  const bridge = path(`M180 ${end}V${end - 30}H${(180 + x) / 2}V${second}H${x - WIDTH / 2 - 2}`) + text(260, end - 38, 'values, keys');
  return picture(770, top, BOTTOM + 8, 'A Transformer: the encoder on the left, the decoder on the right', encoder.svg() + decoder.svg() + bridge);
}

/** Scaled dot-product attention as a row of steps. */
export function attentionPicture(): string {
  const steps = ['Q · Kᵀ', '÷ √d_k', 'mask', 'softmax', '· V'];
  const shapes = ['(n, m)', '(n, m)', '(n, m)', '', '(n, d_v)'];
  const fills: Kind[] = ['attention', 'norm', 'embed', 'dense', 'attention'];
  const box = (i: number): string => {
    const x = 150 + i * 118;
    const arrow = path(`M${x - 26} 100H${x - 2}`);
    return `${arrow}<rect x="${x}" y="76" width="90" height="48" rx="6" fill="${COLORS[fills[i]]}" stroke="${LINE}"/>${text(x + 45, 105, steps[i])}${text(x + 45, 142, shapes[i], 'font-size="11" fill="#555"')}`;
  };
  const inputs = [['Q', '(n, d_k)', 70], ['K', '(m, d_k)', 130]].map(([name, shape, y]) => `<text x="40" y="${y}">${name} <tspan font-size="11" fill="#555">${shape}</tspan></text>`).join('');
  const values = `<text x="667" y="24" text-anchor="middle">V <tspan font-size="11" fill="#555">(m, d_v)</tspan></text>${path('M667 32V74')}`;
  const joins = path('M112 66L146 90') + path('M112 126L146 110');
  const out = path('M714 100H738') + text(776, 105, 'output', 'font-style="italic"') + path('M549 126V166') + text(549, 182, 'attention weights (n, m)', 'font-style="italic"');
  const allowed = text(431, 24, '1 − M', '') + path('M431 32V74');
  return picture(820, 0, 195, 'Attention: product, scale, mask, softmax, mix of the values', inputs + joins + steps.map((_, i) => (i === 0 ? box(i).replace(/<path.*?\/>/, '') : box(i))).join('') + values + allowed + out);
}
