import path from 'node:path';
import { SourceError, type Cell, type CodeCell, type Role, type Source } from './cell';

const HEADER = /^\/\/ %%(?<rest>.*)$/;
const ATTRIBUTE = /\b(?<key>[a-z]+)="(?<value>[^"]*)"/g;
const ROLES: readonly string[] = ['given', 'task', 'check', 'run'];
const ATTRIBUTES: Record<string, readonly string[]> = { markdown: ['id'], task: ['id', 'role', 'task', 'points'], other: ['id', 'role'] };
/** What nbformat allows as a cell's id. */
const ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** Reads a source in percent format. Throws `SourceError` with the line of the first mistake. */
export function parseSource(text: string, file: string): Source {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const starts = lines.flatMap((line, i) => (HEADER.test(line) ? [i] : []));
  if (starts.length === 0) throw new SourceError(file, 1, 'expected cells that start with `// %%`, found none');
  if (lines.slice(0, starts[0]).some((line) => line.trim() !== '')) throw new SourceError(file, 1, 'expected nothing before the first `// %%`');
  const cells = starts.map((start, i) => parseCell(file, lines, start, starts[i + 1] ?? lines.length));
  refuseTwice(file, cells, (cell) => cell.id, 'the id');
  refuseTwice(file, cells, (cell) => (cell.kind === 'code' ? cell.task : undefined), 'the task');
  return { slug: path.basename(file, '.ts'), file, cells };
}

function refuseTwice(file: string, cells: readonly Cell[], nameOf: (cell: Cell) => string | undefined, what: string): void {
  const seen = new Map<string, number>();
  for (const cell of cells) {
    const name = nameOf(cell);
    if (name === undefined) continue;
    if (seen.has(name)) throw new SourceError(file, cell.line, `${what} "${name}" is taken by the cell of line ${seen.get(name)}`);
    seen.set(name, cell.line);
  }
}

function parseCell(file: string, lines: string[], start: number, end: number): Cell {
  const rest = HEADER.exec(lines[start])!.groups!.rest;
  const attributes = Object.fromEntries([...rest.matchAll(ATTRIBUTE)].map((m) => [m.groups!.key, m.groups!.value]));
  const line = start + 1;
  const { id } = attributes;
  if (!id || !ID.test(id)) throw new SourceError(file, line, `expected id="..." of letters, digits, - and _, got ${JSON.stringify(id ?? rest.trim())}`);
  const known = ATTRIBUTES[rest.includes('[markdown]') ? 'markdown' : attributes.role === 'task' ? 'task' : 'other'];
  const odd = Object.keys(attributes).find((key) => !known.includes(key)) ?? rest.replace(ATTRIBUTE, '').replace('[markdown]', '').trim();
  if (odd) throw new SourceError(file, line, `expected ${rest.includes('[markdown]') ? '[markdown] and ' : ''}${known.map((key) => `${key}="..."`).join(', ')} in this cell's line, got ${JSON.stringify(odd)}`);
  const body = lines.slice(start + 1, end);
  while (body.length > 0 && body[body.length - 1].trim() === '') body.pop();
  while (body.length > 0 && body[0].trim() === '') body.shift();
  if (body.length === 0) throw new SourceError(file, line, `the cell "${id}" is empty`);
  if (rest.includes('[markdown]')) return { kind: 'markdown', id, text: uncomment(file, body, line), line };
  return codeCell(file, line, id, attributes, body.join('\n'));
}

function uncomment(file: string, body: string[], line: number): string {
  return body
    .map((text, i) => {
      if (text === '//' || text.trim() === '') return '';
      if (!text.startsWith('// ')) throw new SourceError(file, line + 1 + i, 'expected `// ` in front of each line of a text cell');
      return text.slice(3);
    })
    .join('\n');
}

function codeCell(file: string, line: number, id: string, attributes: Record<string, string>, text: string): CodeCell {
  const role = (attributes.role ?? 'run') as Role;
  if (!ROLES.includes(role)) throw new SourceError(file, line, `expected role="..." to be one of ${ROLES.join(', ')}, got "${role}"`);
  const cell: CodeCell = { kind: 'code', id, role, text, line };
  if (role !== 'task') {
    if (/\/\/ (BEGIN|END) SOLUTION/.test(text)) throw new SourceError(file, line, `only task cells have a solution to cut out; give the cell "${id}" role="task"`);
    return cell;
  }
  if (!/^\d{1,2}\.\d{1,2}$/.test(attributes.task ?? '')) throw new SourceError(file, line, `expected task="1.2" in the task cell "${id}", got ${JSON.stringify(attributes.task)}`);
  const points = Number(attributes.points);
  if (!(points > 0)) throw new SourceError(file, line, `expected points="10" in the task cell "${id}", got ${JSON.stringify(attributes.points)}`);
  return { ...cell, task: attributes.task, points };
}
