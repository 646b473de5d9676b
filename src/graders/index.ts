/** The grader as a library. */
export { gradeFile, type GradeOptions } from './run/grade';
export { listAssignments, loadAssignment } from './run/assignment';
export { runJob, type GradeJob } from './pool/job';
export { classStatistics, type ClassStatistics } from './statistics';
export { openGradebook } from './gradebook/open';
export { recordResults } from './gradebook/record';
export { Compiler } from './compile/compiler';
export { bwrapWorks } from './sandbox/bwrap';
export type { Limits, SandboxKind } from './sandbox/command';
export { listFormats, writeExports } from './export';
export { schemaErrors, writeResult } from './report/write';
export type { Result, TaskResult, TestResult, Status } from './schemas/result';
