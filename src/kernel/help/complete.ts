import type ts from 'typescript';
import { CELL_FILE, typescript as t } from '../compile/typescript';
import type { Compiler } from '../compile/compiler';
import type { Executor } from '../cells/executor';
import type { Content } from '../protocol/message';
import { toCodePoints, toIndex } from './positions';

const MAX_TYPED = 300;
const MAX_SIGNATURE = 120;

/** Answers complete_request: names, and for JupyterLab's list what each is and its type. */
export function complete(executor: Executor, compiler: Compiler, code: string, cursor: number): Content {
  const position = toIndex(code, cursor);
  const { start, end, candidates, original } = executor.complete(code, position);
  const [cursor_start, cursor_end] = [toCodePoints(code, start), toCodePoints(code, end)];
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, kind]));
  const signatures = signaturesAt(compiler.program, start);
  const typed = candidates.slice(0, MAX_TYPED).map((text) => {
    const [kind, signature] = [kinds.get(text) ?? '', signatures(text)];
    return { text, type: kind === 'alias' && /^[<(]/.test(signature) ? 'function' : (KINDS[kind] ?? kind), signature, start: cursor_start, end: cursor_end };
  });
  return { status: 'ok', matches: candidates, cursor_start, cursor_end, metadata: { _jupyter_types_experimental: typed } };
}

const KINDS: Record<string, string> = { alias: 'module', const: 'instance', let: 'instance', var: 'instance', 'local var': 'instance', method: 'function', property: 'property', getter: 'property', enum: 'class', interface: 'class' };

/** The types of what may stand at a place of the cell that was completed last. */
function signaturesAt(program: ts.Program | null, start: number): (name: string) => string {
  const file = program?.getSourceFiles().find(({ fileName }) => fileName.endsWith(CELL_FILE));
  if (!program || !file) return () => '';
  const checker = program.getTypeChecker();
  const position = start + file.text.indexOf('\n') + 1; // behind tslab's first line
  const node = innermost(file, position);
  const access = t.isPropertyAccessExpression(node) ? node : t.isPropertyAccessExpression(node.parent ?? node) ? (node.parent as ts.PropertyAccessExpression) : null;
  const symbols = access ? checker.getPropertiesOfType(checker.getApparentType(checker.getTypeAtLocation(access.expression))) : checker.getSymbolsInScope(node, t.SymbolFlags.Value | t.SymbolFlags.Alias);
  const byName = new Map(symbols.map((symbol) => [symbol.name, symbol]));
  return (name) => {
    const symbol = byName.get(name);
    return symbol ? signatureText(checker, symbol, node) : '';
  };
}

function signatureText(checker: ts.TypeChecker, symbol: ts.Symbol, node: ts.Node): string {
  const target = symbol.flags & t.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (target.flags & t.SymbolFlags.Module) return '';
  const type = checker.getTypeOfSymbolAtLocation(target, node);
  const [call] = type.getCallSignatures();
  const text = call ? checker.signatureToString(call) : checker.typeToString(type);
  return text.length > MAX_SIGNATURE ? `${text.slice(0, MAX_SIGNATURE - 3)}...` : text;
}

/** The smallest node around the character before a position. */
function innermost(file: ts.SourceFile, position: number): ts.Node {
  let node: ts.Node = file;
  for (let next: ts.Node | undefined = node; next; ) {
    node = next;
    next = t.forEachChild(node, (child) => (child.pos < position && position <= child.end ? child : undefined));
  }
  return node;
}
