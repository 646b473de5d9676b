import type { Data } from './dtype';

/**
 * The compiled loops of one operation for one pair of item types, made from its expression in x and y. A loop shared by all operations would call the
 * operation once an item, which V8 cannot inline (five times slower, measured); four items a turn and positions counted from 0 save as much again.
 */
export interface Loops {
  /** out[k] = f(a[k], b[k]) for all items of out. */
  items(a: Data, b: Data, out: Data): void;
  /** out[k] = f(a[k], y). */
  right(a: Data, y: number, out: Data): void;
  /** out[k] = f(x, b[k]). */
  left(x: number, b: Data, out: Data): void;
  /** n items: out[o + k] = f(a[i + k p], b[j + k q]). */
  row(a: Data, i: number, p: number, b: Data, j: number, q: number, out: Data, o: number, n: number): void;
}

/** In expressions, `t` is scratch for two numbers: t[0] = x, t[1] = y, t[condition | 0] picks one without a branch, which random data would mispredict. */
export function compileLoops(expression: string): Loops {
  const item = (x: string, y: string, k: string): string => `{ const x = ${x}, y = ${y}; out[${k}] = ${expression}; }`;
  const all = (x: (k: string) => string, y: (k: string) => string): string => {
    const at = (k: string): string => item(x(k), y(k), k);
    return `const n = out.length; let k = 0; for (; k + 4 <= n; k += 4) { ${at('k') + at('k + 1') + at('k + 2') + at('k + 3')} } for (; k < n; k++) ${at('k')}`;
  };
  const row = (x: string, y: string): string => `for (let k = 0; k < n; k++) ${item(x, y, 'o + k')}`;
  return new Function(`const t = new Float64Array(2); return {
    items(a, b, out) { ${all((k) => `a[${k}]`, (k) => `b[${k}]`)} },
    right(a, c, out) { ${all((k) => `a[${k}]`, () => 'c')} },
    left(c, b, out) { ${all(() => 'c', (k) => `b[${k}]`)} },
    row(a, i, p, b, j, q, out, o, n) {
      if (p === 1 && q === 1) { ${row('a[i + k]', 'b[j + k]')} }
      else if (p === 1 && q === 0) { const c = b[j]; ${row('a[i + k]', 'c')} }
      else if (p === 0 && q === 1) { const c = a[i]; ${row('c', 'b[j + k]')} }
      else { ${row('a[i + k * p]', 'b[j + k * q]')} }
    },
  };`)() as Loops; // prettier-ignore
}

/** out[k] = f(a[k]) from an expression in x. */
export function compileUnary(expression: string): (a: Data, out: Data) => void {
  const at = (k: string): string => `{ const x = a[${k}]; out[${k}] = ${expression}; }`;
  return new Function(
    'a', 'out',
    `const n = out.length; let k = 0; for (; k + 4 <= n; k += 4) { ${at('k') + at('k + 1') + at('k + 2') + at('k + 3')} } for (; k < n; k++) ${at('k')}`,
  ) as (a: Data, out: Data) => void; // prettier-ignore
}
