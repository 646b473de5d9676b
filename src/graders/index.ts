/** The grader as a library. */
export { gradeFile, type GradeOptions } from './run/grade';
export { listAssignments, loadAssignment } from './run/assignment';
export { Compiler } from './compile/compiler';
export { bwrapWorks, type Limits, type SandboxKind } from './sandbox/command';
export { listFormats, writeExports } from './export';
export { schemaErrors, writeResult } from './report/write';
export type { Result, TaskResult, TestResult, Status } from './schemas/result';
