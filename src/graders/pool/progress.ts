import { progress, type LineStream, type Progress } from '../../lib/progress';

const TICK_MS = 1000;

/** How far a run is, on standard error: one line that is replaced on a terminal, a line now and then elsewhere; beside it who works and what failed. */
export class GradingProgress {
  private failures = 0;
  private beside = '';
  private readonly bar: Progress;
  private readonly ticker: NodeJS.Timeout | null;

  /** `all` is the number of submissions to come. */
  constructor(
    private readonly all: number,
    private readonly stream: LineStream = process.stderr,
    now: () => number = Date.now,
  ) {
    const beside = (): string => [...(this.failures > 0 ? [`${this.failures} not graded`] : []), ...(this.beside ? [this.beside] : [])].join(', ');
    this.bar = progress(all, { title: 'grading', unit: 'submission', rate: true, beside, stream, now });
    this.ticker = stream.isTTY ? setInterval(() => this.bar.show(), TICK_MS) : null; // a submission may take a while
    this.ticker?.unref();
    if (all > 0) this.bar.show(true);
  }

  /** One more is through. */
  step(failed: boolean): void {
    if (failed) this.failures++;
    this.bar.update();
  }

  /** What else the line says, such as who works; empty for nothing. */
  note(text: string): void {
    this.beside = text;
  }

  /** A line of its own, above the one that is replaced. */
  say(text: string): void {
    this.bar.say(text);
  }

  /** Takes the line away from a terminal; a log keeps a last one. */
  close(): void {
    if (this.ticker) clearInterval(this.ticker);
    if (this.stream.isTTY || this.all === 0) this.bar.clear();
    else this.bar.done();
  }
}
