import fs from 'node:fs';
import Ajv from 'ajv';
import { UsageError } from '../cli/usage';
import { matchSlug, listAssignments } from '../run/assignment';
import type { Course, Due, LateRule } from './course';
import schema from './course.schema.json';
import type { Deadline } from './late';
import { Roster } from './roster';

const OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A time that means the same everywhere: with an offset. */
export const isTime = (text: string): boolean => OFFSET.test(text) && !Number.isNaN(Date.parse(text));

const validate = new Ajv({ allErrors: true, formats: { 'time-with-offset': isTime } }).compile<Course>(schema);

/** Due dates, late rules and people, asked by learner and assignment. */
export class CoursePlan {
  readonly roster: Roster;
  private readonly dues = new Map<string, Due>();

  /** Throws `UsageError` for an assignment or a learner that there is not. */
  constructor(
    private readonly course: Course,
    where = 'the course',
  ) {
    this.roster = new Roster(course.roster ?? []);
    for (const [name, due] of Object.entries(course.assignments ?? {})) this.dues.set(slugOf(name, where), due);
    for (const { learner, assignment } of course.extensions ?? []) {
      if (assignment !== undefined) slugOf(assignment, where);
      if (course.roster && !this.roster.find(learner)) throw new UsageError(`${where}: an extension is for ${learner}, who is not on the roster`);
    }
  }

  /** Assignments with a due date. */
  get assignments(): string[] {
    return [...this.dues.keys()].sort();
  }

  /** When it is due for this learner; null without a due date. */
  deadline(learner: string | null, slug: string): Deadline | null {
    const entry = this.dues.get(slug);
    if (!entry) return null;
    const rule: LateRule = { ...this.course.late, ...entry.late };
    const due = this.extended(learner, slug, new Date(entry.due));
    const closings = [rule.closeAfterDays === undefined ? [] : due.getTime() + rule.closeAfterDays * 86_400_000, entry.closeAfter === undefined ? [] : Math.max(Date.parse(entry.closeAfter), due.getTime())].flat();
    return { due, closes: closings.length > 0 ? new Date(Math.min(...closings)) : null, rule };
  }

  /** The latest date that the extensions of a learner give. */
  private extended(learner: string | null, slug: string, due: Date): Date {
    const own = (this.course.extensions ?? []).filter((e) => learner !== null && (this.roster.find(e.learner)?.id ?? e.learner) === learner && (e.assignment === undefined || matchSlug(e.assignment) === slug));
    const dates = own.map((e) => (e.due === undefined ? due.getTime() + e.days! * 86_400_000 : Date.parse(e.due)));
    return new Date(Math.max(due.getTime(), ...dates));
  }
}

function slugOf(name: string, where: string): string {
  const slug = matchSlug(name);
  if (!slug) throw new UsageError(`${where}: there is no assignment ${name}; expected one of ${listAssignments().join(', ')}`);
  return slug;
}

/** Reads a course file. Throws `UsageError` with each mistake and its place. */
export function readCourse(file: string): CoursePlan {
  let course: unknown;
  try {
    course = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--course ${file}: ${(error as Error).message}`);
  }
  if (!validate(course)) throw new UsageError(`--course ${file}: ${validate.errors!.map((e) => `${e.instancePath || 'the file'} ${explain(e.message, e.params)}`).join('; ')}`);
  const twice = course.roster?.find(({ id }, i, all) => all.findIndex((other) => other.id === id) !== i);
  if (twice) throw new UsageError(`--course ${file}: the roster has ${twice.id} twice`);
  return new CoursePlan(course, `--course ${file}`);
}

function explain(message: string | undefined, params: Record<string, unknown>): string {
  if (params.format === 'time-with-offset') return 'must be a time with its offset, such as 2026-11-30T23:59:00+01:00';
  if (params.additionalProperty !== undefined) return `has ${String(params.additionalProperty)}, which means nothing here`;
  return message ?? 'is wrong';
}

/** A course in which everything is due at one time: `--due` and `--late-per-day`. */
export function courseOf(due: string, rule: LateRule): CoursePlan {
  return new CoursePlan({ schema: 'gradus/course/v1', late: rule, assignments: Object.fromEntries(listAssignments().map((slug) => [slug, { due }])) });
}
