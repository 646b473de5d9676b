import fs from 'node:fs';
import path from 'node:path';
import type { PublicAssignment, PublicTask } from './types';

const FOLDER = path.join(__dirname, 'public');

/** The public tests of an assignment, by the beginning of its slug ('01' or '01-regularization'); null where there are none. */
export function loadPublicAssignment(slug: string): PublicAssignment | null {
  const files = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : [];
  const file = files.find((name) => name.startsWith(slug) && /(?<!\.d)\.[jt]s$/.test(name));
  return file ? (require(path.join(FOLDER, file)) as { default: PublicAssignment }).default : null;
}

/** The public tests of a task such as '1.2'. */
export function loadPublicTask(task: string): PublicTask {
  const match = /^(\d{1,2})\.\d{1,2}$/.exec(task);
  if (!match) throw new RangeError(`check: expected a task such as '1.2', got '${task}'`);
  const assignment = loadPublicAssignment(`${match[1].padStart(2, '0')}-`);
  const found = assignment?.tasks.find((t) => t.task === task);
  if (!found) throw new RangeError(`check: there is no task ${task}${assignment ? `: assignment ${match[1]} has ${assignment.tasks.map((t) => t.task).join(', ')}` : ''}`);
  return found;
}
