import type { Job } from 'bullmq';
import { gradedAlike, type Grading } from '../class/takeOver';
import type { Outcome } from '../pool/seat';
import type { HandIn } from '../submissions/handIn';
import { BadMessage, unpackResult } from './message';

/** What a finished job says of a hand-in. Throws `BadMessage` for a result that is not one of this hand-in, graded as it was asked for. */
export function readAnswer(job: Pick<Job, 'returnvalue' | 'failedReason'>, handIn: HandIn, grading: Grading): Outcome {
  if (job.failedReason) return { failure: String(job.failedReason) };
  const result = unpackResult(job.returnvalue);
  if (result.status !== 'graded' && result.status !== 'unreadable') throw new BadMessage(`the worker sent a result that is '${result.status}'`);
  if (!gradedAlike(result, handIn, grading)) throw new BadMessage('the result is of another submission, pack, tests, limits, tasks or sandbox than was asked for');
  return { result };
}
