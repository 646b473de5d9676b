/** What a code cell is for: docs/architecture.md, "Source format". */
export type Role = 'given' | 'task' | 'check' | 'run';

export interface MarkdownCell {
  kind: 'markdown';
  id: string;
  /** Text without the comment marks. */
  text: string;
  /** Line of its header in the source, from 1. */
  line: number;
}

export interface CodeCell {
  kind: 'code';
  id: string;
  role: Role;
  /** Id of the task, of task cells. */
  task?: string;
  points?: number;
  text: string;
  line: number;
}

export type Cell = MarkdownCell | CodeCell;

export interface Source {
  slug: string;
  file: string;
  cells: Cell[];
}

/** A mistake in a source, with the line to look at. */
export class SourceError extends Error {
  constructor(file: string, line: number, message: string) {
    super(`${file}:${line}: ${message}`);
    this.name = 'SourceError';
  }
}
