/** The command line was wrong: a path that cannot be graded, an option that cannot be. */
export class UsageError extends Error {}
