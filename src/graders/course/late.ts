import type { Late } from '../schemas/result';
import type { LateRule } from './course';

const DAY_S = 86_400;

/** When one learner's submission of one assignment is due, and what being late costs. */
export interface Deadline {
  due: Date;
  /** From then on a submission scores 0. */
  closes: Date | null;
  rule: LateRule;
}

/** What being late costs a submission; null when it came in time. Points are rounded to four decimals, as scores are. */
export function lateness(score: number, maxScore: number, submittedAt: Date, deadline: Deadline): Late | null {
  const seconds = (submittedAt.getTime() - deadline.due.getTime()) / 1000;
  if (seconds <= (deadline.rule.graceMinutes ?? 0) * 60) return null;
  const closed = deadline.closes !== null && submittedAt > deadline.closes;
  const penalty = round(closed ? score : Math.min(score, daysPenalty(seconds, score, maxScore, deadline.rule)));
  return { due: deadline.due.toISOString(), submittedAt: submittedAt.toISOString(), seconds, penalty, finalScore: round(score - penalty) };
}

const round = (x: number): number => Math.round(x * 1e4) / 1e4;

/** Each day begun counts. */
function daysPenalty(seconds: number, score: number, maxScore: number, { perDay, maxDays }: LateRule): number {
  if (!perDay) return 0;
  const days = Math.min(Math.ceil(seconds / DAY_S), maxDays ?? Infinity);
  if ('points' in perDay) return days * perDay.points;
  return (days * perDay.percent * (perDay.of === 'score' ? score : maxScore)) / 100;
}

/** `10%` (of the points that can be had) or `2` points, for each day begun. null for anything else. */
export function parsePerDay(text: string): NonNullable<LateRule['perDay']> | null {
  const m = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  if (!m || (m[2] && Number(m[1]) > 100)) return null;
  return m[2] ? { percent: Number(m[1]) } : { points: Number(m[1]) };
}
