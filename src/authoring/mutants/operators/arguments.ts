import ts from 'typescript';
import { calledName, replace, swapped, textOf, without, type Edit, type Operator, type Site } from './operator';

/** Their arguments may come in any order. */
const COMMUTATIVE = new Set(['add', 'mul', 'multiply', 'max', 'min', 'maximum', 'minimum', 'equal', 'arrayEqual']);

const pairs = (items: ts.NodeArray<ts.Node>, site: Site): Edit[] => items.slice(1).flatMap((item, i) => (textOf(item, site) === textOf(items[i], site) ? [] : [swapped(items, i, site)]));

/** Two neighbours in each other's place: arguments, items of a list. */
export const swaps: Operator = {
  name: 'swapped',
  edits(node, site) {
    if (ts.isArrayLiteralExpression(node)) return pairs(node.elements, site);
    if (!ts.isCallExpression(node) || COMMUTATIVE.has(calledName(node)?.text ?? '')) return [];
    return pairs(node.arguments, site);
  },
};

/** An option, the last argument or an item of a list left out. */
export const omissions: Operator = {
  name: 'left-out',
  edits(node, site) {
    if (ts.isObjectLiteralExpression(node)) return node.properties.map((_, i) => without(node.properties, i, site));
    if (ts.isArrayLiteralExpression(node)) return node.elements.map((_, i) => without(node.elements, i, site));
    return ts.isCallExpression(node) && node.arguments.length > 0 ? [without(node.arguments, node.arguments.length - 1, site)] : [];
  },
};

/** What is handed on becomes nothing: `training` false or true, a mask null. */
export const handedOn: Operator = {
  name: 'not-handed-on',
  edits(node, site) {
    const value = ts.isShorthandPropertyAssignment(node) ? node.name : ts.isPropertyAssignment(node) ? node.initializer : ts.isCallExpression(node.parent) && node.parent.expression !== node ? node : null;
    if (!value || !ts.isIdentifier(value)) return [];
    const others = /mask/i.test(value.text) ? ['null'] : value.text === 'training' ? ['true', 'false'] : [];
    const key = ts.isShorthandPropertyAssignment(node) ? `${value.text}: ` : '';
    return others.map((other) => replace(value, `${key}${other}`, site));
  },
};

/** An argument that is not looked at: its default in its place. */
export const fixedArguments: Operator = {
  name: 'fixed-argument',
  edits(node, site) {
    if (!ts.isIdentifier(node) || isDeclared(node) || (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) return [];
    const value = site.defaults.get(node.text);
    const key = ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ` : '';
    return value === undefined ? [] : [replace(node, `${key}${value}`, site)];
  },
};

/** A name of the same family: `A1` for `A2`, `box1X1` for `box2X1`. */
export const siblings: Operator = {
  name: 'other-name',
  edits(node, site) {
    if (!ts.isIdentifier(node) || !/\d/.test(node.text) || isDeclared(node)) return [];
    const family = node.text.replace(/\d+/g, '#');
    const others = [...site.names].filter((name) => name !== node.text && name.replace(/\d+/g, '#') === family);
    const key = ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ` : '';
    return others.map((other) => replace(node, `${key}${other}`, site));
  },
};

/** Whether the name is being declared, or is that of an option or a type. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) || ts.isPropertyAssignment(parent)) return parent.name === node;
  return ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent);
}
