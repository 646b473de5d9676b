import { talk, type Reply } from './talk';

/** What cells may hold: cells that run one after the other, and the value of the last. Names are those of the row. */
const CASES: [what: string, cells: string[], value: string][] = [
  ['shorthand property of an earlier cell', ['const s1 = 7;', '({ s1 })'], '{ s1: 7 }'],
  ['shorthand in a nested function', ['const s2 = 7;', 'const f2 = () => { const g = () => ({ s2, k: { s2 } }); return g(); }; f2()'], '{ s2: 7, k: { s2: 7 } }'],
  ['shorthand of the same cell, changed later', ['let s3 = 1; const f3 = () => ({ s3 });', 's3 = 2; f3()'], '{ s3: 2 }'],
  ['defaults of patterns', ['const s4 = 5;', 'const { a4 = s4, b4: [c4 = s4] } = { b4: [] } as any; [a4, c4]'], '[ 5, 5 ]'],
  ['names out of patterns', ['const { a5, ...r5 } = { a5: 1, b: 2 }; const [x5, , y5] = [1, 2, 3];', '[a5, r5, x5, y5]'], '[ 1, { b: 2 }, 1, 3 ]'],
  ['assignment by patterns', ['let a6 = 1, b6 = 2;', '[a6, b6] = [b6, a6]; ({ a6 } = { a6: a6 * 10 }); [a6, b6]'], '[ 20, 1 ]'],
  ['a key that an earlier interface declares', ['interface P7 { W1: number }', 'const p7: P7 = { W1: 3 }; const { W1: w7 } = p7; w7'], '3'],
  ['a later assignment is seen by earlier functions', ['let rate8 = 0.1; function step8() { return rate8; }', 'rate8 = 0.5; step8()'], '0.5'],
  ['a new declaration is seen by earlier functions', ['let rate9 = 0.1; function step9() { return rate9; }', 'let rate9 = 0.7;', 'step9()'], '0.7'],
  ['a function that is mended', ["function h10() { return 'old'; } function main10() { return h10(); }", "function h10() { return 'new'; }", 'main10()'], "'new'"],
  ['const, let, class, function, import again', ['const x11 = 1; class C11 { a = 1 } function f11() { return 1; }', "const x11 = 'x'; class C11 { a = 2 } function f11() { return 2; }", '[x11, new C11().a, f11()]'], "[ 'x', 2, 2 ]"],
  ['a variable in place of an import', ["import { zeros } from 'gradus/np';", 'const zeros = 3;', 'zeros'], '3'],
  ['class fields, inheritance, statics, private', ['class A13 { #p = 1; static n = 2; get p() { return this.#p; } }', 'class B13 extends A13 { q = this.p + A13.n } new B13().q'], '3'],
  ['enums', ['enum E14 { Red, Green = 5 }', '[E14.Green, E14[0]]'], "[ 5, 'Red' ]"],
  ['async generators and for await', ['async function* g15() { yield 1; yield 2; }', 'const o15: number[] = []; for await (const v of g15()) o15.push(v); o15'], '[ 1, 2 ]'],
  ['labels', ['let n16 = 0; outer16: for (let i = 0; i < 3; i++) for (;;) { n16++; continue outer16; }', 'n16'], '3'],
  ['typeof', ['const t17 = 1; class T17 {}', '[typeof t17, typeof T17]'], "[ 'number', 'function' ]"],
  ['await in all places', ['const w18 = [await 1, { a: await 2 }, (await Promise.resolve([3]))[0], `${await 4}`];', 'if (await true) { w18.push(await 5); } w18'], "[ 1, { a: 2 }, 3, '4', 5 ]"],
  ['a promise is awaited', ['(async () => 19)()'], '19'],
  ['default and namespace imports', ["import fs, { existsSync as there21 } from 'node:fs'; import * as path21 from 'node:path';", 'typeof fs.readFileSync + typeof there21 + typeof path21.join'], "'functionfunctionfunction'"],
  ['export is let pass', ['export const e22 = 1; export function g22() { return 2; } export interface I22 { a: number }', 'const i22: I22 = { a: e22 + g22() }; i22.a'], '3'],
  ['recursion and calls before the declaration', ['const r23 = f23(5); function f23(n: number): number { return n < 2 ? 1 : n * f23(n - 1); }', 'r23'], '120'],
  ['shadowing', ['const n24 = 1;', 'const f24 = (n24: number) => ({ n24 }); { const n24 = 9; } [f24(2), n24]'], '[ { n24: 2 }, 1 ]'],
  ['generic types and overloads', ['type Pair25<T> = [T, T]; function o25(a: string): string; function o25(a: number): number; function o25(a: any): any { return a; }', 'const p25: Pair25<number> = [1, o25(2)]; p25'], '[ 1, 2 ]'],
  ['closures of loops', ['const fs26: (() => number)[] = []; for (let i = 0; i < 3; i++) fs26.push(() => i);', 'fs26.map((f) => f())'], '[ 0, 1, 2 ]'],
];

let values: string[];

beforeAll(() => {
  const { replies } = talk(CASES.flatMap(([, cells]) => cells.map((code) => ({ code }))));
  const shown = (reply: Reply): string => (reply.errors[0] ? `${reply.errors[0].ename}: ${reply.errors[0].evalue}` : (reply.results[0]?.['text/plain'] ?? ''));
  let at = 0;
  values = CASES.map(([, cells]) => {
    const mine = replies.slice(at, (at += cells.length));
    const failed = mine.find((reply) => reply.status !== 'ok');
    return shown(failed ?? mine.at(-1)!);
  });
}, 120_000);

test.each(CASES.map(([what], i) => [what, i] as const))('cells: %s', (_, i) => expect(values[i]).toBe(CASES[i][2]));
