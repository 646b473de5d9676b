import { createHash } from 'node:crypto';

/** A wrong variant of a reference solution. */
export interface Mutant {
  slug: string;
  /** '1.2' */
  task: string;
  operator: string;
  /** Names it in the list of survivors: made of what changes, so that it stays when lines move. */
  key: string;
  /** Line in the source, from 1. */
  line: number;
  /** The lines that change, before and after. */
  before: string;
  after: string;
  /** The task's cell with the change. */
  cell: string;
}

/** '1.2 swapped 1f2e3d4c': `nth` tells apart changes whose lines read the same. */
export function keyOf({ task, operator, before, after }: Pick<Mutant, 'task' | 'operator' | 'before' | 'after'>, nth: number): string {
  const hash = createHash('sha256').update(JSON.stringify([before, after, nth])).digest('hex').slice(0, 8); // prettier-ignore
  return `${task} ${operator} ${hash}`;
}
