/** What the pack remembers of a learner, and handing in. Notebooks reach it through `gradus/check`. @module gradus/learner */
export { recordCheck } from './recordCheck';
export { standings, startPage, writeStartPage, type Standing } from './startPage';
export { submit, type SubmitOptions } from './submit';
