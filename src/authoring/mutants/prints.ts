import ts from 'typescript';

/** Whether a statement does nothing but print: no test can see what becomes of it. */
export function prints(node: ts.Node): boolean {
  if (ts.isExpressionStatement(node)) return ts.isCallExpression(node.expression) && /^console\./.test(node.expression.expression.getText());
  if (ts.isBlock(node)) return node.statements.length > 0 && node.statements.every(prints);
  return ts.isIfStatement(node) && prints(node.thenStatement) && (!node.elseStatement || prints(node.elseStatement));
}
