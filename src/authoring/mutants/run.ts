import os from 'node:os';
import { readSource } from '../build/build';
import { mutantText } from './generate';
import type { Mutant } from './mutant';
import { Pool } from './pool';
import type { Verdict } from './protocol';

export interface Judged extends Mutant {
  verdict: Verdict;
}

/** Modules that are type-checked in one go: more take more memory, fewer more time. */
const CHUNK = 40;

/** As many processes as the machine has cores for; TensorFlow's own threads and memory set the limit. */
export const poolSize = (): number => Math.min(os.availableParallelism(), 4);

/** The modules of mutants; each source is read once. */
function textsOf(mutants: readonly Mutant[], others?: 'gaps'): string[] {
  const sources = new Map([...new Set(mutants.map(({ slug }) => slug))].map((slug) => [slug, readSource(slug)]));
  return mutants.map((mutant) => mutantText(sources.get(mutant.slug)!, mutant, others));
}

/** Those that compile. What tslab would refuse is no mistake that tests have to catch. */
export async function compiling(mutants: readonly Mutant[], pool: Pool): Promise<Mutant[]> {
  const texts = textsOf(mutants, 'gaps');
  const chunks = Array.from({ length: Math.ceil(texts.length / CHUNK) }, (_, i) => texts.slice(i * CHUNK, (i + 1) * CHUNK));
  const found = (await Promise.all(chunks.map((chunk) => pool.compile(chunk)))).flat();
  return mutants.filter((_, i) => found[i]);
}

/** Each mutant with the verdict of its task's tests. */
export async function judge(mutants: readonly Mutant[], pool: Pool, onJudged: () => void = () => {}): Promise<Judged[]> {
  const texts = textsOf(mutants);
  return Promise.all(
    mutants.map(async (mutant, i) => {
      const verdict = await pool.judge({ slug: mutant.slug, task: mutant.task, text: texts[i] });
      onJudged();
      return { ...mutant, verdict };
    }),
  );
}
