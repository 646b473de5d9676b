/** `gradus/check`: the public tests in the notebook, and the comparison that the grader uses too. @module gradus/check */
export { check, runPublicTests, type CheckedTest, type CheckResult } from './check';
export { hint, hintsOf, loadHints, nextHint, parseHints, type HintOptions, type HintSteps } from './hint';
export { submit } from '../learner';
export { NotImplemented } from './notImplemented';
export { compare, type Comparison } from './compare';
export { describe, kindOf } from './describe';
export { loadPublicAssignment, loadPublicTask } from './load';
export { TensorValue, tensorValue, asTensorValue, type TensorDType } from './values';
export type { CallTest, PublicAssignment, PublicTask, Tolerance } from './types';
