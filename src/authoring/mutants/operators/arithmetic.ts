import ts from 'typescript';
import { calledName, receiver, replace, textOf, type Operator } from './operator';

const { SyntaxKind: Kind } = ts;

const TOKENS = new Map<ts.SyntaxKind, string[]>([
  [Kind.PlusToken, ['-', '*']],
  [Kind.MinusToken, ['+']],
  [Kind.AsteriskToken, ['/', '+']],
  [Kind.SlashToken, ['*']],
  [Kind.AsteriskAsteriskToken, ['*']],
  [Kind.PlusEqualsToken, ['-=', '=']],
  [Kind.MinusEqualsToken, ['+=', '=']],
]);

/** Arithmetic by name, of np, tf and their methods. */
const NAMES: Record<string, string[]> = { add: ['subtract', 'sub', 'multiply', 'mul'], subtract: ['add'], sub: ['add'], multiply: ['divide', 'add'], mul: ['div', 'add'], divide: ['multiply'], div: ['mul'], power: ['multiply'], floorDivide: ['divide'] };

/** Another sign: `a + b` becomes `a - b`, `a.multiply(b)` becomes `a.divide(b)`, `-x` becomes `x`. */
export const signs: Operator = {
  name: 'arithmetic',
  edits(node, site) {
    if (ts.isBinaryExpression(node)) return (TOKENS.get(node.operatorToken.kind) ?? []).map((token) => replace(node.operatorToken, token, site));
    if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.MinusToken && !ts.isNumericLiteral(node.operand)) return [replace(node, textOf(node.operand, site), site)];
    const name = ts.isCallExpression(node) ? calledName(node) : null;
    return name ? (NAMES[name.text] ?? []).map((other) => replace(name, other, site)) : [];
  },
};

/** A term or factor left out: `a + b` becomes `a` or `b`, and so do `a.add(b)` and `tf.add(a, b)`. */
export const terms: Operator = {
  name: 'dropped-term',
  edits(node, site) {
    if (ts.isBinaryExpression(node) && TOKENS.has(node.operatorToken.kind) && node.operatorToken.kind < Kind.FirstAssignment) return [node.left, node.right].map((side) => replace(node, textOf(side, site), site));
    if (!ts.isCallExpression(node) || !Object.hasOwn(NAMES, calledName(node)?.text ?? '')) return [];
    const operands = [receiver(node), ...node.arguments].filter((operand) => operand !== null);
    return operands.length === 2 ? operands.map((operand) => replace(node, textOf(operand, site), site)) : [];
  },
};
