import type { Found } from '../cli/discover';
import type { CoursePlan } from '../course/load';
import { lookAt, type HandIn } from '../submissions/handIn';
import { latestOfEach } from '../submissions/latest';
import type { Manifest } from '../submissions/manifest';

/** Somebody on the roster who handed in nothing of an assignment that is due. */
export interface Missing {
  learner: string;
  assignment: string;
}

/** What a run is to grade. */
export interface Plan {
  handIns: HandIn[];
  missing: Missing[];
}

export interface PlanOptions {
  assignment?: string;
  course?: CoursePlan;
  manifest?: Manifest;
  trustNames?: boolean;
  now?: Date;
}

/** Whose each file is and which of them count; and who handed in nothing of the assignments that others did. */
export function plan(found: readonly Found[], options: PlanOptions): Plan {
  const roster = options.course?.roster;
  const namesOf = (learner: string): string[] => roster?.names(learner) ?? [learner];
  const all = found.map((one) => {
    const person = one.learner === null ? undefined : roster?.find(one.learner);
    const handIn = lookAt(one, person?.id ?? one.learner, { ...options, namesOf });
    if (roster && roster.people.length > 0 && one.learner !== null && !person) handIn.notes.push(`${one.learner} is not on the roster`);
    return handIn;
  });
  const wholeClass = found.some(({ ofClass }) => ofClass);
  return { handIns: latestOfEach(all), missing: options.course && wholeClass ? missing(all, options.course, options.now ?? new Date()) : [] };
}

function missing(handIns: readonly HandIn[], course: CoursePlan, now: Date): Missing[] {
  const slugs = [...new Set(handIns.flatMap(({ assignment }) => assignment ?? []))].sort();
  const there = new Set(handIns.map(({ learner, assignment }) => `${learner}\0${assignment}`));
  return slugs.flatMap((assignment) =>
    course.roster.people
      .filter(({ id }) => !there.has(`${id}\0${assignment}`) && (course.deadline(id, assignment)?.due ?? now) <= now)
      .map(({ id }) => ({ learner: id, assignment })),
  );
}
