import fs from 'node:fs';
import path from 'node:path';
import { listSlugs, paths, ROOT } from '../paths';
import type { Cell, Source } from '../source/cell';

/** Another notebook, to go to. */
interface Neighbour {
  slug: string;
  title: string;
}

/** Pages on what notebooks import: docs/NAME.md for gradus/NAME. */
const docsOf = (root: string): string[] => {
  const folder = path.join(root, 'docs');
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -3)) : []; // prettier-ignore
};

const titleOf = (slug: string, root: string): string => /^\/\/ # (.*)$/m.exec(fs.readFileSync(path.join(paths(root).sources, `${slug}.ts`), 'utf8'))?.[1] ?? slug;

/** A notebook that can be handed in gets an opening and an end; those of tests that import no `submit` stay as they are. */
const canSubmit = (source: Source): boolean => source.cells.some((cell) => cell.kind === 'code' && cell.role === 'given' && /import \{[^}]*\bsubmit\b[^}]*\} from 'gradus\/check'/.test(cell.text));

/**
 * The source with what all notebooks have alike: behind the title how it works and where to go, at the end the cell that hands in. They follow from the header and
 * from what the notebook imports, so that no author writes them.
 */
export function withFrame(source: Source, root = ROOT): Source {
  const [title] = source.cells;
  if (title?.kind !== 'markdown' || !canSubmit(source)) return source;
  const slugs = listSlugs(root);
  const at = slugs.indexOf(source.slug);
  const neighbour = (slug: string | undefined): Neighbour | null => (slug ? { slug, title: titleOf(slug, root) } : null);
  const opened = { ...title, text: `${title.text}\n\n${howItWorks(source)}\n\n${links(source, docsOf(root), neighbour(slugs[at - 1]), neighbour(slugs[at + 1]))}` };
  return { ...source, cells: [opened, ...source.cells.slice(1), ...submitCells(title.line)] };
}

function howItWorks(source: Source): string {
  const first = source.cells.find((cell) => cell.kind === 'code' && cell.task);
  const task = first?.kind === 'code' ? first.task : '';
  return `**How this works**: Shift+Enter runs a cell. Below each exercise \`check\` tests what you have written and says what is wrong; \`hint('${task}')\`, in a cell of your own, shows one step
towards exercise ${task} at a time. The last cell hands your notebook in.`;
}

function links(source: Source, docs: string[], previous: Neighbour | null, next: Neighbour | null): string {
  const imported = [...new Set(source.cells.flatMap((cell) => (cell.kind === 'code' ? [...cell.text.matchAll(/from 'gradus\/(\w+)'/g)].map((m) => m[1]) : [])))];
  const pages = imported.filter((name) => docs.includes(name)).map((name) => `[${name}](../docs/${name}.md)`);
  return [
    '**Go to**: [start page](START.md)',
    '[glossary](glossary.md)',
    `documentation: ${['[learning with notebooks](../docs/learning.md)', ...pages].join(', ')}`,
    ...(previous ? [`before: [${previous.title}](${previous.slug}.ipynb)`] : []),
    ...(next ? [`next: [${next.title}](${next.slug}.ipynb)`] : []),
  ].join(' · ');
}

function submitCells(line: number): Cell[] {
  return [
    {
      kind: 'markdown',
      id: 'submit-text',
      line,
      text: '## Hand in\nSave the notebook (Ctrl+S, on a Mac ⌘S) and run the cell below. It copies the saved notebook to `submissions/`, says what is still blank, and shows your score in the public tests. You may do so as often as\nyou like; the last one counts. Nothing leaves this machine: send the file on as your teacher says. `npm run grade` in a terminal runs all tests.',
    },
    { kind: 'code', id: 'submit', role: 'check', line, text: 'await submit();' },
  ];
}
