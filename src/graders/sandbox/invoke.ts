import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { Probe } from '../../lib/check/load';
import { makeTensor } from '../../lib/check/values';
import { decode, encode, type Encoded } from '../values/codec';
import type { ThrownError } from './protocol';
import { framesIn } from './stack';

type Fn = (...args: unknown[]) => unknown;

/** Exports of a compiled module, which finds its packages from where `file` is. */
export function load(code: string, file: string): Record<string, unknown> {
  const module = { exports: {} as Record<string, unknown> };
  const run = vm.runInThisContext(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, { filename: file }) as (...args: unknown[]) => void;
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

/** Calls a function of a module, or a probe with it: arguments and result as they go through the pipe. */
export async function call(module: Record<string, unknown>, fn: string, args: readonly Encoded[], probe?: Probe): Promise<Encoded> {
  const target = module[fn];
  if (typeof target !== 'function') throw Object.assign(new TypeError(`${fn} is not a function`), { name: 'MissingFunction' });
  const values = args.map((arg) => decode(arg, makeTensor));
  return encode(await (probe ? probe(target as Fn, ...values) : (target as Fn)(...values)));
}

/** What a call threw, as the answer tells it; `file` is where the module seems to be. */
export function describeError(error: unknown, file: string): ThrownError {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error).slice(0, 1000) };
  const { name, message, stack } = error as Error;
  return { name: String(name).slice(0, 100), message: String(message).slice(0, 1000), at: framesIn(String(stack), file) };
}
