import { asArray } from '../creation';
import { dense } from '../iterate';
import type { Parameter } from './draw';

/** @throws RangeError unless all are 0 or more; -0 counts as below */
export function atLeastZero(fn: string, name: string, p: Parameter): void {
  check(
    p,
    (x) => x >= 0 && !Object.is(x, -0),
    (x) => `${fn}: expected ${name} >= 0, got ${x}`,
  );
}

/** @throws RangeError unless all are above 0 */
export function aboveZero(fn: string, p: Parameter): void {
  check(
    p,
    (x) => x > 0,
    (x) => `${fn}: expected parameters > 0, got ${x}`,
  );
}

function check(p: Parameter, good: (x: number) => boolean, text: (x: number) => string): void {
  for (const x of typeof p === 'number' ? [p] : dense(asArray('random', p)))
    if (!good(x)) throw new RangeError(text(x));
}
