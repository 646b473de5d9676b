import { Compiler } from '../../src/graders/compile/compiler';
import { checkModules, emit, type Checked } from '../../src/graders/compile/program';

const checkModule = (text: string): Checked => checkModules([text])[0];

const messages = (text: string): string[] => checkModule(text).diagnostics.map((d) => d.message);

describe('types of one submission never reach the next', () => {
  test('names at the top of a script that is no module', () => {
    expect(messages('interface Mine { a: number }\nvar shared: Mine = { a: 1 };')).toEqual([]);
    expect(messages('export const x: Mine = { a: 1 };')[0]).toContain(`Cannot find name 'Mine'`);
    expect(messages('export const y = shared;')[0]).toContain(`Cannot find name 'shared'`);
  });

  test('declare global', () => {
    expect(messages('declare global { interface Array<T> { leak(): T } var leaked: number }\nexport const x = [1].leak() + leaked;')).toEqual([]);
    expect(messages('export const x = [1].leak();')[0]).toContain(`'leak' does not exist`);
    expect(messages('export const y = leaked;')[0]).toContain(`Cannot find name 'leaked'`);
  });

  test('augmenting a module of the library', () => {
    const use = `import * as np from 'gradus/np';\nexport const x = np.array([1])`;
    expect(messages(`${use}.leak();\ndeclare module 'gradus/np' { interface NDArray { leak(): number } }`)).toEqual([]);
    expect(messages(`${use}.leak();`)[0]).toContain(`'leak' does not exist`);
    expect(messages(`${use}.sum();`)).toEqual([]);
  });

  test('declaring a module that there is not', () => {
    const use = `import { a } from 'nowhere';\nexport const x = a;`;
    expect(messages(`declare module 'nowhere' { export const a: number }`)).toEqual([]);
    expect(messages(use)[0]).toContain(`Cannot find module 'nowhere'`);
  });

  test('the same names with other types, back and forth', () => {
    const a = 'interface Result { score: number }\nexport const f = (r: Result): number => r.score;';
    const b = 'interface Result { score: string }\nexport const f = (r: Result): number => r.score;';
    for (let i = 0; i < 2; i++) {
      expect(messages(a)).toEqual([]);
      expect(messages(b)[0]).toContain(`Type 'string' is not assignable`);
    }
  });

  test('another list of imports, which makes the program anew', () => {
    expect(messages(`import * as np from 'gradus/np';\nexport const x: number = np.sum(np.array([1]));`)).toEqual([]);
    expect(messages('export const x = np;')[0]).toContain(`Cannot find name 'np'`);
  });
});

test('more mistakes than are told are told of', () => {
  const lines = (n: number): string => Array.from({ length: n }, (_, i) => `export const a${i}: string = ${i};`).join('\n');
  expect(checkModule(lines(3))).toMatchObject({ cut: false, diagnostics: [{ line: 1 }, { line: 2 }, { line: 3 }] });
  expect(checkModule(lines(60))).toMatchObject({ cut: true });
});

test('its process is renewed now and then, for it never gets smaller', async () => {
  const compiler = new Compiler();
  const pids = new Set<number | undefined>();
  try {
    for (let i = 0; i < 260; i++) {
      expect((await compiler.check('export const x = 1;')).diagnostics).toEqual([]);
      pids.add(compiler.pid);
    }
  } finally {
    compiler.close();
  }
  expect(pids.size).toBe(2);
});

test('code comes of a module whatever its types', () => expect(emit('export const x: string = 1;').code).toContain('exports.x = 1'));

test('the process answers both questions, and one that is started early answers too', async () => {
  const compiler = new Compiler();
  try {
    compiler.warm();
    const { pid } = compiler;
    expect(pid).toBeGreaterThan(0);
    const [checked, code] = await Promise.all([compiler.check('export const x: string = 1;'), compiler.transpile('export const y = 2;')]);
    expect(checked.diagnostics).toHaveLength(1);
    expect(code.code).toContain('exports.y = 2');
    expect(compiler.pid).toBe(pid);
  } finally {
    compiler.close();
  }
  expect(compiler.pid).toBeUndefined();
});
