import { fixedArguments, handedOn, omissions, siblings, swaps } from './arguments';
import { signs, terms } from './arithmetic';
import { calls, functions, transposes } from './calls';
import { comparisons, conditions } from './conditions';
import { booleans, numbers, strings } from './constants';
import type { Operator } from './operator';
import { deletions, loops } from './statements';

/** The mistakes that are made in every solution, wherever they fit. */
export const OPERATORS: readonly Operator[] = [signs, terms, comparisons, conditions, numbers, strings, booleans, functions, calls, transposes, swaps, omissions, handedOn, fixedArguments, siblings, deletions, loops];
