import type ts from 'typescript';
import { declaredValues } from './names';
import { EARLIER_FILE, typescript as t } from './typescript';

type WithLocals = ts.SourceFile & { locals?: Map<string, ts.Symbol> };

/**
 * Makes every variable, function, class and enum at the top of a cell live in the object `exports` that all cells share: `let s = 0; s += 1` becomes
 * `let s = 0; set("s", s); exports.s += 1`. So there is one variable of a name, as in Python: a later cell's assignment or new declaration is seen by the functions of earlier
 * cells. tslab itself shares copies, and leaves shorthand properties `{ s }` and keys of patterns wrong. Values are stored when their declaration has run: a cell
 * that fails half-way keeps what it had, and what was there before stays.
 */
export function shareVariables(program: ts.Program, onStored: (names: Set<string>) => void): ts.TransformerFactory<ts.SourceFile> {
  const checker = program.getTypeChecker();
  const earlier = program.getSourceFiles().find((file) => file.fileName.endsWith(EARLIER_FILE)) as WithLocals | undefined;
  return (context) => (file) => {
    const stored = storedNames(file as WithLocals);
    onStored(stored);
    const isShared = (symbol: ts.Symbol | undefined): boolean => {
      const name = symbol?.name ?? '';
      const local = (file as WithLocals).locals?.get(name);
      if (stored.has(name) && sameDeclaration(local, symbol)) return true;
      return !local && sameDeclaration(earlier?.locals?.get(name), symbol);
    };
    const visitor = new Visitor(context, checker, isShared);
    const statements = file.statements.flatMap((statement) => [visitor.visit(statement) as ts.Statement, ...stores(statement, stored, context.factory)]);
    const functions = file.statements.filter((s) => t.isFunctionDeclaration(s)).flatMap((s) => storeCalls(s, stored, context.factory));
    return context.factory.updateSourceFile(file, [...functions, ...statements]);
  };
}

/** Names whose every declaration stands at the top of the cell; `var` in a loop's head, namespaces and imports are shared otherwise (module.ts). */
function storedNames(file: WithLocals): Set<string> {
  const direct = new Map<string, number>();
  for (const statement of file.statements) for (const { text } of declaredValues(statement)) direct.set(text, (direct.get(text) ?? 0) + 1);
  const values = (symbol: ts.Symbol | undefined): ts.Declaration[] => (symbol?.declarations ?? []).filter((d) => !t.isInterfaceDeclaration(d) && !t.isTypeAliasDeclaration(d) && !(t.isFunctionDeclaration(d) && !d.body));
  return new Set([...direct].filter(([name, count]) => values(file.locals?.get(name)).length === count).map(([name]) => name));
}

const sameDeclaration = (a: ts.Symbol | undefined, b: ts.Symbol | undefined): boolean => a !== undefined && (a === b || (a.declarations?.[0] !== undefined && a.declarations[0] === b?.declarations?.[0]));

/** What follows a declaration: functions are stored at the start, for they can be called before it. */
const stores = (statement: ts.Statement, stored: Set<string>, factory: ts.NodeFactory): ts.Statement[] => (t.isFunctionDeclaration(statement) ? [] : storeCalls(statement, stored, factory));

/** `__kernel__.set("name", name)` for each name that the statement declares. */
function storeCalls(statement: ts.Statement, stored: Set<string>, factory: ts.NodeFactory): ts.Statement[] {
  const names = declaredValues(statement).map((id) => id.text).filter((name) => stored.has(name)); // prettier-ignore
  const set = (): ts.Expression => factory.createPropertyAccessExpression(factory.createIdentifier('__kernel__'), 'set');
  return names.map((name) => factory.createExpressionStatement(factory.createCallExpression(set(), undefined, [factory.createStringLiteral(name), factory.createIdentifier(name)])));
}

class Visitor {
  constructor(
    private readonly context: ts.TransformationContext,
    private readonly checker: ts.TypeChecker,
    private readonly isShared: (symbol: ts.Symbol | undefined) => boolean,
  ) {}

  readonly visit = (node: ts.Node): ts.Node => {
    if (t.isExportDeclaration(node) || t.isImportDeclaration(node) || t.isInterfaceDeclaration(node) || t.isTypeAliasDeclaration(node)) return node;
    if (t.isTypeNode(node) && !t.isExpressionWithTypeArguments(node)) return node;
    if (t.isShorthandPropertyAssignment(node)) return this.shorthand(node);
    if (t.isIdentifier(node)) return this.identifier(node);
    return t.visitEachChild(node, this.visit, this.context);
  };

  private identifier(node: ts.Identifier): ts.Node {
    const parent = node.parent as ts.Node & { name?: ts.Node; propertyName?: ts.Node };
    if (parent.name === node || parent.propertyName === node) return this.isKey(node) ? this.plain(node) : node;
    return this.isShared(this.checker.getSymbolAtLocation(node)) ? this.access(node) : node;
  }

  /** Names of properties: tslab would take one that an earlier cell's interface declares for a variable, unless it cannot look it up. */
  private isKey(node: ts.Identifier): boolean {
    const { parent } = node;
    return (t.isBindingElement(parent) && parent.propertyName === node) || t.isPropertyAssignment(parent);
  }

  private plain(node: ts.Identifier): ts.Identifier {
    return t.setTextRange(this.context.factory.createIdentifier(node.text), node);
  }

  private access(node: ts.Identifier): ts.Expression {
    const { factory } = this.context;
    return t.setTextRange(factory.createPropertyAccessExpression(factory.createIdentifier('exports'), node.text), node);
  }

  /** `{ s }` -> `{ s: exports.s }`, and in patterns `({ s = 1 } = object)` -> `({ s: exports.s = 1 } = object)`. */
  private shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
    const { factory } = this.context;
    if (!this.isShared(this.checker.getShorthandAssignmentValueSymbol(node))) return t.visitEachChild(node, this.visit, this.context);
    const target = this.access(node.name);
    const initial = node.objectAssignmentInitializer && (t.visitNode(node.objectAssignmentInitializer, this.visit) as ts.Expression);
    return t.setTextRange(factory.createPropertyAssignment(this.plain(node.name), initial ? factory.createAssignment(target, initial) : target), node);
  }
}
