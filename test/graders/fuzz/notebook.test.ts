import fc from 'fast-check';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { assemble } from '../../../src/graders/notebook/assemble';
import { readPack, type PackCell } from '../../../src/graders/notebook/pack';
import { readSubmission, UnreadableSubmission } from '../../../src/graders/notebook/read';

const ROOT = path.resolve(__dirname, '../../..');
const SEED = 20_260_101;
const SLUG = '01-regularization';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-fuzz-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

let pack: PackCell[];
let real: string;
beforeAll(() => {
  pack = readPack(SLUG);
  const notebook = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/pack', `${SLUG}.ipynb`), 'utf8')) as { cells: { cell_type: string }[] };
  real = JSON.stringify({ ...notebook, cells: notebook.cells.filter((cell) => cell.cell_type === 'code').slice(0, 8) });
});

let [read, refused] = [0, 0];

/** Reads and assembles what was handed in. What comes must be an assembly of text, or a refusal in words; anything else is thrown on. */
function handIn(content: Buffer | string, name = `${SLUG}.ipynb`): void {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  try {
    const { segments, missing, notes } = assemble(pack, readSubmission(file));
    read++;
    for (const { text, names } of segments) if (typeof text !== 'string' || !Array.isArray(names)) throw new Error('a segment without text');
    if (segments.filter(({ origin }) => origin === 'pack').length !== given()) throw new Error('a given cell was lost');
    if (notes.length > 101 || notes.some((note) => note.length > 300)) throw new Error('notes without end');
    if (missing.size > 4) throw new Error('more tasks are missing than there are');
  } catch (error) {
    if (!(error instanceof UnreadableSubmission)) throw error;
    refused++;
    if (error.message === '' || error.message.length > 1000) throw new Error(`a refusal of ${error.message.length} characters`);
  }
}

let givenSegments = -1;
function given(): number {
  if (givenSegments < 0) givenSegments = assemble(pack, { file: '', slug: SLUG, kind: 'notebook', cells: [], sha256: '' }).segments.length;
  return givenSegments;
}

function fuzz<T>(runs: number, arbitrary: fc.Arbitrary<T>, act: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, act), { numRuns: runs, seed: SEED, endOnFailure: true });
}

const codeText = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom('function', 'class ', 'const ', 'computeCostWithRegularization', '(', ')', '{', '}', '[', ']', '=', '=>', ';', '\n', '`', '${', '/*', '*/', '//', "'", '"', 'import ', ' from ', "'gradus/np'", 'export ', 'default ', 'async ', 'await ', '...', 'x', 'np', 'type ', 'interface ', 'enum ', 'namespace ', 'declare ', '<', '>', '@', '#', '\\u{', '\u2028', '__proto__', 'constructor'), { maxLength: 30 }).map((parts) => parts.join('')),
);
const oddId = fc.constantFrom('cost', 'network', '__proto__', 'constructor', '', 'cost ', 'COST', 'toString');
const metadata = fc.oneof(fc.record({ gradus: fc.record({ id: oddId, role: fc.constantFrom('task', 'given', 'check', 7), task: fc.constantFrom('1.1', '9.9', null) }, { requiredKeys: [] }) }), fc.jsonValue());
const source = fc.oneof({ weight: 4, arbitrary: codeText }, { weight: 1, arbitrary: fc.array(fc.oneof(codeText, fc.jsonValue({ maxDepth: 1 }))) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) });
const cell = fc.oneof({ weight: 6, arbitrary: fc.record({ cell_type: fc.constantFrom('code', 'code', 'code', 'markdown', 'raw', null, 1), source, metadata }, { requiredKeys: ['cell_type'] }) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) });
const notebook = fc.record({ nbformat: fc.constantFrom(4, 4, 4, 4, 3, '4', null, 1e308), nbformat_minor: fc.integer(), metadata, cells: fc.oneof({ weight: 8, arbitrary: fc.array(cell, { maxLength: 6 }) }, { weight: 1, arbitrary: fc.jsonValue() }) }, { requiredKeys: [] });

/** A change of some bytes: one cut, doubled, replaced. */
const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 0, max: 40 }), by: fc.oneof(fc.string({ maxLength: 10 }), fc.constantFrom('"', '\\', '{', '[', ']', '}', ',', 'null', '1e999', '\\ud800', '\u0000', '\ufeff')) });
type Mutation = { at: number; length: number; by: string };
const mutate = (text: string, changes: Mutation[]): string => changes.reduce((t, { at, length, by }) => t.slice(0, Math.floor(at * t.length)) + by + t.slice(Math.floor(at * t.length) + length), text);

describe('10,000 notebooks that nobody should hand in', () => {
  test('2,500 of any bytes', () => fuzz(2500, fc.uint8Array({ maxLength: 400 }), (bytes) => handIn(Buffer.from(bytes))));
  test('4,000 that are built like notebooks, of odd parts', () => fuzz(4000, notebook, (json) => handIn(JSON.stringify(json))));
  test('2,000 real ones with changes in their text', () => fuzz(2000, fc.array(mutation, { minLength: 1, maxLength: 5 }), (changes) => handIn(mutate(real, changes))));
  test('1,500 .ts files', () => fuzz(1500, codeText, (text) => handIn(text, `${SLUG}.ts`)));
  test('some of them could be read, and some could not', () => {
    expect(read).toBeGreaterThan(1500);
    expect(refused).toBeGreaterThan(1500);
    expect(read + refused).toBe(10_000);
  });
});
