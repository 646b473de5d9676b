/** All that needs the compiler: running cells, completing, explaining. Loaded when the sockets are open, so that Jupyter has its first answer at once. */
import { Executor, type Outcome } from './cells/executor';
import { watchTrainings, stopTrainings } from './cells/training';
import { TensorMemory } from './cells/tensorMemory';
import type { Guard } from './cells/watch';
import { Compiler, endsInValue, syntaxOf } from './compile/compiler';
import { bundleOf, type Bundle } from './display/bundle';
import { readableStacks, rememberCell, type CellSource } from './errors/frames';
import { compilerFailure, runFailure, type Failure } from './errors/traceback';
import { complete } from './help/complete';
import { inspect } from './help/inspect';
import { loadNative } from '../lib/tf/backend';
import { modulesOf } from './ahead';
import type { Content } from './protocol/message';

/** How a cell ended, as Jupyter is told: an error, or what is to be shown of the value, if anything. */
export type Ended = { failure: Failure } | { bundle: Bundle | null };

type WriteDisplayData = (data: Content, update: boolean) => void;

export class Session {
  private readonly compiler = new Compiler();
  private readonly executor: Executor;
  private readonly memory = new TensorMemory();
  private cell: CellSource = { label: 'In[0]', lines: [], locate: () => null };
  private runs = 0;

  constructor(guard: Guard) {
    readableStacks();
    this.executor = new Executor(this.compiler, guard, (file, locate) => rememberCell(file, Object.assign(this.cell, { locate })));
    this.memory.watchFor();
    watchTrainings();
  }

  /**
   * What the first cells would wait for, in steps to be done while nothing is asked for: the compiler; then, if it is known which notebook this kernel is for, the types of the
   * modules that it imports and native TensorFlow.
   */
  *warmUp(notebook: string | undefined): Iterable<void> {
    const { tslab } = this.compiler;
    yield;
    const modules = modulesOf(notebook);
    if (modules.length === 0) return;
    tslab.convert('', modules.map((name, i) => `import * as m${i} from ${JSON.stringify(name)};`).join('\n'));
    yield;
    if (modules.includes('gradus/tf')) loadNative();
  }

  /** Where what gradus/display shows goes. */
  displayTo(write: WriteDisplayData): void {
    (require('tslab/dist/jupyter') as { lastWriteDisplayData: WriteDisplayData }).lastWriteDisplayData = write;
  }

  async execute(code: string, label: string): Promise<Ended> {
    const cell: CellSource = { label, lines: code.split('\n'), locate: () => null };
    this.cell = cell;
    const outcome = await this.executor.run(code, `cell-${++this.runs}.ts`);
    try {
      return this.ended(outcome, cell, code);
    } catch (error) {
      return { failure: runFailure(error, cell) }; // a value that cannot be shown, such as one whose own inspect fails
    }
  }

  private ended(outcome: Outcome, cell: CellSource, code: string): Ended {
    if (outcome.kind === 'rejected') return { failure: compilerFailure(outcome.diagnostics, cell) };
    if (outcome.kind === 'failed') return { failure: runFailure(outcome.error, cell) };
    if (outcome.value === undefined || !endsInValue(code)) return { bundle: null };
    return { bundle: typeof outcome.value === 'function' ? this.functionBundle(outcome.value, code) : bundleOf(outcome.value) };
  }

  /** Functions as their signature and what is written about them. */
  private functionBundle(value: object, code: string): Bundle {
    const help = inspect(this.executor, code, [...code.trimEnd()].length - 1).data as Bundle | undefined;
    return help?.['text/plain'] ? help : bundleOf(value);
  }

  /** To be called when the answer is on its way. */
  afterCell(): void {
    this.memory.afterCell();
  }

  /** An error of something that a cell left running. */
  lateFailure(error: unknown): Failure {
    return runFailure(error, { label: 'that has ended', lines: [], locate: () => null });
  }

  interrupt(): void {
    stopTrainings();
    this.executor.interrupt();
  }

  get busy(): boolean {
    return this.executor.busy;
  }

  complete(code: string, cursor: number): Content {
    return complete(this.executor, this.compiler, code, cursor);
  }

  inspect(code: string, cursor: number): Content {
    return inspect(this.executor, code, cursor);
  }

  isComplete(code: string): Content {
    const { isCompleteCode } = require('tslab/dist/converter') as { isCompleteCode: (code: string) => { completed: boolean; indent?: string } };
    const { completed, indent } = isCompleteCode(code);
    const status = completed ? syntaxOf(code) : 'incomplete';
    return status === 'incomplete' ? { status, indent: indent ?? '' } : { status };
  }

  close(): void {
    this.executor.close();
  }
}

