import type { Diagnostic } from '../compile/compiler';
import { KeyboardInterrupt } from '../cells/interrupted';
import { cyan, green, grey, red, yellow } from './ansi';
import { framesOf, type CellSource, type Frame } from './frames';
import { hintForDiagnostic, hintForError } from './hints';

/** An error as Jupyter's messages carry it. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

const CONTEXT = 2;
const MAX_FRAMES = 8;
const MAX_DIAGNOSTICS = 5;
const RULE = red('-'.repeat(75));

const headLine = (ename: string, right: string): string => `${red(ename)} ${right.padStart(74 - ename.length)}`;
const hintLine = (hint: string | null): string[] => (hint ? [yellow(`What to do: ${hint}`)] : []);

/** "Cell In[3], line 2", the lines around it, an arrow at the line and carets below the place. */
function excerpt(cell: CellSource, line: number, column: number, length = 1): string {
  const out = [`${cyan('Cell')} ${green(cell.label)}${green(`, line ${line}`)}`];
  for (let n = Math.max(1, line - CONTEXT); n <= Math.min(cell.lines.length, line + CONTEXT); n++) {
    const number = String(n).padStart(n === line ? 0 : 7);
    out.push(n === line ? `${green(`${'-'.repeat(Math.max(2, 5 - number.length))}> ${n}`.padStart(7))} ${cell.lines[n - 1]}` : `${grey(number)} ${cell.lines[n - 1]}`);
    if (n === line) out.push(`${' '.repeat(8)}${indentTo(cell.lines[n - 1], column)}${red('^'.repeat(Math.max(1, length)))}`);
  }
  return out.join('\n');
}

/** As wide as the line up to the column: tabs stay tabs. */
const indentTo = (line: string, column: number): string => line.slice(0, column - 1).replace(/[^\t]/g, ' ');

/** The compiler's messages about a cell. */
export function compilerFailure(diagnostics: Diagnostic[], cell: CellSource): Failure {
  const groups = grouped(diagnostics);
  const [first] = groups;
  const ename = first.code < 2000 ? 'SyntaxError' : 'TypeScriptError';
  const more = groups.length > 1 ? ` (and ${groups.length - 1} more)` : '';
  const shown = groups.slice(0, MAX_DIAGNOSTICS).map((d) => {
    const length = d.end.line === d.start.line ? d.end.character - d.start.character : (cell.lines[d.start.line]?.length ?? 0) - d.start.character;
    const place = d.fileName ? `${cyan('File')} ${green(`${d.fileName}, line ${d.start.line + 1}`)}` : excerpt(cell, d.start.line + 1, d.start.character + 1, length);
    return [place, `${red(d.code < 2000 ? 'SyntaxError' : 'TypeScriptError')}: ${d.messageText} ${grey(`(TS${d.code})`)}`, ...hintLine(hintForDiagnostic(d))].join('\n');
  });
  if (groups.length > MAX_DIAGNOSTICS) shown.push(`... and ${groups.length - MAX_DIAGNOSTICS} more`);
  return { ename, evalue: `${first.messageText.split('\n')[0]}${more}`, traceback: [RULE, headLine(ename, 'found before the cell was run'), ...shown] };
}

/** tslab gives a chain of messages as several at one place, and the second of two cells' messages twice. */
function grouped(diagnostics: Diagnostic[]): Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const d of diagnostics) {
    const last = out.at(-1);
    const same = last && last.start.line === d.start.line && last.start.character === d.start.character && last.fileName === d.fileName;
    if (same && last.code !== d.code) last.messageText += `\n  ${d.messageText}`;
    else if (!same) out.push({ ...d });
  }
  return out;
}

/** What a cell threw. */
export function runFailure(error: unknown, cell: CellSource): Failure {
  const { ename, evalue } = nameAndMessage(error);
  if (error instanceof KeyboardInterrupt) return { ename, evalue, traceback: [RULE, headLine(ename, cell.label), `${red(ename)}: ${evalue}`] };
  const frames = framesOf(error);
  const cause = error instanceof Error && error.cause !== undefined ? [`${grey('Caused by')} ${nameAndMessage(error.cause).ename}: ${nameAndMessage(error.cause).evalue}`] : [];
  const where = frames.some((f) => f.kind === 'cell') ? stackText(frames) : [`${cyan('Cell')} ${green(cell.label)}`, ...stackText(frames)];
  return { ename, evalue, traceback: [RULE, headLine(ename, 'Traceback (most recent call last)'), ...where, `${red(ename)}: ${evalue}`, ...cause, ...hintLine(hintForError(ename, evalue))] };
}

/** Frames outermost first, as IPython has them; calls inside libraries in one line. */
function stackText(frames: Frame[]): string[] {
  const blocks: string[] = [];
  const outermost = [...frames].reverse();
  for (let i = 0; i < outermost.length; i++) {
    const frame = outermost[i];
    if (frame.kind === 'cell') blocks.push(excerpt(frame.cell, frame.line, frame.column));
    else if (frame.kind === 'file') blocks.push(`${cyan('File')} ${green(frame.file)}${frame.fn ? `, in ${frame.fn}` : ''}`);
    else {
      const run = outermost.slice(i, endOfRun(outermost, i));
      const names = [...new Set(run.map((f) => f.fn).filter((fn) => fn !== '' && !fn.includes('<anonymous>')))];
      blocks.push(grey(`${(frame as { from: string }).from}${names.length > 0 ? `: ${names.slice(0, 4).join(' > ')}${names.length > 4 ? ' > ...' : ''}` : ''}`));
      i += run.length - 1;
    }
  }
  if (blocks.length <= MAX_FRAMES) return blocks;
  return [...blocks.slice(0, MAX_FRAMES / 2), grey(`... ${blocks.length - MAX_FRAMES} calls more ...`), ...blocks.slice(-MAX_FRAMES / 2)];
}

/** Where a run of calls inside one library ends. */
function endOfRun(frames: Frame[], start: number): number {
  const from = (f: Frame): string | null => (f.kind === 'library' ? f.from : null);
  let end = start + 1;
  while (end < frames.length && from(frames[end]) === from(frames[start])) end++;
  return end;
}

/** Names as the learner wrote them: `exports.f`, `(0 , np_1.dot)` are the compiler's. */
const asWritten = (message: string): string => message.replace(/\(0 ?, ?\w+_\d+\.([\w$]+)\)/g, '$1').replace(/\b(?:exports|\w+_\d+)\.([\w$]+)/g, '$1').replace(/\b(\w+)_\d+\.default\b/g, '$1'); // prettier-ignore

function nameAndMessage(error: unknown): { ename: string; evalue: string } {
  try {
    if (error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error && 'name' in error)) {
      return { ename: String((error as Error).name), evalue: asWritten(String((error as Error).message)) };
    }
    return { ename: 'Thrown', evalue: typeof error === 'string' ? error : inspectShort(error) };
  } catch {
    return { ename: 'Error', evalue: 'an error that cannot be read' };
  }
}

const inspectShort = (value: unknown): string => (require('node:util') as typeof import('node:util')).inspect(value, { depth: 2 }).slice(0, 2000);
