import { compare } from '../../lib/check/compare';
import type { Expect } from '../define';

/** A property of a scripted test that does not hold. */
export class TestFailure extends Error {}

/** The comparisons that scripted tests use. Their messages name what is wrong, never the values. */
export const expectations: Expect = {
  close(actual, expected, tolerance = {}) {
    const found = compare(actual, expected, tolerance);
    if (!found.ok) throw new TestFailure(tolerance.what ?? '');
  },
  equal(actual, expected, what) {
    const found = compare(actual, expected, { rtol: 0, atol: 0 });
    if (!found.ok) throw new TestFailure(what ?? '');
  },
  that(condition, property) {
    if (!condition) throw new TestFailure(property);
  },
};
