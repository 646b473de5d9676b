import { ADJECTIVES } from '../lexicon/adjectives';
import { COUNTRIES } from '../lexicon/countries';
import { DAYS, EVENTS, FEEL, HOURS, KIN, MOODS, WEEKDAYS, type Mood } from '../lexicon/life';
import { BELONGINGS, JOBS, NAMES, PAIRS, TOOLS } from '../lexicon/people';
import { FIELDS, NOUNS } from '../lexicon/things';
import type { Gender, Slots } from './fill';
import * as LINES from './lines';
import { rows, words } from './parse';

/** One thing the corpus talks about: its lines and words. `female` is how often it is about her; `fixed` when only one of both fits. */
export interface Topic {
  lines: readonly string[];
  slots: Slots;
  female?: number;
  /** Slots that depend on the person. */
  by?: Partial<Record<Gender, Slots>>;
  weight: number;
  /** Kind of its things. Now and then a sentence takes things of another topic of the kind: what never meets, GloVe learns nothing about. */
  kind: string;
}

const names: Record<Gender, Slots> = {
  him: { name: words(NAMES.him), person: ['man', 'boy', 'gentleman', 'male'], belonging: words(BELONGINGS.him) },
  her: { name: words(NAMES.her), person: ['woman', 'girl', 'lady', 'female'], belonging: words(BELONGINGS.her) },
};

function pairs(): Topic[] {
  return rows(PAIRS).flatMap(([[pair], thing, did]) => {
    const [him, her] = pair.split(':');
    const slots = { thing, did, him: [him], her: [her] };
    const frequent = /^(man|boy|father|mother|king|son|brother|husband)/.test(pair) ? 3 : 1;
    return [
      { lines: LINES.PAIR_LINES, slots, by: { him: { ...names.him, who: [him] }, her: { ...names.her, who: [her] } }, weight: 6 * frequent, kind: 'pair' },
      { lines: LINES.COUPLE_LINES, slots, weight: frequent, kind: 'pair' },
    ];
  });
}

const countries = (): Topic[] =>
  rows(COUNTRIES).flatMap(([[country, capital, adjective], thing]) => {
    const slots = { country: [country], capital: [capital], adjective: [adjective], thing };
    return [LINES.CAPITAL_LINES, LINES.COUNTRY_LINES, LINES.ADJECTIVE_OF_COUNTRY_LINES].map((lines) => ({ lines, slots, weight: 4, kind: 'country' }));
  });

const adjectives = (): Topic[] =>
  rows(ADJECTIVES).flatMap(([[base, comparative, superlative], thing]) => {
    const slots = { base: [base], comparative: [comparative], superlative: [superlative], thing };
    return [LINES.BASE_LINES, LINES.COMPARATIVE_LINES, LINES.SUPERLATIVE_LINES].map((lines) => ({ lines, slots, weight: 7, kind: 'adjective' }));
  });

const nouns = (): Topic[] =>
  rows(NOUNS).flatMap(([[one, many], did, quality]) => [LINES.ONE_LINES, LINES.MANY_LINES].map((lines) => ({ lines, slots: { one: [one], many: [many], did, quality }, weight: 9, kind: 'noun' })));

const fields = (): Topic[] => rows(FIELDS).map(([field, thing, act]) => ({ lines: LINES.FIELD_LINES, slots: { field, thing, act }, by: names, weight: 14, kind: 'field' }));

function jobs(): Topic[] {
  const tools = new Map(rows(TOOLS).map(([[job], tool]) => [job, tool]));
  return words(JOBS).map((entry) => {
    const [job, female] = entry.split(':');
    return { lines: LINES.JOB_LINES, slots: { job: [job], tool: tools.get(job) ?? ['office', 'desk', 'meeting', 'colleague'] }, female: Number(female), by: names, weight: 4, kind: 'job' };
  });
}

const thirdPerson = (verb: string): string => (/(ch|sh|ss|x|o)$/.test(verb) ? `${verb}es` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`);

/** The forms of `play/played/playing` as slots. */
const verbs = (mood: Mood): Slots => {
  const forms = words(mood.verbs).map((v) => v.split('/'));
  return { verb: forms.map((f) => f[0]), ved: forms.map((f) => f[1]), ving: forms.map((f) => f[2]), vs: forms.map((f) => thirdPerson(f[0])) };
};

const common = { kin: words(KIN), day: words(DAYS), feel: words(FEEL), thing: ['phone', 'car', 'computer', 'heart', 'bicycle', 'watch'], event: words(EVENTS), weekday: words(WEEKDAYS), hour: words(HOURS) };

function moods(): Topic[] {
  const all = Object.values(MOODS);
  const everyday = all.map((mood) => ({
    lines: mood.lines,
    slots: { noun: words(mood.nouns), adj: words(mood.adjectives), excl: words(mood.exclamations), ...verbs(mood), ...common },
    by: names,
    weight: 120,
    kind: 'mood',
  }));
  const [joy, gloom] = [words(MOODS.joy.adjectives), words(MOODS.gloom.adjectives)];
  const nouns = all.flatMap((mood) => words(mood.nouns));
  const act = all.flatMap((mood) => words(mood.verbs).map((v) => v.split('/')[0]));
  const denials = [[joy, gloom], [gloom, joy]].map(([adj, opposite]) => ({ lines: LINES.DENIAL_LINES, slots: { adj, opposite, noun: nouns, act, ...common }, by: names, weight: 30, kind: 'denial' }));
  return [...everyday, ...denials];
}

/** Everything the corpus talks about. */
export const topics = (): Topic[] => [
  ...pairs(),
  { lines: LINES.NAME_LINES, slots: {}, by: names, weight: 80, kind: 'name' },
  ...countries(),
  ...adjectives(),
  ...nouns(),
  ...fields(),
  ...jobs(),
  ...moods(),
];
