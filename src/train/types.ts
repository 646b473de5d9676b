/** What a training gets from `npm run train`. */
export interface TrainingContext {
  /** Options after the name: --epochs=3 becomes { epochs: '3' }. */
  options: Record<string, string>;
  log: (line: string) => void;
}

/** A network that can be trained: src/train/NAME.ts exports one by default. */
export interface Training {
  /** What is trained on what, in one line. */
  about: string;
  /** Options with their meaning and default. */
  options?: Record<string, string>;
  run: (context: TrainingContext) => Promise<void>;
}
