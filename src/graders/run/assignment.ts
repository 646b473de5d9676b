import fs from 'node:fs';
import path from 'node:path';
import { loadPublicAssignment } from '../../lib/check/load';
import type { Assignment, HiddenTest, Solution, Task } from '../define';
import { ROOT } from '../root';
import { listOutlines, loadOutline, type Outline } from './outline';

/** A test as it is run: public tests among the hidden ones, with their share of the task's points. */
export interface PlannedTest {
  test: HiddenTest;
  isPublic: boolean;
  hint?: string;
  maxPoints: number;
}

export interface PlannedTask extends Omit<Task, 'tests'> {
  tests: PlannedTest[];
}

export interface PlannedAssignment {
  slug: string;
  title: string;
  tasks: PlannedTask[];
  solution: Solution;
  /** Where there are no hidden tests: the points of the whole assignment. `tasks` have those of the public tests alone. */
  publicOf?: number;
}

const FOLDER = path.join(__dirname, '..', 'assignments');

/** Slugs that have hidden tests; in a learner's pack, which has none, those that have an outline. */
export function listAssignments(): string[] {
  if (isPublicOnly()) return listOutlines();
  return fs.readdirSync(FOLDER).filter((name) => /^\d\d-.*(?<!\.d)\.(js|ts)$/.test(name)).map((name) => name.replace(/\.(js|ts)$/, '')).sort(); // prettier-ignore
}

/** The assignment a name belongs to: '01', '01-regularization', '01-regularization.ipynb'. */
export function matchSlug(name: string): string | undefined {
  return listAssignments().find((slug) => slug === name || name.startsWith(slug) || (/^\d\d$/.test(name) && slug.startsWith(`${name}-`)));
}

/** A learner's pack has no folder of hidden tests. One with a folder never falls back to public tests alone. */
export const isPublicOnly = (): boolean => !fs.existsSync(FOLDER);

const planned = new Map<string, PlannedAssignment>();

/** Hidden and public tests of an assignment with the points of each, and the reference solution. Made once: what a test's call should give is kept by test. */
export function loadAssignment(slug: string, root = ROOT): PlannedAssignment {
  const key = path.join(root, slug);
  if (!planned.has(key)) planned.set(key, planAssignment(slug, root));
  return planned.get(key)!;
}

function planAssignment(slug: string, root: string): PlannedAssignment {
  if (isPublicOnly()) return planPublic(loadOutline(slug));
  const { default: assignment } = require(path.join(FOLDER, slug)) as { default: Assignment };
  const publicTasks = loadPublicAssignment(slug)?.tasks ?? [];
  const solution = require(path.join(root, 'dist', 'solutions', `${slug}.js`)) as Solution;
  const tasks = assignment.tasks.map((task) => planTask(task, publicTasks.find((p) => p.task === task.id)?.tests ?? []));
  return { slug, title: assignment.title, tasks, solution };
}

/** Public tests alone, each with the points that it has among the hidden ones. */
function planPublic({ slug, title, tasks }: Outline): PlannedAssignment {
  const publicTasks = loadPublicAssignment(slug)?.tasks ?? [];
  const planned = tasks.map(({ id, fn, title: name, publicPoints }) => planTask({ id, fn, title: name, points: publicPoints, tests: [] }, publicTasks.find((p) => p.task === id)?.tests ?? []));
  return { slug, title, tasks: planned, solution: {}, publicOf: tasks.reduce((sum, { points }) => sum + points, 0) };
}

/** What a learner's pack says of an assignment. */
export function outlineOf({ slug, title, tasks }: PlannedAssignment): Outline {
  const visible = (task: PlannedTask): number => task.tests.filter(({ isPublic }) => isPublic).reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return { slug, title, tasks: tasks.map((task) => ({ id: task.id, fn: task.fn, title: task.title, points: task.points, publicPoints: visible(task) })) };
}

function planTask(task: Task, publicTests: NonNullable<ReturnType<typeof loadPublicAssignment>>['tasks'][number]['tests']): PlannedTask {
  const visible = publicTests.map(({ hint, ...test }) => ({ test: { ...test, visibility: 'visible' as const }, isPublic: true, hint }));
  const hidden = task.tests.map((test) => ({ test, isPublic: false }));
  const all = [...visible, ...hidden];
  if (all.length === 0) throw new RangeError(`${task.id} ${task.fn}: has no tests`);
  const names = all.map(({ test }) => test.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new RangeError(`${task.id} ${task.fn}: two tests are named "${twice}"`);
  const total = all.reduce((sum, { test }) => sum + weightOf(test), 0);
  return { ...task, tests: all.map((planned) => ({ ...planned, maxPoints: (task.points * weightOf(planned.test)) / total })) };
}

const weightOf = (test: HiddenTest | { weight?: number }): number => test.weight ?? 1;
