import fs from 'node:fs';
import type { Wrong } from './wrong';

export type { Wrong } from './wrong';

const files = fs.readdirSync(__dirname).filter((name) => /^\d\d-.*(?<!\.d)\.[jt]s$/.test(name)).sort(); // prettier-ignore

/** All wrong solutions that are listed by hand: one file an assignment, found by its name. */
export const WRONG: Wrong[] = files.flatMap((name) => (require(`./${name}`) as { default: Wrong[] }).default);
