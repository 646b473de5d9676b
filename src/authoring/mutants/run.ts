import os from 'node:os';
import path from 'node:path';
import { readSource } from '../build/build';
import { ROOT } from '../paths';
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

/** Those that compile. What tslab would refuse is no mistake that tests have to catch. */
export async function compiling(slug: string, mutants: readonly Mutant[], pool: Pool): Promise<Mutant[]> {
  const source = readSource(slug);
  const chunks = Array.from({ length: Math.ceil(mutants.length / CHUNK) }, (_, i) => mutants.slice(i * CHUNK, (i + 1) * CHUNK));
  const found = await Promise.all(chunks.map(async (chunk) => pool.compile(chunk.map((mutant) => mutantText(source, mutant, 'gaps')))));
  return mutants.filter((_, i) => found.flat()[i]);
}

/** Each mutant with the verdict of its task's tests. */
export async function judge(slug: string, mutants: readonly Mutant[], pool: Pool, onJudged: () => void = () => {}): Promise<Judged[]> {
  const source = readSource(slug);
  const file = path.join(ROOT, 'notebooks', `${slug}.js`);
  return Promise.all(
    mutants.map(async (mutant) => {
      const verdict = await pool.judge({ slug, task: mutant.task, text: mutantText(source, mutant), file });
      onJudged();
      return { ...mutant, verdict };
    }),
  );
}
