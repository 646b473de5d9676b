import path from 'node:path';
import { listSlugs } from '../paths';
import { findAll, type Finding } from './find';
import { recordFile, totals, writeRecord, type MutantRecord } from './record';
import { table, unexplained } from './report';

/** Of all mutants that differ from the solution, and of those of each assignment. */
const OVERALL = 0.98;
const EACH = 0.95;

export interface MutantOptions {
  /** 'changed' judges what changed since the committed records, 'all' everything, 'none' nothing; '05' one assignment, all of it. */
  mutants: string;
  /** Write what was found to the committed records. */
  write: boolean;
}

/** Wrong variants of every solution are caught by its tests; those that are not have a reason. Gives the problems and a table. */
export async function checkMutants(root: string, { mutants, write }: MutantOptions): Promise<{ problems: string[]; notes: string[] }> {
  if (mutants === 'none') return { problems: [], notes: ['left out: --mutants none'] };
  const all = listSlugs(root);
  const chosen = mutants === 'all' ? all : all.filter((slug) => slug.startsWith(mutants));
  if (mutants !== 'changed' && chosen.length === 0) return { problems: [`--mutants: expected changed, all, none or the beginning of ${all.join(', ')}; got ${mutants}`], notes: [] };
  const findings = await findAll(mutants === 'changed' ? all : chosen, root, new Set(mutants === 'changed' ? [] : chosen));
  if (write) for (const { slug, record } of findings) writeRecord(recordFile(slug, root), record);
  return { problems: mutantProblems(findings, root, { written: write, areAll: findings.length === all.length }), notes: table(findings, root, mutants !== 'changed') };
}

/** What is wrong with findings: `written` ones are the committed records now, `areAll` says that no assignment is left out. */
export function mutantProblems(findings: readonly Finding[], root: string, { written, areAll }: { written: boolean; areAll: boolean }): string[] {
  return [...findings.flatMap((finding) => [...finding.brokenTests, ...unexplained(finding, root), ...(written ? [] : recordProblems(finding, root))]), ...rateProblems(findings, areAll)];
}

/** Whether the committed record is what is found. */
function recordProblems({ slug, record, committed }: Finding, root: string): string[] {
  if (JSON.stringify(committed) === JSON.stringify(record)) return [];
  return [...staleReasons(record, committed, slug), `${path.relative(root, recordFile(slug, root))} is ${committed ? 'not what is found now' : 'missing'}: npm run check -- --write writes it`];
}

/** Reasons in the committed record whose mutant is caught now, or is made no longer. */
function staleReasons(record: MutantRecord, committed: MutantRecord | null, slug: string): string[] {
  const keys = new Set(record.survivors.map(({ key }) => key));
  return (committed?.survivors ?? []).filter(({ key }) => !keys.has(key)).map(({ key, after }) => `${slug}: there is a reason for ${key} (\`${after}\`), which does not survive`);
}

function rateProblems(findings: readonly Finding[], areAll: boolean): string[] {
  const tooLow = (name: string, rate: number, least: number): string[] => (rate >= least ? [] : [`${name}: ${(100 * rate).toFixed(1)} % of the mutants that differ from the solution are caught, at least ${100 * least} % are needed`]);
  const overall = areAll ? tooLow('all assignments', totals(findings.map(({ record }) => record)).rate, OVERALL) : [];
  return [...findings.flatMap(({ slug, record }) => tooLow(slug, totals([record]).rate, EACH)), ...overall];
}
