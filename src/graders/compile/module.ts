import type { Assembly, Segment } from '../notebook/assemble';
import type { Diagnostic } from './checker';
import { CompileTimeout, type Compiler } from './compiler';

export interface CompiledModule {
  /** CommonJS that exports every name that compiled. */
  code: string;
  /** Names that did not compile, with what the compiler said and where. */
  broken: Map<string, string>;
}

const MAX_ROUNDS = 6;
const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/**
 * Compiles the module without the cells that have mistakes: a cell that does not compile would not run in the notebook either, and costs its own tasks and
 * those that need it. Leaving a cell out can bring up new mistakes, so it goes round until none can be left.
 */
export async function compileModule(assembly: Assembly, compiler: Compiler): Promise<CompiledModule> {
  const broken = new Map<string, string>();
  try {
    const text = await withoutMistakes(assembly.segments, broken, compiler);
    return text === null ? nothing(assembly, broken) : { code: await compiler.transpile(text), broken };
  } catch (error) {
    if (error instanceof CompileTimeout) return nothing(assembly, broken);
    throw error;
  }
}

/** The module's text without the cells that have mistakes, whose names go into `broken`; null when mistakes go on coming up. */
async function withoutMistakes(all: Segment[], broken: Map<string, string>, compiler: Compiler): Promise<string | null> {
  let segments = all;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const layout = layOut(segments);
    const { diagnostics, cut } = await compiler.check(layout.text);
    const faults = faultsOf(diagnostics, layout, broken);
    if (faults.size === 0) return layout.text;
    const kept = dropCells(segments, faults, broken);
    if (!cut && !mentions(kept, segments)) return layOut(kept).text;
    segments = kept;
  }
  return null;
}

/** The first mistake of each of the learner's segments. */
function faultsOf(diagnostics: readonly Diagnostic[], layout: Layout, broken: Map<string, string>): Map<Segment, string> {
  const faults = new Map<Segment, string>();
  for (const d of diagnostics) {
    const found = layout.at(d.line);
    if (!found || found.segment.origin === 'pack' || faults.has(found.segment)) continue;
    const because = d.unknown && broken.has(d.unknown) ? ` (${d.unknown} did not compile either)` : '';
    faults.set(found.segment, `${found.place}: ${d.message}${because}`);
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
function nothing(assembly: Assembly, broken: Map<string, string>): CompiledModule {
  for (const s of assembly.segments) for (const name of s.names) if (s.origin !== 'pack' && !broken.has(name)) broken.set(name, 'the compiler did not finish with this notebook');
  return { code: '', broken };
}

function dropCells(segments: Segment[], faults: Map<Segment, string>, broken: Map<string, string>): Segment[] {
  const cells = new Map<number, string>();
  for (const [s, message] of faults) if (s.origin !== 'pack' && !cells.has(s.origin.cell)) cells.set(s.origin.cell, message);
  const wholeCell = segments.some((s) => s.task);
  return segments.filter((s) => {
    const message = s.origin === 'pack' ? undefined : wholeCell ? cells.get(s.origin.cell) : faults.get(s);
    if (message === undefined) return true;
    for (const name of s.names) broken.set(name, message);
    return false;
  });
}

interface Layout {
  text: string;
  at: (line: number) => { segment: Segment; place: string } | null;
}

/** The text of the module, and the way back from its lines to the cells. */
function layOut(segments: readonly Segment[]): Layout {
  const ordered = [...segments.filter((s) => s.text.startsWith('import')), ...segments.filter((s) => !s.text.startsWith('import'))];
  const starts: { first: number; last: number; segment: Segment }[] = [];
  let line = 1;
  for (const segment of ordered) {
    const count = segment.text.split('\n').length;
    starts.push({ first: line, last: line + count - 1, segment });
    line += count;
  }
  const names = [...new Set(ordered.filter((s) => !s.text.startsWith('import')).flatMap((s) => s.names))].filter((name) => !name.startsWith('type '));
  const text = `${ordered.map((s) => s.text).join('\n')}\nexport { ${names.join(', ')} };\n`;
  const at = (n: number): { segment: Segment; place: string } | null => {
    const found = starts.find(({ first, last }) => n >= first && n <= last);
    if (!found) return null;
    const { origin } = found.segment;
    return { segment: found.segment, place: origin === 'pack' ? 'a given cell' : `cell ${origin.cell}, line ${origin.line + n - found.first}` };
  };
  return { text, at };
}
