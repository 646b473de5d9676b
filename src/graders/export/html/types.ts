export type { Status } from '../../schemas/result';
export type { AssignmentStatistics, StatusCounts, TaskStatistics, TestStatistics } from '../../statistics';
