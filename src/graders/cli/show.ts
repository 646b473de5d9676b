import path from 'node:path';
import type { ClassRun } from '../class/gradeClass';
import { detail, overview } from '../report/terminal';
import { classStatistics, statisticsTable } from '../statistics';
import type { CliOptions } from './options';

/** What a run tells its user: submissions in full for one learner, a line each and the statistics for a class. */
export function showRun({ results, takenOver, left }: ClassRun, options: CliOptions): string {
  const learners = new Set(results.map(({ learner }) => learner)).size;
  const isClass = learners > 1;
  const parts: string[] = [];
  if (!isClass || options.verbose) parts.push(...results.map((result) => detail(result, options.verbose)));
  if (results.length > 1) parts.push(overview(results));
  if (isClass) parts.push(statisticsTable(classStatistics(results)));
  parts.push([counts(results.length, takenOver, left, options.queue !== undefined), `results: ${path.relative(process.cwd(), path.resolve(options.out)) || '.'}/`].filter(Boolean).join('\n'));
  return parts.filter(Boolean).join('\n\n');
}

function counts(all: number, takenOver: number, left: number, queued: boolean): string {
  const lines: string[] = [];
  if (takenOver > 0) lines.push(`${takenOver} of ${all} results taken over from the last run: neither file, tests nor limits have changed (--force grades them again)`);
  if (left > 0) lines.push(`stopped with ${left} submissions left: the same command goes on from here, with --resume where it is no class`);
  if (left > 0 && queued) lines.push('workers go on with those that are in the queue already; the same command fetches their results, too');
  return lines.join('\n');
}
