import type { NDArray } from './ndarray';
import { dense } from './iterate';

/** Arrays as text, as NumPy's str and repr print them with their default options. */
const PRECISION = 8;
const LINE_WIDTH = 75;
const THRESHOLD = 1000;
const EDGE_ITEMS = 3;

type Format = (x: number) => string;

/** The shortest digits that read back as x, cut to `digits` decimals; always with a point, no zeros at the end: '1.', '0.25'. */
function positional(x: number, digits = PRECISION): string {
  const exact = plainDigits(x);
  const point = exact.indexOf('.');
  const text = point >= 0 && exact.length - point - 1 > digits ? x.toFixed(digits) : exact;
  return text.includes('.') ? text.replace(/0+$/, '') : `${text}.`;
}

/** String(x) without an exponent. */
function plainDigits(x: number): string {
  const text = Object.is(x, -0) ? '-0' : String(x);
  if (!text.includes('e')) return text;
  const [mantissa, exponent] = text.replace('-', '').split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  const shift = Number(exponent);
  const digits = whole + fraction;
  const out = shift < 0 ? `0.${'0'.repeat(-shift - 1)}${digits}` : digits.padEnd(shift + 1, '0');
  return (x < 0 ? '-' : '') + out;
}

/** Mantissa and exponent, the exponent with at least two digits: ['1.5', '+', '06']. */
function scientific(x: number): [mantissa: string, sign: string, exponent: string] {
  let text = x.toExponential();
  if (text.split('e')[0].replace(/^-?\d\.?/, '').length > PRECISION) text = x.toExponential(PRECISION);
  const [m, e] = text.split('e');
  const mantissa = m.includes('.') ? m.replace(/0+$/, '') : `${m}.`;
  return [mantissa, e[0], e.slice(1).padStart(2, '0')];
}

const split = (text: string): [string, string] => text.split('.') as [string, string];

function exponentFormat(finite: number[]): { format: Format; left: number; right: number } {
  const parts = finite.map(scientific);
  const decimals = Math.max(...parts.map(([m]) => split(m)[1].length));
  const left = Math.max(...parts.map(([m]) => split(m)[0].length));
  const exponentSize = Math.max(...parts.map(([, , e]) => e.length));
  const format = (x: number): string => {
    const [m, sign, e] = scientific(x);
    const [whole, fraction] = split(m);
    return `${whole.padStart(left)}.${fraction.padEnd(decimals, '0')}e${sign}${e.padStart(exponentSize, '0')}`;
  };
  return { format, left, right: decimals + exponentSize + 2 };
}

function pointFormat(finite: number[]): { format: Format; left: number; right: number } {
  const parts = finite.map((x) => split(positional(x)));
  const left = Math.max(0, ...parts.map(([whole]) => whole.length));
  const right = Math.max(0, ...parts.map(([, fraction]) => fraction.length));
  const format = (x: number): string => {
    const [whole, fraction] = split(positional(x));
    return `${whole.padStart(left)}.${fraction.padEnd(right)}`;
  };
  return { format, left, right };
}

/** One format for all items, so that the points stand below each other. */
function floatFormat(items: number[]): Format {
  const finite = items.filter(Number.isFinite);
  const sizes = finite.map(Math.abs).filter((x) => x !== 0);
  const largest = Math.max(...sizes);
  const smallest = Math.min(...sizes);
  const needsExponent = sizes.length > 0 && (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000);
  const { format, left, right } = needsExponent ? exponentFormat(finite) : pointFormat(finite);
  const special = (x: number): string => (x !== x ? 'nan' : x > 0 ? 'inf' : '-inf');
  const widest = Math.max(0, ...items.filter((x) => !Number.isFinite(x)).map((x) => special(x).length));
  const extra = Math.max(left, widest - right - 1) - left;
  return (x) => (Number.isFinite(x) ? ' '.repeat(extra) + format(x) : special(x).padStart(left + extra + right + 1));
}

function intFormat(items: number[]): Format {
  const width = Math.max(...items.map((x) => String(x).length));
  return (x) => String(x).padStart(width);
}

function boolFormat(alone: boolean): Format {
  return (x) => (x ? (alone ? 'True' : ' True') : 'False');
}

function formatFor(a: NDArray, items: number[]): Format {
  if (a.dtype === 'bool') return boolFormat(a.ndim === 0);
  return a.dtype === 'int32' ? intFormat(items) : floatFormat(items);
}

/** The items that get printed: all, or the first and last three along each axis. */
function printedItems(a: NDArray, summarize: boolean): number[] {
  if (!summarize) return Array.from(dense(a));
  const edges = a.shape.reduce((v, n, axis) => {
    if (n <= 2 * EDGE_ITEMS) return v;
    const ends = [0, 1, 2, n - 3, n - 2, n - 1];
    return v.at(...v.shape.map((_, i) => (i === axis ? ends : ':')));
  }, a);
  return Array.from(dense(edges));
}

class Layout {
  constructor(
    private readonly a: NDArray,
    private readonly items: ArrayLike<number>,
    private readonly format: Format,
    private readonly separator: string,
    private readonly summarize: boolean,
  ) {}

  /** The part from position `at` on, below `axis` fixed axes. */
  render(axis: number, at: number, indent: string, width: number): string {
    if (axis === this.a.ndim) return this.format(this.items[at]);
    const n = this.a.shape[axis];
    const step = this.a.shape.slice(axis + 1).reduce((p, k) => p * k, 1);
    const cut = this.summarize && n > 2 * EDGE_ITEMS;
    const shown: (number | null)[] = cut ? [0, 1, 2, null, n - 3, n - 2, n - 1] : Array.from({ length: n }, (_, i) => i);
    const words = shown.map((i) => (i === null ? '...' : this.render(axis + 1, at + i * step, `${indent} `, width - 1)));
    const last = axis === this.a.ndim - 1;
    const body = last ? this.wrap(words, indent, width) : this.rows(words, indent, this.a.ndim - axis - 1);
    return `[${body.slice(indent.length)}]`;
  }

  private rows(words: string[], indent: string, blank: number): string {
    return words.map((word) => indent + word).join(this.separator.trimEnd() + '\n'.repeat(blank));
  }

  private wrap(words: string[], indent: string, width: number): string {
    const room = width - Math.max(this.separator.trimEnd().length, 1);
    let text = '';
    let line = indent;
    words.forEach((word, i) => {
      if (line.length + word.length > room && line.length > indent.length) {
        text += `${line.trimEnd()}\n`;
        line = indent;
      }
      line += word + (i < words.length - 1 ? this.separator : '');
    });
    return text + line;
  }
}

function arrayToString(a: NDArray, separator: string, prefix: string): string {
  if (a.size === 0) return '[]';
  const summarize = a.size > THRESHOLD;
  const format = formatFor(a, printedItems(a, summarize));
  return new Layout(a, dense(a), format, separator, summarize).render(0, 0, ' ' + ' '.repeat(prefix.length), LINE_WIDTH);
}

/** What Python's print(a) shows. */
export function arrayStr(a: NDArray): string {
  if (a.ndim > 0) return arrayToString(a, ' ', '');
  const x = a.data[a.offset];
  if (a.dtype !== 'float64') return a.dtype === 'bool' ? boolFormat(true)(x) : String(x);
  return scalarStr(x);
}

/** A float64 number alone: all its digits, with an exponent from 1e16 and below 1e-4. */
function scalarStr(x: number): string {
  if (!Number.isFinite(x)) return x !== x ? 'nan' : x > 0 ? 'inf' : '-inf';
  const size = Math.abs(x);
  if (x !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [m, e] = x.toExponential().split('e');
    return `${m}e${e[0]}${e.slice(1).padStart(2, '0')}`;
  }
  const text = positional(x, 20);
  return text.endsWith('.') ? `${text}0` : text;
}

/** What Python's repr(a) shows. */
export function arrayRepr(a: NDArray): string {
  const extras = a.dtype === 'int32' ? ['dtype=int32'] : [];
  if (a.ndim === 0) return `array(${[a.dtype === 'float64' ? floatFormat([a.item()])(a.item()) : arrayStr(a), ...extras].join(', ')})`;
  if (a.size === 0) return `array([]${a.ndim === 1 ? '' : `, shape=${tuple(a)}`}, dtype=${a.dtype})`;
  if (a.size > THRESHOLD) extras.unshift(`shape=${tuple(a)}`);
  const text = `array(${arrayToString(a, ', ', 'array(')}`;
  if (extras.length === 0) return `${text})`;
  const lastLine = text.length - (text.lastIndexOf('\n') + 1);
  const extra = `${extras.join(', ')})`;
  return `${text},${lastLine + extra.length + 1 > LINE_WIDTH ? `\n${' '.repeat('array('.length)}` : ' '}${extra}`;
}

const tuple = (a: NDArray): string => `(${a.shape.join(', ')}${a.ndim === 1 ? ',' : ''})`;
