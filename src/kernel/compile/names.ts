import type ts from 'typescript';
import { typescript as t } from './typescript';

/** The identifiers that a pattern binds: `{ a, b: [c] }` binds a and c. */
export function boundNames(name: ts.BindingName): ts.Identifier[] {
  if (t.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (t.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

const has = (node: ts.Statement, kind: ts.SyntaxKind): boolean => (t.canHaveModifiers(node) ? (t.getModifiers(node) ?? []) : []).some((m) => m.kind === kind);

/** The names of values that a statement at the top of a cell declares and that exist when it has run: variables, functions, classes, enums. */
export function declaredValues(statement: ts.Statement): ts.Identifier[] {
  if (has(statement, t.SyntaxKind.DeclareKeyword)) return [];
  if (t.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((d) => boundNames(d.name));
  if (t.isFunctionDeclaration(statement)) return statement.name && statement.body ? [statement.name] : [];
  if (t.isEnumDeclaration(statement)) return has(statement, t.SyntaxKind.ConstKeyword) ? [] : [statement.name];
  if (t.isClassDeclaration(statement)) return statement.name ? [statement.name] : [];
  return [];
}
