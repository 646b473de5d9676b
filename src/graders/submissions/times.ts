/** Times as they stand in names and manifests. Those without an offset are in this machine's time zone (set TZ to another). */

const DASHED = /(\d{4})-(\d\d)-(\d\d)(?:[T_ .-]+(\d\d)[:.-]?(\d\d)(?:[:.-]?(\d\d))?(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?/;
/** Without dashes only together with a time of day: eight digits alone are as likely a learner's number. */
const COMPACT = /(?<!\d)(\d{4})(\d\d)(\d\d)[T_-](\d\d)(\d\d)(\d\d)?(Z)?(?!\d)/;
/** As Brightspace writes it: `Nov 30, 2026 1159 PM`. */
const ENGLISH = /([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4}) (\d{1,2}):?(\d\d) ([AP]M)/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The first time in a text: 2026-11-30T23:59:00+01:00, 2026-11-30-23-59-00, 20261130T235900, 2026-11-30 (its last second). undefined where there is none. */
export function parseTime(text: string): Date | undefined {
  const english = ENGLISH.exec(text);
  if (english) return fromEnglish(english);
  const m = DASHED.exec(text) ?? COMPACT.exec(text);
  if (!m) return undefined;
  const [year, month, day] = m.slice(1, 4).map(Number);
  const [hour, minute, second] = m[4] === undefined ? [23, 59, 59] : [Number(m[4]), Number(m[5]), Number(m[6] ?? 0)];
  return checked([year, month, day, hour, minute, second], m[7]);
}

/** A text without the times in it. */
export const withoutTime = (text: string): string => [ENGLISH, DASHED, COMPACT].reduce((rest, pattern) => rest.replace(pattern, ''), text);

function fromEnglish([, name, day, year, hour, minute, half]: string[]): Date | undefined {
  const month = MONTHS.indexOf(name) + 1;
  if (month === 0) return undefined;
  return checked([Number(year), month, Number(day), (Number(hour) % 12) + (half === 'PM' ? 12 : 0), Number(minute), 0]);
}

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** A date of these fields; undefined for a 31st of November, and for numbers that only look like a date. */
function checked([year, month, day, hour, minute, second]: Fields, offset?: string): Date | undefined {
  if (year < 1990 || year > 2200 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  if (offset === undefined) return new Date(year, month - 1, day, hour, minute, second);
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.replace(/\D/g, '').padStart(4, '0');
  const minutes = sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second) - minutes * 60_000);
}

/** A text that must be a time. Throws a RangeError that says what was expected. */
export function requireTime(text: string, where: string): Date {
  const time = parseTime(text);
  if (!time) throw new RangeError(`${where}: expected a time such as 2026-11-30T23:59:00+01:00, got '${text}'`);
  return time;
}
