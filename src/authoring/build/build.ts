import fs from 'node:fs';
import path from 'node:path';
import { isUntouched, readNotebook, stringifyNotebook } from '../notebook/format';
import { withFrame } from '../notebook/frame';
import { generateNotebook } from '../notebook/generate';
import { listSlugs, paths, ROOT, writeIfChanged } from '../paths';
import type { Source } from '../source/cell';
import { solutionModule } from '../source/module';
import { parseSource } from '../source/parse';

export interface BuildOptions {
  root?: string;
  /** Leave notebooks/ alone: the set-up of a clone in which somebody works. */
  distOnly?: boolean;
  /** Overwrite notebooks that somebody has worked in, keeping a backup beside them. */
  force?: boolean;
}

/** One line for each file that was written or kept. */
export type BuildEvent = { file: string; what: 'written' | 'kept' | 'backed up' };

export function readSource(slug: string, root = ROOT): Source {
  const file = path.join(paths(root).sources, `${slug}.ts`);
  return withFrame(parseSource(fs.readFileSync(file, 'utf8'), path.relative(root, file)), root);
}

/** Makes everything that comes from the sources: solution modules, the grader's copies, the solved notebooks and, unless told not to, the learners'. */
export function buildAll(options: BuildOptions = {}): BuildEvent[] {
  const root = options.root ?? ROOT;
  const to = paths(root);
  const slugs = listSlugs(root);
  const events: BuildEvent[] = [];
  const write = (file: string, content: string): void => {
    if (writeIfChanged(file, content)) events.push({ file: path.relative(root, file), what: 'written' });
  };
  for (const slug of slugs) {
    const source = readSource(slug, root);
    const learner = stringifyNotebook(generateNotebook(source, 'learner'));
    write(path.join(to.solutions, `${slug}.js`), solutionModule(source));
    write(path.join(to.pack, `${slug}.ipynb`), learner);
    write(path.join(to.solved, `${slug}.ipynb`), stringifyNotebook(generateNotebook(source, 'solved')));
    if (!options.distOnly) events.push(...writeLearnerNotebook(path.join(to.notebooks, `${slug}.ipynb`), learner, options.force ?? false, root));
  }
  removeStale(to, slugs);
  return events;
}

function writeLearnerNotebook(file: string, content: string, force: boolean, root: string): BuildEvent[] {
  const events: BuildEvent[] = [];
  if (fs.existsSync(file) && isWork(file)) {
    if (!force) return [{ file: path.relative(root, file), what: 'kept' }];
    const backup = file.replace(/\.ipynb$/, `.backup-${new Date().toISOString().replace(/[:.]/g, '-')}.ipynb`);
    fs.copyFileSync(file, backup);
    events.push({ file: path.relative(root, backup), what: 'backed up' });
  }
  if (writeIfChanged(file, content)) events.push({ file: path.relative(root, file), what: 'written' });
  return events;
}

/** Whether somebody has worked in a notebook; what cannot be read counts as work. */
function isWork(file: string): boolean {
  const notebook = readNotebook(fs.readFileSync(file, 'utf8'));
  return !notebook || !isUntouched(notebook);
}

/** Made files whose source is gone would be graded and checked as if it were there. */
function removeStale(to: ReturnType<typeof paths>, slugs: string[]): void {
  for (const [folder, ending] of [[to.solutions, '.js'], [to.pack, '.ipynb'], [to.solved, '.ipynb']] as const) // prettier-ignore
    for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : [])
      if (name.endsWith(ending) && !slugs.includes(name.slice(0, -ending.length))) fs.rmSync(path.join(folder, name));
}
