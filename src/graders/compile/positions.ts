import { SourceMap, type SourceMapPayload } from 'node:module';
import type { Position } from '../sandbox/stack';

/** Reads a source map (JSON): from a position in the code to the line in the text it was made from, from 1. */
export function positions(map: string): (position: Position) => number | undefined {
  const source = new SourceMap(JSON.parse(map) as SourceMapPayload);
  return ([line, column]) => {
    const entry = source.findEntry(line - 1, column - 1);
    return 'originalLine' in entry ? entry.originalLine + 1 : undefined;
  };
}
