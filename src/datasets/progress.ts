/** Bytes for people: 862 MB. */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const unit = Math.min(3, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** unit;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Seconds for people. */
export const duration = (s: number): string => (s < 90 ? `${Math.ceil(s)} s` : s < 5400 ? `${Math.ceil(s / 60)} min` : `${(s / 3600).toFixed(1)} h`);

/** Told how far some work is, in bytes; the total is null where it is not known. */
export type OnBytes = (done: number, total: number | null) => void;

const ON_TERMINAL_MS = 200;
const ELSEWHERE_MS = 5000;

/** A progress line with the time that is left: replaced on a terminal, one every few seconds elsewhere. */
export class ProgressLine {
  private started = -1;
  private first = 0;
  private last = 0;
  private shown = false;

  constructor(
    private readonly title: string,
    private readonly out: { isTTY?: boolean; write(text: string): unknown } = process.stderr,
    private readonly now: () => number = Date.now,
  ) {}

  readonly update: OnBytes = (done, total) => {
    const now = this.now();
    if (this.started < 0) [this.started, this.first, this.last] = [now, done, now];
    if (now - this.last < (this.out.isTTY ? ON_TERMINAL_MS : ELSEWHERE_MS)) return;
    this.last = now;
    this.shown = true;
    const line = `${this.title}: ${this.text(done, total, now)}`;
    this.out.write(this.out.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  };

  private text(done: number, total: number | null, now: number): string {
    const speed = (done - this.first) / Math.max((now - this.started) / 1000, 1e-3);
    const rate = `${size(speed)}/s`;
    if (total === null) return `${size(done)}, ${rate}`;
    const left = speed > 0 ? `, about ${duration((total - done) / speed)} left` : '';
    return `${((100 * done) / Math.max(total, 1)).toFixed(1)} % of ${size(total)}, ${rate}${left}`;
  }

  /** Takes the line away. */
  end(): void {
    if (this.shown && this.out.isTTY) this.out.write('\r\u001b[K');
  }
}
