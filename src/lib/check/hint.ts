import fs from 'node:fs';
import path from 'node:path';
import { markdown } from '../display';

const FOLDER = path.join(__dirname, 'hints');

/** The steps towards one exercise, from the idea to nearly there. */
export interface HintSteps {
  task: string;
  /** Name of the graded function or class. */
  fn: string;
  steps: string[];
}

export interface HintOptions {
  /** Begin anew at this step. */
  from?: number;
}

/** Reads hints/NN-slug.md: `## 1.1 name` for each exercise, a numbered list of steps below it. */
export function parseHints(text: string): HintSteps[] {
  return text.split(/^## /m).slice(1).map((section) => {
    const [head, ...lines] = section.trim().split('\n');
    const [task, fn = ''] = head.trim().split(/\s+/);
    const steps = lines.join('\n').split(/^\d+\. /m).slice(1).map((step) => step.trim()); // prettier-ignore
    return { task, fn, steps };
  });
}

/** The hints of an assignment, by the beginning of its slug; none if it has no file. */
export function loadHints(slug: string): HintSteps[] {
  const file = (fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : []).find((name) => name.startsWith(slug) && name.endsWith('.md'));
  return file ? parseHints(fs.readFileSync(path.join(FOLDER, file), 'utf8')) : [];
}

/** The steps of an exercise; an error that names what there is. */
export function hintsOf(task: string): HintSteps {
  const match = /^(\d{1,2})\.\d{1,2}$/.exec(String(task));
  if (!match) throw new RangeError(`hint: expected an exercise such as '1.2', got ${JSON.stringify(task) ?? 'nothing'}`);
  const all = loadHints(`${match[1].padStart(2, '0')}-`);
  const found = all.find((h) => h.task === task);
  if (!found) throw new RangeError(`hint: there are no hints for ${task}${all.length > 0 ? `: assignment ${match[1]} has ${all.map((h) => h.task).join(', ')}` : ': there is no such assignment'}`);
  return found;
}

/** How many steps of each exercise were shown since the kernel started. */
const shown = new Map<string, number>();

/**
 * Shows the next step towards an exercise, with those before it: `hint('2.3')`; call again for the next one. The last is nearly there, never the solution itself.
 * @param task id of the exercise
 * @param options.from begin anew at this step: `hint('2.3', { from: 1 })`
 */
export function hint(task: string, options: HintOptions = {}): void {
  try {
    markdown(nextHint(task, options));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    markdown(error.message); // a learner's slip is no reason for a stack
  }
}

/** The text of the next step, and what comes after it. */
export function nextHint(task: string, { from }: HintOptions = {}): string {
  const { fn, steps } = hintsOf(task);
  if (from !== undefined && !(Number.isInteger(from) && from >= 1 && from <= steps.length)) throw new RangeError(`hint: expected from to be a step of ${task}, 1 to ${steps.length}, got ${from}`);
  const last = shown.get(task) ?? 0;
  const next = from ?? Math.min(last + 1, steps.length);
  shown.set(task, next);
  const list = steps.slice(0, next).map((step, i) => `${i + 1}. ${i === next - 1 ? `**Now:** ${step}` : step}`);
  const more = next < steps.length ? `Try it; \`hint('${task}')\` again gives step ${next + 1}.` : last === steps.length && from === undefined ? `There are no more steps. \`hint('${task}', { from: 1 })\` begins anew.` : 'This was the last step.';
  return [`**Hints for ${task} ${fn}**, step ${next} of ${steps.length}`, '', ...list, '', more].join('\n');
}
