/** How far a run is: one line that is replaced on a terminal, a line now and then elsewhere. */
export interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

const TERMINAL_MS = 1000;
const PLAIN_MS = 10_000;

/** Seconds in words: 45 s, 3 min 20 s, 2 h 5 min. */
export function duration(seconds: number): string {
  const s = Math.max(1, Math.ceil(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min${s % 60 > 0 ? ` ${s % 60} s` : ''}`;
  return `${Math.floor(s / 3600)} h${s % 3600 >= 60 ? ` ${Math.floor((s % 3600) / 60)} min` : ''}`;
}

/** `2.5 a second` or `12 a minute`. */
function rate(perSecond: number): string {
  return perSecond >= 1 ? `${perSecond.toFixed(1)} a second` : `${(perSecond * 60).toFixed(perSecond < 0.1 ? 1 : 0)} a minute`;
}

export class Progress {
  private done = 0;
  private failures = 0;
  private beside = '';
  private readonly started: number;
  private shownAt = -Infinity;
  private readonly ticker: NodeJS.Timeout | null;

  /** `all` is the number of submissions to come. */
  constructor(
    private readonly all: number,
    private readonly stream: ProgressStream = process.stderr,
    private readonly now: () => number = Date.now,
  ) {
    this.started = now();
    this.ticker = stream.isTTY ? setInterval(() => this.show(), TERMINAL_MS) : null;
    this.ticker?.unref();
    if (all > 0) this.show();
  }

  /** One more is through. */
  step(failed: boolean): void {
    this.done++;
    if (failed) this.failures++;
    if (this.stream.isTTY || this.done === this.all || this.now() - this.shownAt >= PLAIN_MS) this.show();
  }

  /** What else the line says, such as who works; empty for nothing. */
  note(text: string): void {
    this.beside = text;
  }

  /** A line of its own, above the one that is replaced. */
  say(text: string): void {
    this.stream.write(this.stream.isTTY ? `\r\u001b[K${text}\n${this.text()}` : `${text}\n`);
  }

  /** Takes the line away from a terminal. */
  close(): void {
    if (this.ticker) clearInterval(this.ticker);
    if (this.stream.isTTY) this.stream.write('\r\u001b[K');
  }

  text(): string {
    const seconds = (this.now() - this.started) / 1000;
    const parts = [`grading ${this.done} of ${this.all} done`];
    if (this.done > 0 && seconds > 0) parts.push(rate(this.done / seconds));
    if (this.done > 0 && this.done < this.all) parts.push(`about ${duration((seconds / this.done) * (this.all - this.done))} left`);
    if (this.failures > 0) parts.push(`${this.failures} not graded`);
    if (this.beside) parts.push(this.beside);
    return parts.join(', ');
  }

  private show(): void {
    this.shownAt = this.now();
    this.stream.write(this.stream.isTTY ? `\r\u001b[K${this.text()}` : `${this.text()}\n`);
  }
}
