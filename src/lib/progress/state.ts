import { duration, rate, size } from './units';

/** Numbers that work reports on its way, by name: { loss, accuracy }. */
export type Metrics = Readonly<Record<string, number>>;

/** All that is known about some work: what the views show. */
export interface State {
  title: string;
  /** What is counted, in the singular: 'epoch', 'scene', 'byte'. */
  unit: string;
  done: number;
  /** Null while nobody knows. */
  total: number | null;
  /** The latest numbers. */
  metrics: Metrics;
  /** A word on what is being done just now. */
  note: string;
  /** What else there is to say, at the end. */
  beside: string;
  /** Whether the speed is told. */
  rated: boolean;
  /** Every number that came, with the place it came at. */
  history: ReadonlyMap<string, { at: number[]; value: number[] }>;
  /** Seconds since the start. */
  spent: number;
  /** Seconds that are left at the speed so far; null while it cannot be told. */
  left: number | null;
  /** A unit in a second. */
  speed: number;
  ended: 'no' | 'done' | 'stopped';
}

/** A way to show it: a notebook's cell, a terminal, a log. */
export interface View {
  /** Shows how far it is, unless that was done a moment ago; `atOnce` in any case. */
  show(state: State, atOnce?: boolean): void;
  /** A line of its own, which stays. */
  say(text: string): void;
  /** Takes away what can be taken away. */
  clear(): void;
}

const plural = (unit: string): string => (/[^aeiou]y$/.test(unit) ? `${unit.slice(0, -1)}ies` : /(s|x|sh|tch)$/.test(unit) ? `${unit}es` : `${unit}s`);
const whole = (x: number): string => (Number.isInteger(x) ? String(x) : x.toFixed(1));

/** The share that is done, 0 to 1; null without a total. */
export const share = ({ done, total }: State): number | null => (total === null ? null : total <= 0 ? 1 : Math.min(1, Math.max(0, done / total)));

/** 'epoch 12 of 40', '5.0 % of 862 MB'. */
export function place(state: State): string {
  const { unit, done, total } = state;
  if (unit === 'byte') return total === null ? size(done) : `${(100 * share(state)!).toFixed(1)} % of ${size(total)}`;
  return total === null ? `${whole(done)} ${plural(unit)}` : `${whole(done)} of ${total} ${plural(unit)}`;
}

/** What of the time: how much is left, or was needed. */
export function time({ ended, left, spent, unit, speed, rated }: State): string {
  if (ended === 'stopped') return `stopped after ${duration(spent)}`;
  if (ended === 'done') return `done in ${duration(spent)}`;
  const fast = !rated || speed === 0 ? '' : unit === 'byte' ? `${size(speed)}/s` : rate(speed);
  return [fast, left === null ? '' : `about ${duration(left)} left`].filter(Boolean).join(', ');
}

/** Short, with four digits that count: 0.02341. */
const metric = (value: number): string => (!Number.isFinite(value) || Number.isInteger(value) ? String(value) : Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5 ? String(Number(value.toPrecision(4))) : value.toExponential(2));

export const metricsText = (metrics: Metrics): string => Object.entries(metrics).map(([name, value]) => `${name} ${metric(value)}`).join(', '); // prettier-ignore

/** All that there is to say; the line below is without a bar. */
export const words = (state: State): string[] => [place(state), state.note, time(state), metricsText(state.metrics), state.beside].filter(Boolean);

export const text = (state: State): string => `${state.title ? `${state.title}: ` : ''}${words(state).join(', ')}`;
