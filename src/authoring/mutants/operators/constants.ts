import ts from 'typescript';
import { replace, textOf, type Edit, type Operator, type Site } from './operator';

/** A literal with its sign, if it is the number of an axis or the like: `-1`. */
function signed(node: ts.Node): ts.PrefixUnaryExpression | null {
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand) ? node : null;
}

/** Below this a number keeps a quotient finite, or a logarithm. */
const EPSILON = 1e-4;

function others(value: number): number[] {
  if (Math.abs(value) < EPSILON && value !== 0) return [0, 1e-2];
  if (!Number.isInteger(value)) return [2 * value, value / 2, 0, 1, -value];
  return Math.abs(value) > 1000 ? [2 * value, value / 10, -value] : [value + 1, value - 1, 2 * value, 0, 1];
}

/** Another number: one more, one less, twice, 0, 1, another axis; a small one dropped. */
export const numbers: Operator = {
  name: 'constant',
  edits(node, site) {
    const negative = signed(node);
    if (!negative && (!ts.isNumericLiteral(node) || signed(node.parent))) return [];
    const value = Number(textOf(node, site).replace(/_/g, ''));
    return [...new Set(others(value))].filter((other) => other !== value).map((other) => replace(node, String(other), site));
  },
};

const WORDS: Record<string, string[]> = {
  same: ['valid'],
  valid: ['same'],
  relu: ['tanh', 'sigmoid', 'linear'],
  softmax: ['sigmoid', 'linear'],
  sigmoid: ['tanh'],
  heNormal: ['glorotUniform', 'zeros'],
  categoricalCrossentropy: ['meanSquaredError', 'binaryCrossentropy'],
  accuracy: ['mse'],
  int32: ['float32'],
  float32: ['int32'],
};

/** Another word of an option, another slice, another index of a name such as `W${l}`. */
export const strings: Operator = {
  name: 'text',
  edits(node, site) {
    if (ts.isStringLiteral(node)) return (WORDS[node.text] ?? slices(node.text)).map((text) => replace(node, `'${text}'`, site));
    if (!ts.isTemplateExpression(node)) return [];
    return [...letters(node, site), ...node.templateSpans.filter((span) => ts.isIdentifier(span.expression)).flatMap((span) => shifted(span.expression, site))];
  },
};

const slices = (text: string): string[] => (/^\d+::2$/.test(text) ? [`${1 - Number(text[0])}::2`, `${text[0]}::1`] : [text === '' ? 'x' : '']);

/** `dW${l}` becomes `db${l}` and the other way round. */
function letters(node: ts.TemplateExpression, site: Site): Edit[] {
  const { text } = node.head;
  const other = text.includes('W') ? text.replace('W', 'b') : text.replace('b', 'W');
  return other === text ? [] : [replace(node.head, `\`${other}\${`, site)];
}

const shifted = (index: ts.Expression, site: Site): Edit[] => (textOf(index, site).length === 1 ? ['+ 1', '- 1'].map((step) => replace(index, `${textOf(index, site)} ${step}`, site)) : []); // prettier-ignore

/** An option or argument that is true becomes false, and the other way round. */
export const booleans: Operator = {
  name: 'boolean',
  edits(node, site) {
    if (node.kind === ts.SyntaxKind.TrueKeyword) return [replace(node, 'false', site)];
    return node.kind === ts.SyntaxKind.FalseKeyword ? [replace(node, 'true', site)] : [];
  },
};
