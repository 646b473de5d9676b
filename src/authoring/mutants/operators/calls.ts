import ts from 'typescript';
import { calledName, receiver, replace, textOf, type Operator } from './operator';

/** What learners take for each other; names that are not there do not compile. */
const OTHERS: Record<string, string[]> = {
  sum: ['mean', 'max'],
  mean: ['sum'],
  max: ['min', 'mean'],
  min: ['max'],
  maximum: ['minimum'],
  minimum: ['maximum'],
  argMax: ['argMin'],
  sqrt: ['square', 'exp', 'abs'],
  square: ['abs', 'sqrt'],
  abs: ['square'],
  exp: ['log', 'square'],
  log: ['exp', 'log1p'],
  floor: ['ceil', 'round'],
  sin: ['cos'],
  cos: ['sin'],
  norm: ['sum'],
  zeros: ['ones'],
  ones: ['zeros'],
  zerosLike: ['onesLike'],
  rand: ['randn'],
  relu: ['np.tanh', 'sigmoid'],
  sigmoid: ['np.tanh', 'relu'],
  softmax: ['np.exp', 'sigmoid', 'logSoftmax'],
  push: ['unshift'],
  toLowerCase: ['toUpperCase'],
  entries: ['keys'],
  keys: ['values'],
  stack: ['concat'],
  lstm: ['gru'],
  conv2d: ['separableConv2d'],
  conv2dTranspose: ['conv2d'],
  maxPooling2d: ['averagePooling2d'],
  concatenate: ['add', 'average'],
  dropout: ['gaussianNoise'],
  topk: ['unique'],
};

/** Another function: the mean for the sum, tanh for relu. */
export const functions: Operator = {
  name: 'function',
  edits(node, site) {
    const name = ts.isCallExpression(node) ? calledName(node) : null;
    return name && Object.hasOwn(OTHERS, name.text) ? OTHERS[name.text].map((other) => replace(name, other, site)) : [];
  },
};

/** A call left out: `np.sqrt(x)` becomes `x`, and so do `x.flatten()` and `layer.apply(x)`. */
export const calls: Operator = {
  name: 'dropped-call',
  edits(node, site) {
    if (!ts.isCallExpression(node)) return [];
    const on = receiver(node);
    const [first] = node.arguments;
    return [...(on ? [on] : []), ...(first && !ts.isObjectLiteralExpression(first) ? [first] : [])].map((kept) => replace(node, textOf(kept, site), site));
  },
};

/** A transpose left out: `A.T` becomes `A`. */
export const transposes: Operator = {
  name: 'dropped-transpose',
  edits: (node, site) => (ts.isPropertyAccessExpression(node) && node.name.text === 'T' ? [replace(node, textOf(node.expression, site), site)] : []),
};
