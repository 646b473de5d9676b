import ts from 'typescript';
import { replace, textOf, type Edit, type Operator, type Site } from './operator';

const isLoop = (node: ts.Node): node is ts.ForStatement | ts.ForOfStatement | ts.WhileStatement => ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isWhileStatement(node);

/** A statement left out. An `if` without `else` is left out by its condition, which becomes false. */
export const deletions: Operator = {
  name: 'dropped-statement',
  edits(node, site) {
    const plain = ts.isExpressionStatement(node) || (ts.isIfStatement(node) && node.elseStatement) || isLoop(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node);
    if (!plain || (ts.isIfStatement(node.parent) && !node.parent.elseStatement)) return [];
    return [replace(node, ts.isBlock(node.parent) ? '' : '{}', site)];
  },
};

/** A loop that ends after its first round, takes every other number, or leaves out the first or last item. */
export const loops: Operator = {
  name: 'loop',
  edits(node, site) {
    if (!isLoop(node)) return [];
    const body = node.statement;
    const inner = ts.isBlock(body) ? textOf(body, site).slice(1, -1) : textOf(body, site);
    return [replace(body, `{${inner} break; }`, site), ...(ts.isForStatement(node) ? steps(node, site) : ts.isForOfStatement(node) ? items(node, site) : [])];
  },
};

function steps(node: ts.ForStatement, site: Site): Edit[] {
  const step = node.incrementor;
  if (!step || !ts.isPostfixUnaryExpression(step)) return [];
  return [replace(step, `${textOf(step.operand, site)} += 2`, site)];
}

const items = (node: ts.ForOfStatement, site: Site): Edit[] => ['.slice(1)', '.slice(0, -1)'].map((cut) => replace(node.expression, `[...${textOf(node.expression, site)}]${cut}`, site));
