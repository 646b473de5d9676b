import type { Assembly, Segment } from '../notebook/assemble';
import type { Where } from '../schemas/result';
import type { Diagnostic } from './program';
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
const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/**
 * Compiles the module without the cells that have mistakes: a cell that does not compile would not run in the notebook either, and costs its own tasks and
 * those that need it. Leaving a cell out can bring up new mistakes, so it goes round until none can be left.
 */
export async function compileModule(assembly: Assembly, compiler: Compiler): Promise<CompiledModule> {
  const broken = new Map<string, Fault>();
  try {
    const layout = await withoutMistakes(assembly.segments, broken, compiler);
    if (layout === null) return nothing(assembly, broken);
    const { code, map } = await compiler.transpile(layout.text);
    return { code, broken, declared: declaredBy(assembly.segments), locate: locator(layout, map) };
  } catch (error) {
    if (error instanceof CompileTimeout) return nothing(assembly, broken);
    throw error;
  }
}

/** The module without the cells that have mistakes, whose names go into `broken`; null when mistakes go on coming up. */
async function withoutMistakes(all: Segment[], broken: Map<string, Fault>, compiler: Compiler): Promise<Layout | null> {
  let segments = all;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const layout = layOut(segments);
    const { diagnostics, cut } = await compiler.check(layout.text);
    const faults = faultsOf(diagnostics, layout, broken);
    if (faults.size === 0) return layout;
    const kept = dropCells(segments, faults, broken);
    if (!cut && !mentions(kept, segments)) return layOut(kept);
    segments = kept;
  }
  return null;
}

/** The first mistake of each of the learner's segments. */
function faultsOf(diagnostics: readonly Diagnostic[], layout: Layout, broken: Map<string, Fault>): Map<Segment, Fault> {
  const faults = new Map<Segment, Fault>();
  for (const d of diagnostics) {
    const found = layout.at(d.line);
    if (!found || found.segment.origin === 'pack' || faults.has(found.segment)) continue;
    const because = d.unknown && broken.has(d.unknown) ? ` (${d.unknown} did not compile either)` : '';
    faults.set(found.segment, { message: `${found.place}: ${d.message}${because}`, where: found.where });
  }
  return faults;
}

/** Whether the kept segments mention a name that went with the others. If none does, all that was found in them still holds, and a second check would find nothing new. */
function mentions(kept: readonly Segment[], before: readonly Segment[]): boolean {
  const gone = before.filter((s) => !kept.includes(s));
  if (gone.some((s) => s.names.length === 0)) return true; // not known by name what it gave
  const names = new Set(gone.flatMap((s) => s.names).map((name) => name.replace('type ', '')));
  return kept.some((s) => (s.text.match(IDENTIFIER) ?? []).some((word) => names.has(word)) || s.text.includes('\\u'));
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
