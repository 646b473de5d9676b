import type { Diagnostic } from '../compile/compiler';

type Rule = [pattern: RegExp, hint: string | ((match: RegExpExecArray) => string)];

const MODULES: Record<string, string> = {
  np: "import * as np from 'gradus/np';",
  tf: "import * as tf from 'gradus/tf';",
  check: "import { check } from 'gradus/check';",
  figure: "import { figure } from 'gradus/plot';",
  table: "import { table } from 'gradus/display';",
};

function missingName(name: string): string {
  if (name in MODULES) return `run the cell that imports ${name}, or write ${MODULES[name]}`;
  if (/^(prompt|confirm|alert|input)$/.test(name)) return 'a notebook cell cannot ask for input: write the value into a variable';
  if (/^(document|window|localStorage)$/.test(name)) return 'cells run in Node.js, not in the browser';
  if (/^(print|len|range|None|True|False|self|def)$/.test(name)) return `${name} is Python: in TypeScript write ${PYTHON[name]}`;
  return `did you run the cell above that declares ${name}? If so, look at the spelling: capital and small letters differ`;
}

const PYTHON: Record<string, string> = { print: 'console.log(x)', len: 'x.length', range: 'for (let i = 0; i < n; i++)', None: 'null', True: 'true', False: 'false', self: 'this', def: 'function name() { }' };

const DIAGNOSTICS: Rule[] = [
  [/^Cannot find name '([^']+)'\. Did you mean '([^']+)'/, (m) => `write ${m[2]}, or run the cell that declares ${m[1]}`],
  [/^Cannot find name '([^']+)'/, (m) => missingName(m[1])],
  [/No value exists in scope for the shorthand property '([^']+)'/, (m) => missingName(m[1])],
  [/^Property '([^']+)' does not exist on type '([^']*)'\. Did you mean '([^']+)'/, (m) => `write .${m[3]}`],
  [/^Property '([^']+)' does not exist on type '(?:NDArray|Tensor[^']*)'/, (m) => `press Tab after the point to see what there is; NumPy's ${m[1]} may be a function: np.${m[1]}(a)`],
  [/^Property '([^']+)' does not exist on type/, 'press Tab after the point to see what there is'],
  [/^(?:Type|Argument of type) 'Promise<.*not assignable/s, 'put await before the call: a promise is not its value yet'],
  [/^Type '.*' is not assignable to type/s, 'give a value of the type that is declared, or mend the declared type'],
  [/^Argument of type '.*' is not assignable to parameter/s, 'look at what the function takes: Shift-Tab inside its brackets shows it'],
  [/^Expected (\d+|at least \d+|\d+-\d+) arguments?, but got (\d+)/, 'Shift-Tab inside the brackets shows what the function takes'],
  [/^Cannot assign to '([^']+)' because it is a constant/, (m) => `declare it by let ${m[1]} = ..., and run that cell again`],
  [/^Cannot redeclare block-scoped variable '([^']+)'|^Duplicate identifier '([^']+)'/, (m) => `declare ${m[1] ?? m[2]} once in a cell; after that write ${m[1] ?? m[2]} = ... without let or const`],
  [/^The (?:left-hand|right-hand) side of an arithmetic operation must be/, 'operators work on numbers only: for arrays write a.add(b), a.multiply(b), np.subtract(1, a)'],
  [/^Operator '[^']+' cannot be applied to types '.*(?:NDArray|Tensor)/, 'operators work on numbers only: for arrays write a.add(b), a.multiply(b), np.dot(a, b)'],
  [/^Cannot find module '([^']+)'/, (m) => (m[1].startsWith('.') ? 'the path starts in the folder of the notebook' : "the pack's modules are gradus/np, gradus/tf, gradus/plot, gradus/display, gradus/check, gradus/data, ...")],
  [/^Module '"?([^'"]+)"?' has no exported member/, 'press Tab inside the braces of the import to see what there is'],
  [/^'await' expressions? (?:are|is) only allowed|^'for await' loops/, 'write async before the function that awaits'],
  [/^'?([^ ']+)'? is possibly '(?:undefined|null)'/, (m) => `test it first, if (${m[1]}) ..., or write ${m[1]}! if you know that it is there`],
  [/^This expression is not callable/, 'leave the brackets out: it is a value, not a function'],
  [/^'([)}\]])' expected/, (m) => `a bracket was opened and not closed: add ${m[1]}`],
  [/^Unterminated (?:string|template) literal/, 'close the text with the quote that it began with'],
  [/^Block-scoped variable '([^']+)' used before|^Class '([^']+)' used before/, (m) => `move the declaration of ${m[1] ?? m[2]} above this line`],
  [/^A function whose declared type is neither/, 'add a return, or mend the declared type'],
  [/^Parameter '([^']+)' implicitly has/, (m) => `say its type: ${m[1]}: number`],
];

const ERRORS: Rule[] = [
  [/^Cannot access '([^']+)' before initialization/, (m) => `move the declaration of ${m[1]} above this line`],
  [/^([\w$]+) is not defined/, (m) => missingName(m[1])],
  [/^Cannot (?:read|set) properties of (undefined|null)(?: \((?:reading|setting) '([^']+)'\))?/, (m) => `the value before ${m[2] ? `.${m[2]}` : 'the point'} is ${m[1]}: print it one line earlier; does a function lack its return, an index its element?`],
  [/is not a function or its return value is not iterable|is not iterable/, 'only arrays, strings, Maps and Sets can be taken apart or looped over by of; for an NDArray use .tolist()'],
  [/(?:intermediate value\)*\.?|[\w$.)\]]+) is not a function/, 'look at the spelling of the function and at what stands before the point; was the cell that defines it run?'],
  [/is not a constructor/, 'new goes before classes only'],
  [/^Assignment to constant variable/, 'declare it by let instead of const'],
  [/^Maximum call stack size exceeded/, 'a function calls itself without end: look at the case in which it should stop'],
  [/^Invalid array length|Array buffer allocation failed/, 'a size is negative, not whole or far too large: print it'],
  [/shapes? .*(?:not aligned|could not be broadcast|mismatch)|operands could not be broadcast|could not be broadcast together|inner shapes|incompatible shapes|must be the same|Shapes? .* (?:must match|do not match)/i, 'print both shapes, console.log(a.shape, b.shape); a transpose (.T), keepdims or a reshape is often what lacks'],
  [/expected .* to have shape|expected .*dimension|input .* expected shape|Error when checking (?:model )?(?:input|target)/i, 'print the shapes of what goes into the model; the first axis counts the examples'],
  [/tensor is disposed|Tensor is disposed/i, 'the tensor was freed by tf.dispose, or made inside tf.tidy: return it from tidy, or keep it by tf.keep'],
  [/^ENOENT: no such file or directory/, 'paths start in the folder of the notebook: look at the name and at the folder'],
  [/in JSON at position|is not valid JSON|Unexpected end of JSON/, 'what was read is no JSON: print its beginning'],
  [/^fetch failed|ENOTFOUND|ECONNREFUSED/, 'the network or the server cannot be reached'],
];

const find = (rules: Rule[], text: string): string | null => {
  for (const [pattern, hint] of rules) {
    const match = pattern.exec(text);
    if (match) return typeof hint === 'string' ? hint : hint(match);
  }
  return null;
};

/** What to do about a message of the compiler, in a line; null if nothing can be said that it does not say. */
export const hintForDiagnostic = (diagnostic: Diagnostic): string | null => find(DIAGNOSTICS, diagnostic.messageText);

/** What to do about an error that a cell threw. */
export const hintForError = (ename: string, message: string): string | null => (ename === 'NotImplemented' ? 'write your code in the cell of that exercise, run that cell, then this one again' : find(ERRORS, message));
