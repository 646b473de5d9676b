import ts from 'typescript';
import { loadAssignment, type PlannedAssignment } from '../../graders/run/assignment';
import { readSource } from '../build/build';
import { listSlugs } from '../paths';
import type { CodeCell, Source } from '../source/cell';
import { withoutSolution, withSolution } from '../source/solution';

/** A text that no learner may find in a pack, and what it is. */
export interface Secret {
  /** Without white space and kinds of quotes, so that a formatter hides nothing. */
  text: string;
  what: string;
}

/** Shorter lines are everybody's: `return result;`, `const m = Y.shape[1];`. */
const DISTINCTIVE_CODE = 24;
/** So are short phrases: `softmax`, `other sizes`, `the last layer`. */
const DISTINCTIVE_WORDS = 5;

/** White space and kinds of quotes do not count. */
export const squeeze = (text: string): string => text.replace(/\\?["'`]/g, '"').replace(/\s+/g, '');

const compile = (text: string): string => ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } }).outputText;

const FORMS = [(text: string): string => text, compile];

const linesOf = (text: string): string[] => FORMS.flatMap((form) => form(text).split('\n').map(squeeze));

/** What learners are given on purpose: the starter, and the public tests of all assignments. */
interface Known {
  starter: Source;
  publicTexts: string;
}

const isCode = (cell: Source['cells'][number]): cell is CodeCell => cell.kind === 'code';

/** The distinctive lines of the solutions, as they were written and as they are compiled, without those that the starter shows anyway. */
function solutionSecrets({ starter: source }: Known): Secret[] {
  const code = source.cells.filter(isCode);
  const shown = new Set(code.flatMap((cell) => linesOf(cell.role === 'task' ? withoutSolution(source.file, cell) : cell.text)));
  const tasks = code.filter((cell) => cell.role === 'task');
  return tasks.flatMap((cell) => {
    const lines = new Set(linesOf(withSolution(source.file, cell)).filter((line) => line.length >= DISTINCTIVE_CODE && !shown.has(line)));
    return [...lines].map((text) => ({ text, what: `a line of the solution of ${cell.task}` }));
  });
}

/** Names and properties of hidden tests that are sentences of their own: no short phrases, and nothing that the starter or a public test says too. */
function hiddenTestSecrets(assignment: PlannedAssignment, { starter, publicTexts }: Known): Secret[] {
  const told = squeeze(starter.cells.map((cell) => (isCode(cell) && cell.role === 'task' ? withoutSolution(starter.file, cell) : cell.text)).join('\n'));
  return assignment.tasks.flatMap((task) => {
    const hidden = task.tests.filter((t) => !t.isPublic);
    const texts = [...new Set(hidden.flatMap(({ test }) => [test.name, test.property]))];
    const secret = texts.filter((text) => text.trim().split(/\s+/).length >= DISTINCTIVE_WORDS && ![told, publicTexts].some((known) => known.includes(squeeze(text))));
    return secret.map((text) => ({ text: squeeze(text), what: `"${text}", of a hidden test of ${task.id}` }));
  });
}

/** All that no learner may find: of every assignment of the project, also of those that are not released. */
export function allSecrets(root: string): Secret[] {
  const assignments = listSlugs(root).map((slug) => loadAssignment(slug, root));
  const publicTests = assignments.flatMap(({ tasks }) => tasks.flatMap(({ tests }) => tests.filter((t) => t.isPublic)));
  const publicTexts = squeeze(publicTests.flatMap(({ test, hint }) => [test.name, test.property, hint ?? '']).join('\n'));
  return assignments.flatMap((assignment) => {
    const known = { starter: readSource(assignment.slug, root), publicTexts };
    return [...solutionSecrets(known), ...hiddenTestSecrets(assignment, known)];
  });
}
