import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment, outlineOf } from '../../graders/run/assignment';
import { listSlugs } from '../paths';
import { withManifest } from './archive';
import { neededPackages } from './dependencies';
import { findLeaks } from './leaks';
import { pruneLock, type Lock } from './lock';
import { jsonFile, projectFile, projectFolder, ReleaseError, textFile, type PackFile } from './packFile';
import { allSecrets } from './secrets';

export type PackKind = 'learner' | 'autograder';

export interface Pack {
  kind: PackKind;
  /** gradus-learner or gradus-autograder: name of its folder. */
  name: string;
  version: string;
  slugs: string[];
  files: PackFile[];
}

interface Project {
  version: string;
  license: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const TEMPLATES = 'src/authoring/release/templates';
/** What learners look things up in. */
const DOCS = ['learning', 'performance', 'np', 'tf', 'nn', 'plot', 'music', 'transformer', 'embeddings', 'setup', 'kernel'];
const SCRIPTS = {
  learner: {
    setup: 'node scripts/setup.mjs',
    lab: 'node scripts/setup.mjs && node scripts/lab.mjs',
    doctor: 'node scripts/doctor.mjs',
    grade: 'node scripts/setup.mjs --for=grade && node dist/graders/cli/main.js',
    datasets: 'node scripts/setup.mjs --for=grade && node dist/datasets/cli/main.js',
  },
  autograder: {
    setup: 'node scripts/setup.mjs --for=grade',
    grade: 'node scripts/setup.mjs --for=grade && node dist/graders/cli/main.js',
    worker: 'node scripts/setup.mjs --for=grade && node dist/graders/queue/worker/main.js',
    export: 'node scripts/setup.mjs --for=grade && node dist/graders/export/main.js',
    gradebook: 'node scripts/setup.mjs --for=grade && node dist/graders/gradebook/cli/main.js',
  },
};

const EXECUTABLE = /\.sh$|\/run_autograder$/;

/** The assignments that are meant by --only: '01', '01-regularization'; all if nothing is said. */
export function chooseSlugs(only: readonly string[] | undefined, root: string): string[] {
  const all = listSlugs(root);
  const chosen = (only ?? all).map((name) => {
    const slug = all.find((s) => s === name || s.startsWith(`${name}-`));
    if (!slug) throw new ReleaseError(`--only: there is no assignment ${name}; there are ${all.map((s) => s.slice(0, 2)).join(', ')}`);
    return slug;
  });
  return [...new Set(chosen)].sort();
}

/** Files of one assignment, or of all: those that are named after an assignment which is not released stay behind. */
const released = (slugs: readonly string[]) => (name: string): boolean => {
  const own = /\/(\d\d-[a-z0-9-]+)(?=[./]|$)/.exec(name)?.[1];
  return own === undefined || slugs.includes(own);
};

/** The library, data sets and set-up, which both packs have. */
function commonFiles(root: string, slugs: readonly string[]): PackFile[] {
  const ours = released(slugs);
  return [
    ...projectFolder(root, 'dist/lib', ours),
    ...projectFolder(root, 'datasets', (name) => !name.endsWith('.ts') && !name.startsWith('datasets/downloads/')),
    ...projectFolder(root, 'dist/graders', (name) => !name.endsWith('.d.ts') && !/^dist\/graders\/(assignments|outlines)\//.test(name)),
    ...projectFolder(root, 'dist/pack', ours),
    ...projectFolder(root, 'scripts/setup'),
    projectFile(root, 'scripts/setup.mjs'),
    projectFile(root, 'LICENSE'),
    projectFile(root, '.npmrc'), // no package's install script runs
  ];
}

function learnerFiles(root: string, slugs: readonly string[]): PackFile[] {
  const outlines = slugs.map((slug) => jsonFile(`dist/graders/outlines/${slug}.json`, outlineOf(loadAssignment(slug, root))));
  return [
    ...commonFiles(root, slugs),
    ...outlines,
    ...slugs.map((slug) => projectFile(root, `dist/pack/${slug}.ipynb`, `notebooks/${slug}.ipynb`)),
    ...projectFolder(root, 'dist/kernel', (name) => name.endsWith('.js')),
    ...projectFolder(root, 'dist/datasets', (name) => name.endsWith('.js')),
    ...DOCS.map((name) => projectFile(root, `docs/${name}.md`)),
    projectFile(root, 'notebooks/glossary.md'),
    projectFile(root, 'scripts/lab.mjs'),
    ...projectFolder(root, 'scripts/lab'),
    projectFile(root, 'scripts/doctor.mjs'),
    ...projectFolder(root, 'scripts/doctor'),
    projectFile(root, 'requirements.txt'),
  ];
}

/** A page with links to what is in src/graders here, and in dist/graders in the pack. */
function page(root: string, name: string): PackFile {
  const page = projectFile(root, `docs/${name}.md`);
  return textFile(page.path, page.content.toString('utf8').replaceAll('../src/graders/', '../dist/graders/'));
}

function autograderFiles(root: string, slugs: readonly string[]): PackFile[] {
  const ours = released(slugs);
  return [
    ...commonFiles(root, slugs),
    ...projectFolder(root, 'dist/graders/assignments', (name) => name.endsWith('.js') && ours(name)),
    ...projectFolder(root, 'dist/solutions', ours),
    ...projectFolder(root, 'ci').map((file) => ({ ...file, executable: EXECUTABLE.test(file.path) })),
    // Docker and Podman look for it at the root of what they build, by different names
    ...['.containerignore', '.dockerignore'].map((name) => projectFile(root, 'ci/containerignore', name)),
    ...['ci', 'grading', 'exports', 'queue', 'scale', 'teaching'].map((name) => page(root, name)),
  ];
}

/** A pack, ready to be written. A learner's pack that gives anything away is not made: `ReleaseError`. */
export function makePack(kind: PackKind, slugs: readonly string[], root: string): Pack {
  const project = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as Project;
  const name = `gradus-${kind}`;
  const files = kind === 'learner' ? learnerFiles(root, slugs) : autograderFiles(root, slugs);
  const readme = fs.readFileSync(path.join(root, TEMPLATES, `${kind}.md`), 'utf8').replaceAll('{{version}}', project.version).replaceAll('{{assignments}}', assignmentTable(slugs, root)); // prettier-ignore
  const { version, license, engines } = project;
  const dependencies = neededPackages(files, project);
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  const all = [
    ...files,
    textFile('README.md', readme),
    jsonFile('package.json', { name, version, private: true, license, type: 'commonjs', engines, scripts: SCRIPTS[kind], dependencies }),
    jsonFile('package-lock.json', pruneLock(lock, { name, version, license, dependencies, engines })),
  ];
  if (kind === 'learner') refuseLeaks(all, root);
  return { kind, name, version, slugs: [...slugs], files: withManifest(all, { name, version, assignments: [...slugs] }) };
}

function assignmentTable(slugs: readonly string[], root: string): string {
  const rows = slugs.map((slug) => loadAssignment(slug, root)).map(({ slug, title, tasks }) => `| ${Number(slug.slice(0, 2))} | notebooks/${slug}.ipynb | ${title} | ${tasks.length} exercises, ${tasks.reduce((sum, t) => sum + t.points, 0)} points |`);
  return ['| | notebook | about | you write |', '|---|---|---|---|', ...rows].join('\n');
}

const SHOWN = 10;

function refuseLeaks(files: readonly PackFile[], root: string): void {
  const leaks = findLeaks(files, allSecrets(root));
  if (leaks.length === 0) return;
  const more = leaks.length > SHOWN ? `\n  and ${leaks.length - SHOWN} more` : '';
  throw new ReleaseError(`the learners' pack would give away what learners must not see; nothing was written:\n  ${leaks.slice(0, SHOWN).join('\n  ')}${more}`);
}
