import type ts from 'typescript';
import { typescript as t } from './typescript';

/**
 * Makes every `await` of a cell ask whether its cell has been interrupted: `await x` becomes `__kernel__.resume(await __kernel__.wait(x, __cell), __cell)`, where `__cell` says during which run of a cell the
 * function was called. Without it what follows an await would go on behind the cell that was interrupted. `wait` gives `x` back as it is, so that stacks stay whole.
 */
export const stopAtAwaits: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const { factory } = context;
  const kernel = (name: string): ts.Expression => factory.createPropertyAccessExpression(factory.createIdentifier('__kernel__'), name);
  const call = (name: string, x: ts.Expression): ts.Expression => factory.createCallExpression(kernel(name), undefined, [x, factory.createIdentifier('__cell')]);
  const declareCell = (): ts.Statement => factory.createVariableStatement(undefined, factory.createVariableDeclarationList([factory.createVariableDeclaration('__cell', undefined, undefined, kernel('cell'))], t.NodeFlags.Const));

  /** The body of an async function, with its own `__cell` at the start. */
  const withCell = (body: ts.ConciseBody): ts.Block =>
    t.isBlock(body) ? factory.updateBlock(body, [declareCell(), ...body.statements]) : t.setTextRange(factory.createBlock([declareCell(), factory.createReturnStatement(body)]), body);

  const asynchronous = (node: ts.Node): boolean => t.canHaveModifiers(node) && (t.getModifiers(node) ?? []).some((m) => m.kind === t.SyntaxKind.AsyncKeyword);

  function visit(node: ts.Node): ts.Node {
    const inner = t.visitEachChild(node, visit, context);
    if (t.isAwaitExpression(inner)) return call('resume', factory.updateAwaitExpression(inner, call('wait', inner.expression)));
    if (t.isForOfStatement(inner) && inner.awaitModifier) {
      const body = t.isBlock(inner.statement) ? inner.statement.statements : [inner.statement];
      const check = factory.createExpressionStatement(call('resume', factory.createVoidZero()));
      return factory.updateForOfStatement(inner, inner.awaitModifier, inner.initializer, inner.expression, factory.createBlock([check, ...body], true));
    }
    if (!asynchronous(inner)) return inner;
    return rebuild(inner);
  }

  function rebuild(node: ts.Node): ts.Node {
    if (t.isArrowFunction(node)) return factory.updateArrowFunction(node, node.modifiers, node.typeParameters, node.parameters, node.type, node.equalsGreaterThanToken, withCell(node.body));
    if (t.isFunctionExpression(node)) return factory.updateFunctionExpression(node, node.modifiers, node.asteriskToken, node.name, node.typeParameters, node.parameters, node.type, withCell(node.body));
    if (t.isFunctionDeclaration(node) && node.body) return factory.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, node.name, node.typeParameters, node.parameters, node.type, withCell(node.body));
    if (t.isMethodDeclaration(node) && node.body) return factory.updateMethodDeclaration(node, node.modifiers, node.asteriskToken, node.name, node.questionToken, node.typeParameters, node.parameters, node.type, withCell(node.body));
    return node;
  }

  return (file) => t.visitEachChild(file, visit, context);
};
