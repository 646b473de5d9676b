import fs from 'node:fs';
import path from 'node:path';
import type { PublicAssignment, PublicTask } from './types';

const FOLDER = path.join(__dirname, 'public');
const PROBES = path.join(__dirname, 'probes');

/** The public tests of an assignment, by the beginning of its slug ('01' or '01-regularization'); null where there are none. */
export function loadPublicAssignment(slug: string): PublicAssignment | null {
  const files = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : [];
  const file = files.find((name) => name.startsWith(slug) && /(?<!\.d)\.[jt]s$/.test(name));
  return file ? (require(path.join(FOLDER, file)) as { default: PublicAssignment }).default : null;
}

/** A task with its assignment, which has its probes. */
export type LoadedTask = PublicTask & { slug?: string };

/** The public tests of a task such as '1.2'. */
export function loadPublicTask(task: string): LoadedTask {
  const match = /^(\d{1,2})\.\d{1,2}$/.exec(task);
  if (!match) throw new RangeError(`check: expected a task such as '1.2', got '${task}'`);
  const assignment = loadPublicAssignment(`${match[1].padStart(2, '0')}-`);
  const found = assignment?.tasks.find((t) => t.task === task);
  if (!found) throw new RangeError(`check: there is no task ${task}${assignment ? `: assignment ${match[1]} has ${assignment.tasks.map((t) => t.task).join(', ')}` : ''}`);
  return { ...found, slug: assignment!.slug };
}

/** What a probe looks like: it calls the function, or makes objects of the class, and gives plain values that tell what came. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Probe = (fn: any, ...args: any[]) => unknown;

/** The probes of an assignment by name, as they are now: later changes of the module are not seen. Probes hold no answers: they are run in the learner's process too. */
export function loadProbes(slug: string): Readonly<Record<string, Probe>> {
  if (!/^\d\d-[\w-]+$/.test(slug)) throw new RangeError(`loadProbes: expected a slug such as 08-emojify, got ${slug}`);
  if (!fs.existsSync(path.join(PROBES, `${slug}.js`)) && !fs.existsSync(path.join(PROBES, `${slug}.ts`))) return {};
  return Object.freeze({ ...(require(path.join(PROBES, slug)) as Record<string, Probe>) });
}

/** A probe of an assignment by its name. */
export function loadProbe(slug: string, name: string): Probe {
  const probes = loadProbes(slug);
  if (typeof probes[name] !== 'function') throw new RangeError(`loadProbe: ${slug} has no probe ${name}: it has ${Object.keys(probes).join(', ') || 'none'}`);
  return probes[name];
}
