/** Made from course.schema.json by `node scripts/schemas.mjs`; do not edit. */

/**
 * What each day begun takes off: points, or a percentage of the points that can be had (of: max) or that were scored (of: score).
 */
export type PerDay =
  | {
      points: number;
    }
  | {
      percent: number;
      of?: 'max' | 'score';
    };
/**
 * ISO 8601 with an offset, such as 2026-11-30T23:59:00+01:00.
 */
export type Time = string;
export type Extension = {
  /**
   * id of the roster.
   */
  learner: string;
  /**
   * NN-slug or NN; all if left out.
   */
  assignment?: string;
  due?: Time;
  days?: number;
  note?: string;
} & Extension1;
export type Extension1 = {
  [k: string]: unknown;
};

/**
 * A course: who takes it, when assignments are due, what being late costs. Read by `npm run grade -- SUBMISSIONS --course FILE`.
 */
export interface Course {
  schema: 'gradus/course/v1';
  name?: string;
  late?: LateRule;
  /**
   * By NN-slug or NN. A learner of the roster who hands in nothing of these gets 0 when it is due.
   */
  assignments?: {
    [k: string]: Due;
  };
  roster?: Person[];
  extensions?: Extension[];
}
export interface LateRule {
  perDay?: PerDay;
  /**
   * This late is in time. Later ones count from the due date.
   */
  graceMinutes?: number;
  /**
   * The penalty grows for this many days, and then no more.
   */
  maxDays?: number;
  /**
   * Later than this many days after it was due: 0 points.
   */
  closeAfterDays?: number;
}
export interface Due {
  due: Time;
  /**
   * ISO 8601 with an offset, such as 2026-11-30T23:59:00+01:00.
   */
  closeAfter?: string;
  late?: LateRule1;
}
/**
 * In place of the course's; what is not said here is as there.
 */
export interface LateRule1 {
  perDay?: PerDay;
  /**
   * This late is in time. Later ones count from the due date.
   */
  graceMinutes?: number;
  /**
   * The penalty grows for this many days, and then no more.
   */
  maxDays?: number;
  /**
   * Later than this many days after it was due: 0 points.
   */
  closeAfterDays?: number;
}
export interface Person {
  id: string;
  name?: string;
  email?: string;
  /**
   * Other names of this person's folder or files.
   */
  aliases?: string[];
}
