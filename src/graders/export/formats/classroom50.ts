import { number } from '../../report/text';
import type { Result } from '../../schemas/result';
import schema from '../../schemas/classroom50.schema.json';
import { document } from '../document';
import { messageFor } from '../learner';
import { foldersOf } from '../paths';
import { apportion, finalScore, hasScore } from '../score';
import type { ExportContext, Exporter } from '../types';

/** 2026-09-01T12:00:00Z: whole seconds, as the schema wants them. */
const instant = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}Z`;

/** Who and what, from the variables that Classroom 50's runner sets. Elsewhere, words that say where the result comes from. */
function identity(result: Result, env: ExportContext['env'], single: boolean): Record<string, string> {
  const owner = (single ? env.OWNER || env.USERNAME : undefined) || result.learner || 'unknown';
  const datetime = instant(result.late?.submittedAt ?? result.provenance.submittedAt ?? result.provenance.gradedAt);
  const commit = env.COMMIT_URL || `sha256:${result.provenance.submissionSha256 ?? 'unknown'}`;
  return {
    classroom: env.CLASSROOM || 'gradus',
    assignment: (single ? env.ASSIGNMENT : undefined) || result.assignment || 'unknown',
    assignment_type: env.ASSIGNMENT_TYPE === 'group' ? 'group' : 'individual',
    owner,
    submission: env.SUBMISSION_TAG?.startsWith('submit/') ? env.SUBMISSION_TAG : `submit/${datetime}-${(result.provenance.submissionSha256 ?? 'unknown').slice(0, 7)}`,
    commit,
    release: env.RELEASE_URL || commit,
    review: env.REVIEW_URL || commit,
    datetime,
  };
}

/** Points are whole numbers here: a question is one test, its points and the total are rounded so that the sum of the tests is the total. */
function tests(result: Result): object[] {
  const max = apportion(result.tasks.map(({ maxScore }) => maxScore));
  const score = apportion(result.tasks.map((task) => task.score), max); // prettier-ignore
  return result.tasks.map((task, i) => ({
    'test-name': `${task.id} ${task.fn}`,
    passed: task.status === 'passed',
    score: score[i],
    'max-score': max[i],
    status: task.status,
    points: task.score,
    output: task.tests.filter(({ status }) => status !== 'passed').map((test) => `${test.name}: ${messageFor(test)}`).join('\n'), // prettier-ignore
  }));
}

function contentOf(result: Result, env: ExportContext['env'], single: boolean): object {
  const parts = tests(result) as { score: number; 'max-score': number }[];
  const sum = (key: 'score' | 'max-score'): number => parts.reduce((total, part) => total + part[key], 0);
  const raw = sum('score');
  const score = result.late ? Math.min(raw, Math.round(finalScore(result))) : raw;
  const late = result.late ? [{ 'test-name': `late: ${number(result.late.penalty)} points off`, passed: false, score: 0, 'max-score': 0 }] : [];
  return { schema: 'classroom50/result/v1', ...identity(result, env, single), graded_at: instant(result.provenance.gradedAt), score, 'max-score': sum('max-score'), tests: [...parts, ...late] };
}

export default {
  name: 'classroom50',
  description: 'Classroom 50, result/v1, whole points: classroom50/[LEARNER/]NN-slug/result.json',
  files: (results, { env }) => {
    const scored = results.filter(hasScore);
    return foldersOf(scored).map((folder, i) => ({ path: `classroom50/${folder}/result.json`, text: document(schema, contentOf(scored[i], env, scored.length === 1)) }));
  },
} satisfies Exporter as Exporter;
