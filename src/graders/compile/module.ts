import type { Assembly, Segment } from '../notebook/assemble';
import type { Where } from '../schemas/result';
import { CompileTimeout, type Compiler } from './compiler';
import { layOut, type Layout } from './layout';
import type { Position } from '../sandbox/stack';
import { positions } from './positions';

/** A name that did not compile. */
export interface Fault {
  message: string;
  where?: Where;
}

export interface CompiledModule {
  /** CommonJS that exports every name that compiled. */
  code: string;
  /** Names that did not compile, with what the compiler said and where. */
  broken: Map<string, Fault>;
  /** Where the learner declares a name. */
  declared: Map<string, Where>;
  /** The first of these positions in the code that the learner wrote. */
  locate: (stack: readonly Position[]) => Where | undefined;
}

const MAX_ROUNDS = 6;

/**
 * Compiles the module without the cells that have mistakes: a cell that does not compile would not run in the notebook either, and costs its own tasks and
 * those that need it. Leaving a cell out can bring up new mistakes, so it goes round until none are left.
 */
export async function compileModule(assembly: Assembly, compiler: Compiler): Promise<CompiledModule> {
  let segments = assembly.segments;
  const broken = new Map<string, Fault>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const layout = layOut(segments);
    const reply = await compiler.check(layout.text).catch((error: Error) => {
      if (error instanceof CompileTimeout) return null;
      throw error;
    });
    if (!reply) return nothing(assembly, broken);
    const faults = new Map<Segment, Fault>();
    for (const d of reply.diagnostics) {
      const found = layout.at(d.line);
      if (!found || found.segment.origin === 'pack' || faults.has(found.segment)) continue;
      const because = d.unknown && broken.has(d.unknown) ? ` (${d.unknown} did not compile either)` : '';
      faults.set(found.segment, { message: `${found.place}: ${d.message}${because}`, where: found.where });
    }
    if (faults.size === 0) return { code: reply.code, broken, declared: declaredBy(assembly.segments), locate: locator(layout, reply.map) };
    segments = dropCells(segments, faults, broken);
  }
  return nothing(assembly, broken);
}

/** A module in which nothing is left, for one that the compiler cannot finish. */
function nothing(assembly: Assembly, broken: Map<string, Fault>): CompiledModule {
  const fault = { message: 'the compiler did not finish with this notebook' };
  for (const s of assembly.segments) for (const name of s.names) if (s.origin !== 'pack' && !broken.has(name)) broken.set(name, fault);
  return { code: '', broken, declared: declaredBy(assembly.segments), locate: () => undefined };
}

const declaredBy = (segments: readonly Segment[]): Map<string, Where> => new Map(segments.flatMap(({ origin, names }) => (origin === 'pack' ? [] : names.map((name) => [name, origin] as const))));

/** From positions in the compiled code back to the learner's cells; frames in given cells and libraries are passed over. */
function locator(layout: Layout, map: string): CompiledModule['locate'] {
  const original = positions(map);
  return (stack) => {
    for (const position of stack) {
      const line = original(position);
      const where = line === undefined ? undefined : layout.at(line)?.where;
      if (where) return where;
    }
    return undefined;
  };
}

function dropCells(segments: Segment[], faults: Map<Segment, Fault>, broken: Map<string, Fault>): Segment[] {
  const cells = new Map<number, Fault>();
  for (const [s, fault] of faults) if (s.origin !== 'pack' && !cells.has(s.origin.cell)) cells.set(s.origin.cell, fault);
  const wholeCell = segments.some((s) => s.task);
  return segments.filter((s) => {
    const fault = s.origin === 'pack' ? undefined : wholeCell ? cells.get(s.origin.cell) : faults.get(s);
    if (fault === undefined) return true;
    for (const name of s.names) broken.set(name, fault);
    return false;
  });
}
