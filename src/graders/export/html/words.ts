import type { Status, StatusCounts } from './types';
import { html, type Markup } from './markup';

/** Four groups of statuses, told apart by word, mark and colour. */
export const GROUPS = [
  { key: 'pass', word: 'passed', mark: '✓', statuses: ['passed'] },
  { key: 'fail', word: 'wrong result', mark: '✗', statuses: ['failed'] },
  { key: 'broke', word: 'broke down', mark: '!', statuses: ['timeout', 'crashed', 'out-of-memory', 'no-reply', 'compile-error'] },
  { key: 'open', word: 'not written', mark: '–', statuses: ['not-implemented', 'missing'] },
] as const satisfies readonly { key: string; word: string; mark: string; statuses: readonly Status[] }[];

export type Group = (typeof GROUPS)[number];

const WORDS: Record<Status, string> = {
  passed: 'Passed',
  failed: 'Failed',
  timeout: 'Took too long',
  crashed: 'Crashed',
  'out-of-memory': 'Out of memory',
  'no-reply': 'No valid answer',
  'compile-error': 'Does not compile',
  'not-implemented': 'Not written yet',
  missing: 'Missing',
};

export const groupOf = (status: Status): Group => GROUPS.find(({ statuses }) => (statuses as readonly Status[]).includes(status))!;

/** How many of each group. */
export const groupCounts = (counts: StatusCounts): { group: Group; n: number }[] => GROUPS.map((group) => ({ group, n: group.statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0) }));

/** A status as a mark and a word. */
export function badge(status: Status): Markup {
  const { key, mark } = groupOf(status);
  return html`<span class="badge ${key}"><span class="mark" aria-hidden="true">${mark}</span> ${WORDS[status]}</span>`;
}

/** One decimal at most, '–' for what there is none of. */
export const shown = (x: number | null, digits = 1): string => (x === null ? '–' : String(Math.round(x * 10 ** digits) / 10 ** digits));

export const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)} %`);

/** '21 November 2026, 10:40 UTC' */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).replace(' at ', ', ')} UTC`;
}
