import { cellLines } from '../notebook/lines';
import type { Result, Where } from '../schemas/result';
import type { ExportContext } from './types';

/** From places in a submission to lines of its file, from 1; undefined when the place or the file is not known. */
export function fileLine(result: Result, context: ExportContext): (where: Where | undefined) => number | undefined {
  let lines: ((where: Where) => number | undefined) | null = null;
  return (where) => {
    if (!where) return undefined;
    if (!result.file.endsWith('.ipynb')) return where.line;
    lines ??= cellLines(context.source(result) ?? '');
    return lines(where);
  };
}
