import ts from 'typescript';
import type { Where } from '../schemas/result';

/** Finds lines of cells in the text of a notebook file, which is JSON: what a cell calls its third line may be line 120 of the file, from 1. */
export function cellLines(text: string): (where: Where) => number | undefined {
  const file = parse(text);
  const root = file?.statements.at(0)?.expression;
  const cells = root && member(root, 'cells');
  return ({ cell, line }) => {
    const found = cells && ts.isArrayLiteralExpression(cells) ? cells.elements.at(cell - 1) : undefined;
    const source = found && member(found, 'source');
    const node = source && stringAt(source, line);
    return node && file!.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  };
}

function parse(text: string): ts.JsonSourceFile | undefined {
  try {
    return ts.parseJsonText('notebook.json', text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // nested so deeply that the parser gives up
  }
}

/** A member of an object; the last of its name, as JSON.parse has it. */
function member(node: ts.Node, name: string): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const found = node.properties.filter(ts.isPropertyAssignment).filter((p) => ts.isStringLiteral(p.name) && p.name.text === name);
  return found.at(-1)?.initializer;
}

/** The string that holds a line of a cell: a source is one string, or a list of strings of which each is a line by custom only. */
function stringAt(source: ts.Expression, line: number): ts.Expression | undefined {
  if (!ts.isArrayLiteralExpression(source)) return source;
  let first = 1;
  for (const element of source.elements.filter(ts.isStringLiteral)) {
    const breaks = element.text.split('\n').length - 1;
    const last = element.text.endsWith('\n') ? first + breaks - 1 : first + breaks;
    if (line <= last) return element;
    first += breaks;
  }
  return source.elements.at(-1) ?? source;
}
