import { isDeepStrictEqual } from 'node:util';
import { readResult, resultPath } from '../report/write';
import { testsSha256 } from '../run/fingerprint';
import { packVersion } from '../run/result';
import { DEFAULT_LIMITS, type Limits, type SandboxKind } from '../sandbox/command';
import type { Result } from '../schemas/result';
import type { HandIn } from '../submissions/handIn';

/** How submissions are graded in a run. */
export interface Grading {
  sandbox: SandboxKind;
  limits: Partial<Limits>;
  tasks?: readonly string[];
}

/** The result of an earlier run, if grading again could only give the same. */
export function earlierResult(handIn: HandIn, grading: Grading, out: string): Result | null {
  const { learner, assignment, file } = handIn;
  if (assignment === null) return null;
  const result = readResult(resultPath({ learner, assignment, file }, out));
  return result?.status === 'graded' && gradedAlike(result, handIn, grading) ? result : null;
}

/** Whether a result is one of this hand-in, by the same pack, tests, limits, tasks and sandbox. */
export function gradedAlike(result: Result, { learner, assignment, sha256 }: HandIn, grading: Grading): boolean {
  if (assignment === null || sha256 === null || result.assignment !== assignment || result.learner !== learner) return false;
  const { submissionSha256, pack, testsSha256: tests, limits, tasks, sandbox } = result.provenance;
  const then = { submissionSha256, pack, tests, limits, tasks, sandbox };
  const now = {
    submissionSha256: sha256,
    pack: packVersion(),
    tests: testsSha256(assignment),
    limits: { ...DEFAULT_LIMITS, ...grading.limits },
    tasks: grading.tasks ? [...grading.tasks] : null,
    sandbox: grading.sandbox,
  };
  return isDeepStrictEqual(then, now);
}
