import type { Content } from './protocol/message';

interface Entry {
  line: number;
  input: string;
  /** What the cell's value looks like as text; null if it showed none. */
  output: string | null;
}

/** The only session that is remembered: this kernel's. */
const SESSION = 0;

/** The cells that have been run, as Jupyter asks for them: the last ones, a range of numbers, or those that fit a pattern. */
export class History {
  private readonly entries: Entry[] = [];

  /** A cell that is about to run; gives its number. */
  add(input: string): number {
    return this.entries.push({ line: this.entries.length + 1, input, output: null });
  }

  get count(): number {
    return this.entries.length;
  }

  /** What the last cell's value looks like. */
  setOutput(output: string | null): void {
    this.entries.at(-1)!.output = output;
  }

  /** The answer to a history_request: [session, number, input] or, with `output`, [session, number, [input, output]]. */
  answer(request: Content): [number, number, unknown][] {
    return this.select(request).map(({ line, input, output }) => [SESSION, line, request.output === true ? [input, output] : input]);
  }

  private select({ hist_access_type, start, stop, pattern, unique, n }: Content): Entry[] {
    if (hist_access_type === 'range') return this.entries.filter(({ line }) => line >= Number(start ?? 1) && line < Number(stop ?? Infinity));
    let found = this.entries;
    if (hist_access_type === 'search') found = found.filter(({ input }) => like(String(pattern ?? '*')).test(input));
    if (unique === true) found = found.filter(({ input }, i) => !found.slice(i + 1).some((later) => later.input === input));
    return n === undefined || n === null ? found : found.slice(-Math.max(1, Number(n)));
  }
}

/** Patterns of a shell: `*` for any text, `?` for any character. */
function like(pattern: string): RegExp {
  const parts = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.'); // prettier-ignore
  return new RegExp(`^${parts}$`, 's');
}
