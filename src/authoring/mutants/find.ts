import { progress } from '../../lib/progress';
import { readSource } from '../build/build';
import { fingerprint } from './fingerprint';
import { generateMutants } from './generate';
import { Pool } from './pool';
import { cacheFile, makeRecord, readRecord, recordFile, withReasons, writeRecord, type MutantRecord } from './record';
import { compiling, judge, poolSize, type Judged } from './run';

/** What is known of an assignment's mutants now. */
export interface Finding {
  slug: string;
  record: MutantRecord;
  /** The committed record, as it is. */
  committed: MutantRecord | null;
  /** Tests that broke down on a mutant, which would stop the grader on a submission of that kind. */
  brokenTests: string[];
  /** CPU time that finding out took, in ms; 0 where it was known. */
  cpuMs: number;
}

/**
 * What is known of the assignments' mutants: from the committed records where nothing has changed since, from those in dist/ where it was found out already,
 * and by judging them anew otherwise, or always for those in `afresh`.
 */
export async function findAll(slugs: readonly string[], root: string, afresh: ReadonlySet<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  const pool = new Pool(poolSize());
  try {
    for (const slug of slugs) findings.push((!afresh.has(slug) && known(slug, root)) || (await findOut(slug, root, pool)));
  } finally {
    pool.close();
  }
  return findings;
}

function known(slug: string, root: string): Finding | null {
  const committed = readRecord(recordFile(slug, root));
  const hash = fingerprint(slug, root);
  const found = [committed, readRecord(cacheFile(slug, root))].find((record) => record?.hash === hash);
  return found ? { slug, record: withReasons(found, committed), committed, brokenTests: [], cpuMs: 0 } : null;
}

async function findOut(slug: string, root: string, pool: Pool): Promise<Finding> {
  const committed = readRecord(recordFile(slug, root));
  const before = pool.cpuMs();
  const made = generateMutants(readSource(slug, root));
  const bar = progress(made.length, { title: `${slug}: mutants`, unit: 'mutant' });
  bar.note('type-checking');
  const mutants = await compiling(made, pool);
  bar.total = mutants.length;
  const judged = await judge(mutants, pool, () => bar.update());
  bar.done();
  const record = makeRecord(fingerprint(slug, root), judged, committed);
  const brokenTests = judged.flatMap(brokenTest);
  if (brokenTests.length === 0) writeRecord(cacheFile(slug, root), record);
  return { slug, record, committed, brokenTests, cpuMs: pool.cpuMs() - before };
}

function brokenTest({ slug, line, after, verdict }: Judged): string[] {
  if (verdict.by === null || !verdict.status.startsWith('test-error')) return [];
  return [`notebooks/source/${slug}.ts:${line}: the test "${verdict.test}" itself breaks down on \`${after}\`: ${verdict.status.slice(12)}`];
}
