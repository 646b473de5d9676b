import type { Person } from '../course/course';
import type { Result } from '../schemas/result';

/** A file of an export. */
export interface ExportFile {
  /** Below the output folder, with `/`. */
  path: string;
  text: string;
}

/** What exports may know beside the results. */
export interface ExportContext {
  /** Text of the file that was graded; null when it is gone or has changed since. */
  source(result: Result): string | null;
  /** Variables that a platform sets for its graders. */
  env: Readonly<Record<string, string | undefined>>;
  /** The roster, where there is one. */
  people?: readonly Person[];
}

/** One format. Each is one file in formats/, found by its name, with an `Exporter` as its default export. */
export interface Exporter {
  /** As in `--format NAME`. */
  name: string;
  /** What it is and where it goes, one line for --help. */
  description: string;
  files(results: readonly Result[], context: ExportContext): ExportFile[];
}
