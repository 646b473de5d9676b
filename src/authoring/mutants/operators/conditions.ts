import ts from 'typescript';
import { calledName, replace, textOf, type Edit, type Operator, type Site } from './operator';

const { SyntaxKind: Kind } = ts;

const TOKENS = new Map<ts.SyntaxKind, string[]>([
  [Kind.LessThanToken, ['<=', '>']],
  [Kind.LessThanEqualsToken, ['<', '>=']],
  [Kind.GreaterThanToken, ['>=', '<']],
  [Kind.GreaterThanEqualsToken, ['>', '<=']],
  [Kind.EqualsEqualsEqualsToken, ['!==']],
  [Kind.ExclamationEqualsEqualsToken, ['===']],
  [Kind.AmpersandAmpersandToken, ['||']],
  [Kind.BarBarToken, ['&&']],
]);

const NAMES: Record<string, string[]> = {
  less: ['lessEqual', 'greater'],
  lessEqual: ['less', 'greaterEqual'],
  greater: ['greaterEqual', 'less'],
  greaterEqual: ['greater', 'lessEqual'],
  equal: ['notEqual'],
};

/** Another comparison: the boundary on the other side, or the other way round. */
export const comparisons: Operator = {
  name: 'comparison',
  edits(node, site) {
    if (ts.isBinaryExpression(node)) return (TOKENS.get(node.operatorToken.kind) ?? []).map((token) => replace(node.operatorToken, token, site));
    const name = ts.isCallExpression(node) ? calledName(node) : null;
    return name ? (NAMES[name.text] ?? []).map((other) => replace(name, other, site)) : [];
  },
};

/** A condition negated, or decided beforehand; of `a || b` one side only. */
export const conditions: Operator = {
  name: 'condition',
  edits(node, site) {
    if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return variants(node.expression, site);
    if (ts.isConditionalExpression(node)) return variants(node.condition, site);
    if (ts.isBinaryExpression(node) && (node.operatorToken.kind === Kind.BarBarToken || node.operatorToken.kind === Kind.AmpersandAmpersandToken)) return [node.left, node.right].map((side) => replace(node, textOf(side, site), site));
    return ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken ? [replace(node, textOf(node.operand, site), site)] : [];
  },
};

const variants = (condition: ts.Expression, site: Site): Edit[] => [`!(${textOf(condition, site)})`, 'true', 'false'].map((text) => replace(condition, text, site));
