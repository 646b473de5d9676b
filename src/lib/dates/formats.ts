import type { RandomState } from '../np/random';

/** A day of the calendar. */
export interface Day {
  year: number;
  /** 1 to 12 */
  month: number;
  /** 1 to 31 */
  day: number;
}

/** English names, January first. */
export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
/** English names, Sunday first, as `Date.getDay` counts. */
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const two = (n: number): string => String(n).padStart(2, '0');
const utc = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day));

/** Ways to write a day, by their names in Unicode's patterns. With a slash the month comes first, as in America; with a dot the day does. */
const PATTERNS: Record<string, (d: Day) => string> = {
  'M/d/yy': (d) => `${d.month}/${d.day}/${two(d.year % 100)}`,
  'MMM d, y': (d) => `${abbreviated(d)} ${d.day}, ${d.year}`,
  'MMMM d, y': (d) => `${named(d)} ${d.day}, ${d.year}`,
  'EEEE, MMMM d, y': (d) => `${WEEKDAYS[utc(d).getUTCDay()]}, ${named(d)} ${d.day}, ${d.year}`,
  'd MMM y': (d) => `${d.day} ${abbreviated(d)} ${d.year}`,
  'd MMMM y': (d) => `${d.day} ${named(d)} ${d.year}`,
  'dd MMM y': (d) => `${two(d.day)} ${abbreviated(d)} ${d.year}`,
  'd MMM, y': (d) => `${d.day} ${abbreviated(d)}, ${d.year}`,
  'd MMMM, y': (d) => `${d.day} ${named(d)}, ${d.year}`,
  'dd, MMM y': (d) => `${two(d.day)}, ${abbreviated(d)} ${d.year}`,
  'd MM yy': (d) => `${d.day} ${two(d.month)} ${two(d.year % 100)}`,
  'MMMM d y': (d) => `${named(d)} ${d.day} ${d.year}`,
  'dd.MM.yy': (d) => `${two(d.day)}.${two(d.month)}.${two(d.year % 100)}`,
};

const named = (d: Day): string => MONTHS[d.month - 1];
const abbreviated = (d: Day): string => named(d).slice(0, 3);

/** How often each is drawn, of 24: nearly half of the pairs are written out in full. */
const WEIGHTS: Record<string, number> = { 'EEEE, MMMM d, y': 11, 'MMMM d, y': 2 };
const DRAWN = Object.keys(PATTERNS).flatMap((name) => new Array<string>(WEIGHTS[name] ?? 1).fill(name));

/** The names of all ways to write a day. */
export const DATE_FORMATS: readonly string[] = Object.keys(PATTERNS);

/**
 * Writes a day as people do, in the way of a pattern, as the network reads it: lower case, no commas.
 * @example formatDate({ year: 1998, month: 5, day: 9 }, 'd MMM, y') // '9 may 1998'
 * @throws RangeError for a pattern that is not in DATE_FORMATS
 */
export function formatDate(day: Day, pattern: string): string {
  const write = PATTERNS[pattern];
  if (!write) throw new RangeError(`formatDate: there is no pattern '${pattern}': use one of ${DATE_FORMATS.join(' | ')}`);
  return write(day).toLowerCase().replaceAll(',', '');
}

/** A day by machines' standard, ISO 8601: '1998-05-09'. */
export const isoDate = (day: Day): string => `${day.year}-${two(day.month)}-${two(day.day)}`;

/** Days are of 60 years, so that a year of two digits has one meaning. */
const FIRST = Date.UTC(1970, 0, 1);
const DAYS = (Date.UTC(2029, 11, 31) - FIRST) / 86_400_000 + 1;

/** A random day from 1970 to 2029, as a person and as a machine writes it. */
export function drawDate(random: RandomState): [human: string, machine: string] {
  const date = new Date(FIRST + (random.randint(0, DAYS) as number) * 86_400_000);
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  return [formatDate(day, DRAWN[random.randint(0, DRAWN.length) as number]), isoDate(day)];
}
