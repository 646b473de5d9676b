import path from 'node:path';
import type { Locate } from '../compile/module';

/** A call on an error's stack, innermost first. */
export type Frame = { kind: 'cell'; cell: CellSource; line: number; column: number; fn: string } | { kind: 'library'; from: string; fn: string } | { kind: 'file'; file: string; fn: string };

/** A cell that has run: how it is called, and its text. */
export interface CellSource {
  label: string;
  lines: string[];
  locate: Locate;
}

const frames = new WeakMap<object, Frame[]>();
const cells = new Map<string, CellSource>();
const KEPT_CELLS = 500;
const STACK_LIMIT = 60;
const KERNEL = path.resolve(__dirname, '..');
const LIBRARY = path.resolve(__dirname, '../../lib');

/** Remembers a cell by the name it has on stacks; the oldest of many are forgotten. */
export function rememberCell(file: string, cell: CellSource): void {
  cells.set(file, cell);
  if (cells.size > KEPT_CELLS) cells.delete(cells.keys().next().value!);
}

/** Makes stacks speak of cells: `at f (In[3]:2:5)` instead of places in compiled code, and without the kernel's own calls. */
export function readableStacks(): void {
  Error.stackTraceLimit = STACK_LIMIT;
  Error.prepareStackTrace = (error, sites) => {
    const found = sites.flatMap(frameOf);
    frames.set(error, found);
    return [headOf(error), ...found.map(frameText)].join('\n    at ');
  };
}

/** The frames of an error, innermost first; none for values that are no errors. */
export function framesOf(error: unknown): Frame[] {
  if (!(error instanceof Error)) return [];
  void error.stack; // made at the first look
  return frames.get(error) ?? [];
}

function headOf(error: Error): string {
  try {
    return String(error);
  } catch {
    return 'Error'; // a toString of the learner's own that fails
  }
}

function frameOf(site: NodeJS.CallSite): Frame[] {
  const file = site.getFileName() ?? site.getScriptNameOrSourceURL?.() ?? '';
  const fn = (site.getFunctionName() ?? site.getMethodName() ?? '').replace(/^(exports|Object)\./, '');
  const cell = cells.get(file);
  if (cell) {
    const place = cell.locate(site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
    return place ? [{ kind: 'cell', cell, ...place, fn }] : [];
  }
  if (!path.isAbsolute(file) || file.startsWith(KERNEL + path.sep) || /[\\/]node_modules[\\/](tslab|@tslab)[\\/]/.test(file)) return [];
  if (file.startsWith(LIBRARY + path.sep)) return [{ kind: 'library', from: `gradus/${path.relative(LIBRARY, file).split(path.sep)[0]}`, fn }];
  const installed = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1];
  return installed ? [{ kind: 'library', from: installed.replace('\\', '/'), fn }] : [{ kind: 'file', file: path.basename(file), fn }];
}

function frameText(frame: Frame): string {
  const place = frame.kind === 'cell' ? `${frame.cell.label}:${frame.line}:${frame.column}` : frame.kind === 'library' ? frame.from : frame.file;
  return frame.fn ? `${frame.fn} (${place})` : place;
}
