/**
 * Type-checks and compiles learners' modules, in a process of its own: types can be written that keep the compiler busy for ever. Requests and answers are
 * messages of node:child_process.
 */
import { checkModules, emit, type Checked, type Emitted } from './program';

export interface CheckRequest {
  id: number;
  text: string;
  /** What is wanted of the module: its mistakes, or its JavaScript. */
  want: 'diagnostics' | 'code';
}

export type CheckReply = { id: number } & (Checked | Emitted);

if (process.send) {
  process.on('message', ({ id, text, want }: CheckRequest) => process.send!({ id, ...(want === 'code' ? emit(text) : checkModules([text])[0]) } satisfies CheckReply));
  process.on('disconnect', () => process.exit(0));
  checkModules(['']); // reads the language's own declarations while the grader is still reading the submission
}
