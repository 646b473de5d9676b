import ts from 'typescript';
import { calledName } from './operators/operator';

/** Whether a statement does nothing but print: no test can see what becomes of it. */
export function prints(node: ts.Node): boolean {
  if (ts.isExpressionStatement(node)) return ts.isCallExpression(node.expression) && /^console\./.test(node.expression.expression.getText());
  if (ts.isBlock(node)) return node.statements.length > 0 && node.statements.every(prints);
  return ts.isIfStatement(node) && prints(node.thenStatement) && (!node.elseStatement || prints(node.elseStatement));
}

/** Functions with f(-x) = f(x). */
const EVEN = new Set(['square', 'abs', 'norm']);
const DIFFERENCE = new Set(['sub', 'subtract']);

/** Whether a change provably changes nothing: `tf.square(tf.sub(a, b))` is `tf.square(tf.sub(b, a))`. */
export function changesNothing(operator: string, node: ts.Node): boolean {
  const isCall = (n: ts.Node, names: ReadonlySet<string>): boolean => ts.isCallExpression(n) && names.has(calledName(n)?.text ?? '');
  return operator === 'swapped' && isCall(node, DIFFERENCE) && isCall(node.parent, EVEN);
}
