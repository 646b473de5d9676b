import { createHash } from 'node:crypto';
import { listAssignments } from '../run/assignment';
import { testsSha256 } from '../run/fingerprint';
import { packVersion } from '../run/result';

/** What two machines must have in common to give the same results. */
export interface PackIdentity {
  /** Version of the pack. */
  pack: string;
  /** sha256 over the tests of all assignments. */
  tests: string;
}

export function packIdentity(): PackIdentity {
  const hash = createHash('sha256');
  for (const slug of listAssignments()) hash.update(`${slug}\0${testsSha256(slug)}\0`);
  return { pack: packVersion(), tests: hash.digest('hex') };
}

export const samePack = (a: PackIdentity, b: PackIdentity): boolean => a.pack === b.pack && a.tests === b.tests;

/** Each pack has a queue of its own, so that jobs wait for workers which can do them and others do not even take them. */
export const queueName = ({ pack, tests }: PackIdentity): string => `grade-${pack.replace(/[^\w.-]/g, '_')}-${tests.slice(0, 16)}`;

/** For people: `pack 0.1.0 (tests 1a2b3c4d)`. */
export const packWords = ({ pack, tests }: PackIdentity): string => `pack ${pack} (tests ${tests.slice(0, 8)})`;
