/**
 * Type-checks and compiles learners' modules, in a process of its own: types can be written that keep the compiler busy for ever. Requests and answers are
 * messages of node:child_process.
 */
import { checkModules, emit, type Diagnostic } from './program';

export interface CheckRequest {
  id: number;
  text: string;
}

export interface CheckReply {
  id: number;
  code: string;
  diagnostics: Diagnostic[];
}

process.on('message', ({ id, text }: CheckRequest) => {
  const [diagnostics] = checkModules([text]);
  process.send!({ id, code: emit(text), diagnostics } satisfies CheckReply);
});
process.on('disconnect', () => process.exit(0));
