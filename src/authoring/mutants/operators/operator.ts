import ts from 'typescript';

/** A change of the text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What an operator may know beside the node: the cell's text, and the names that stand in it. */
export interface Site {
  file: ts.SourceFile;
  /** Identifiers of the cell, each once. */
  names: ReadonlySet<string>;
  /** Defaults of the parameters that have one, as they are written: keepProb -> 0.5. */
  defaults: ReadonlyMap<string, string>;
}

/** A kind of mistake: the wrong variants of one node. What does not compile, or changes nothing, is sorted out later. */
export interface Operator {
  name: string;
  edits: (node: ts.Node, site: Site) => Edit[];
}

export const textOf = (node: ts.Node, { file }: Site): string => node.getText(file);

/** The node's text becomes `text`. */
export const replace = (node: ts.Node, text: string, { file }: Site): Edit => ({ start: node.getStart(file), end: node.end, text });

/** `name` of `object.name(...)` or of `name(...)`, where it stands; null for other callees. */
export function calledName(node: ts.CallExpression): ts.Identifier | null {
  const { expression } = node;
  if (ts.isIdentifier(expression)) return expression;
  return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.name) ? expression.name : null;
}

const NAMESPACES = new Set(['np', 'tf', 'nn', 'Math', 'Object', 'Array', 'Number', 'console']);

/** `a` of `a.add(b)`: what a method is called on; null for functions, also those of a namespace such as `np.add`. */
export function receiver(node: ts.CallExpression): ts.Expression | null {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return null;
  const root = firstName(expression.expression);
  return root && NAMESPACES.has(root) ? null : expression.expression;
}

function firstName(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? firstName(node.expression) : null;
}

/** Items of a list without number `i`, from the start of the first to the end of the last. */
export function without(items: ts.NodeArray<ts.Node>, i: number, site: Site): Edit {
  const start = i > 0 ? items[i - 1].end : items[i].getStart(site.file);
  const end = i > 0 ? items[i].end : items.length > 1 ? items[1].getStart(site.file) : items[i].end;
  return { start, end, text: '' };
}

/** Items `i` and `i + 1` of a list in each other's place. */
export function swapped(items: ts.NodeArray<ts.Node>, i: number, site: Site): Edit {
  const [a, b] = [items[i], items[i + 1]];
  const between = site.file.text.slice(a.end, b.getStart(site.file));
  return { start: a.getStart(site.file), end: b.end, text: `${textOf(b, site)}${between}${textOf(a, site)}` };
}
