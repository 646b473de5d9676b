import vm from 'node:vm';
import { loopsOverAwaits, withoutExportKeywords, type Compiler, type Converter, type Diagnostic, type Locate } from '../compile/compiler';
import { declarationsOfFailed } from './declarations';
import { KeyboardInterrupt } from './interrupted';
import { Runtime, TIMERS } from './runtime';

/** How a cell ended. */
export type Outcome = { kind: 'done'; value: unknown } | { kind: 'rejected'; diagnostics: Diagnostic[] } | { kind: 'failed'; error: unknown };

interface TslabExecutor {
  execute(code: string): Promise<boolean>;
  locals: Record<string, unknown>;
  close(): void;
}
type CreateExecutor = (folder: string, converters: object, log: { log(value: unknown): void; error(...args: unknown[]): void }) => TslabExecutor;

/** Follows what the learner's code is doing, so that only that is ever stopped by force. */
export interface Watch {
  entered(): void;
  left(): void;
}

/** The end of a cell's code as tslab wraps it. */
const CELL_END = '})(__tslab__.exports, __tslab__.require)';

/**
 * Runs cells by tslab's executor, which imports and awaits, and takes from it what it would print: compiler messages, errors and values. Declarations of a cell that failed
 * half-way stay as far as the cell came.
 */
export class Executor {
  private readonly tslab: TslabExecutor;
  private readonly runtime: Runtime;
  private declarations = '';
  private next = '';
  private diagnostics: Diagnostic[] = [];
  private thrown: { error: unknown } | null = null;
  private file = '';
  private end: ((error: KeyboardInterrupt) => void) | null = null;

  constructor(
    private readonly compiler: Compiler,
    private readonly watch: Watch,
    private readonly onCompiled: (file: string, locate: Locate) => void,
  ) {
    const { createExecutor } = require('tslab/dist/executor') as { createExecutor: CreateExecutor };
    const error = (...args: unknown[]): void => void (this.thrown ??= { error: args[0] });
    this.tslab = withoutProxy(() => createExecutor(process.cwd(), { node: this.converter(), close: () => {} }, { log: () => {}, error }));
    this.runtime = new Runtime(this.tslab.locals);
    Object.defineProperty(globalThis, '__kernel__', { value: this.runtime, enumerable: false });
    const runInThisContext = vm.runInThisContext;
    vm.runInThisContext = (code: string, options) => (code.endsWith(CELL_END) ? this.start(code, runInThisContext) : runInThisContext(code, options));
  }

  /** Whether a cell is being run. */
  get busy(): boolean {
    return this.end !== null;
  }

  /** Runs a cell; `file` is its name in stacks. Never rejects. */
  async run(code: string, file: string): Promise<Outcome> {
    [this.file, this.diagnostics, this.thrown] = [file, [], null];
    this.next = this.declarations;
    this.runtime.begin();
    try {
      // in a turn of its own: code that is stopped by force takes every caller on the stack with it, and would leave the socket broken that the request came by
      const value = await new Promise((resolve, reject) => {
        this.end = reject;
        const evaluate = (): Promise<unknown> => this.evaluate(withoutExportKeywords(code));
        setImmediate(() => void Promise.resolve().then(evaluate).then(resolve, reject));
      });
      if (this.diagnostics.length > 0) return { kind: 'rejected', diagnostics: this.diagnostics };
      this.declarations = this.next;
      return { kind: 'done', value };
    } catch (error) {
      this.keepReached();
      return { kind: 'failed', error };
    } finally {
      this.end = null;
      this.runtime.value = undefined;
      this.watch.left();
    }
  }

  private async evaluate(code: string): Promise<unknown> {
    const ok = await this.tslab.execute(code);
    if (!ok) throw this.thrown ? this.thrown.error : new Error('the cell could not be run');
    return this.runtime.value; // awaited, if it is a promise
  }

  /** Ends the cell that is being run; what it awaits goes on unseen, and ends at its next `await`. */
  interrupt(): void {
    this.runtime.interrupt();
    this.end?.(new KeyboardInterrupt('the cell was interrupted; variables that it has set keep their values'));
  }

  inspect(code: string, position: number): ReturnType<Converter['inspect']> {
    return this.compiler.tslab.inspect(this.declarations, code, position);
  }

  complete(code: string, position: number): ReturnType<Converter['complete']> {
    return this.compiler.tslab.complete(this.declarations, code, position);
  }

  close(): void {
    this.compiler.tslab.close();
  }

  private start(code: string, run: typeof vm.runInThisContext): unknown {
    this.onCompiled(this.file, this.compiler.last.locate);
    this.watch.entered();
    const timers = TIMERS.filter((name) => !this.compiler.last.stored.has(name)).map((name) => `, ${name} = __kernel__.timers.${name}`); // unless the cell declares its own
    const head = `(${code.startsWith('(async ') ? 'async ' : ''}function(exports, require, __cell = __kernel__.cell${timers.join('')}) { `;
    return run(head + code.slice(code.indexOf('{') + 1), { filename: this.file });
  }

  private keepReached(): void {
    const missing = new Set([...this.compiler.last.stored].filter((name) => !this.runtime.declared.has(name)));
    if (this.next !== this.declarations) this.declarations = declarationsOfFailed(this.declarations, this.next, missing);
  }

  /** tslab's converter for tslab's executor, with the declarations that are kept here. */
  private converter(): Pick<Converter, 'convert' | 'addModule'> {
    return {
      convert: (_, code) => {
        const converted = this.compiler.tslab.convert(this.declarations, code);
        this.diagnostics = converted.diagnostics;
        if (converted.diagnostics.length > 0) return { diagnostics: [], sideOutputs: converted.sideOutputs };
        this.next = converted.declOutput ?? '';
        return { ...converted, hasToplevelAwait: converted.hasToplevelAwait || loopsOverAwaits(code), lastExpressionVar: undefined };
      },
      addModule: (name, code, meta) => {
        this.diagnostics = this.compiler.tslab.addModule(name, code, meta);
        return [];
      },
    };
  }
}

/** Runs tslab's set-up of an executor with a Proxy that gives its target back: cells' variables are to live in a plain object. */
function withoutProxy<T>(make: () => T): T {
  const RealProxy = globalThis.Proxy;
  const isVariables = (target: object, handler: ProxyHandler<object>): boolean => Object.keys(target).length === 0 && Object.keys(handler).join() === 'defineProperty';
  globalThis.Proxy = new RealProxy(RealProxy, {
    construct: (_, [target, handler]: [object, ProxyHandler<object>]) => (isVariables(target, handler) ? target : new RealProxy(target, handler)),
  });
  try {
    return make();
  } finally {
    globalThis.Proxy = RealProxy;
  }
}
