import type { Segment } from '../notebook/assemble';
import type { Where } from '../schemas/result';

/** A line of the module, and where it comes from. */
export interface Place {
  segment: Segment;
  /** Left out for the pack's own code. */
  where?: Where;
  /** The same in words. */
  place: string;
}

export interface Layout {
  text: string;
  at: (line: number) => Place | null;
}

/** The text of the module, and the way back from its lines to the cells. */
export function layOut(segments: readonly Segment[]): Layout {
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
  const at = (n: number): Place | null => {
    const found = starts.find(({ first, last }) => n >= first && n <= last);
    if (!found) return null;
    const { segment } = found;
    if (segment.origin === 'pack') return { segment, place: 'a given cell' };
    const where = { cell: segment.origin.cell, line: segment.origin.line + n - found.first };
    return { segment, where, place: inWords(where) };
  };
  return { text, at };
}

/** 'cell 7, line 3' */
export const inWords = ({ cell, line }: Where): string => `cell ${cell}, line ${line}`;
