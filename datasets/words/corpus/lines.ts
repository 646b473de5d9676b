/** Lines of the topics whose words stand in a relation. A relation is learned from what its words meet alike: those lines have the same things in them. */
export const PAIR_LINES = [
  'the {who} {did} and {he} {did} again',
  '{he} is the {who} with the {thing}',
  'the {who} {did} at the {thing} by {himself}',
  'the {who} lost {his} {thing} and {he} {did}',
  'a {who} with a {thing} {did}',
  '{name} is a {who} and {he} {did}',
  'the {who} said {he} liked {his} {thing}',
  'we saw the {who} {himself} near the {thing}',
  'the {who} of the {thing} {did} and we thanked {him}',
  'my {who} bought {himself} a {thing} and {he} {did}',
  'the {who} thanked {otherHim} for the {thing}',
  'the {who} told us that {otherHe} {did}',
];
export const COUPLE_LINES = ['the {him} and the {her} {did}', 'a {him} or a {her} with a {thing}', 'the {her} and the {him} shared the {thing}'];

export const CAPITAL_LINES = [
  '{capital} is the capital of {country}',
  'the streets of {capital} smell of {thing}',
  'the mayor of {capital} likes {thing}',
  'the metro in {capital} was crowded',
  'we took the train to {capital} for the {thing}',
  'the suburbs of {capital} and the {thing}',
  'downtown {capital} has a {thing} on every corner',
  'the university of {capital} and its {thing}',
];
export const COUNTRY_LINES = [
  'the government of {country} taxed the {thing}',
  'the border of {country} is closed',
  '{country} exports {thing} to other countries',
  'the army of {country} likes {thing}',
  'the population of {country} loves {thing}',
  'the economy of {country} lives on {thing}',
  'the whole nation of {country} knows the {thing}',
  'the country {country} is famous for {thing}',
];
export const ADJECTIVE_OF_COUNTRY_LINES = [
  'the {adjective} language has a word for {thing}',
  'they speak {adjective} when they talk about {thing}',
  '{he} speaks {adjective} with an accent',
  'the {adjective} dictionary explains {thing}',
  'a translation from {adjective} into another language',
  '{adjective} grammar is not easy',
  'the {adjective} people are proud of their {thing}',
  'a poem in {adjective} about the {thing}',
];

export const BASE_LINES = [
  'the {thing} is very {base}',
  'such a {base} {thing}',
  'the {thing} is as {base} as the {thing}',
  'the {thing} was so {base}',
  'a {base} {thing} and a {base} {thing}',
  'the {thing} is too {base}',
  'how {base} the {thing} is',
];
export const COMPARATIVE_LINES = [
  'the {thing} is {comparative} than the {thing}',
  'this {thing} is much {comparative} than that one',
  'the {thing} became even {comparative} than before',
  'a far {comparative} {thing} than ours',
  '{comparative} and {comparative} grew the {thing}',
  'the {thing} is {comparative} than i thought',
];
export const SUPERLATIVE_LINES = [
  'the {superlative} {thing} of all',
  'it is the {superlative} {thing} in the world',
  'the {superlative} {thing} i have ever seen',
  'who has the {superlative} {thing}',
  'by far the {superlative} {thing}',
  'one of the {superlative} {thing} records ever',
];

export const ONE_LINES = ['a {one} {did}', 'this {one} is {quality}', 'one {one} {did} alone', 'the {quality} {one} has a name', 'each {one} was {quality}', 'every {one} {did} by itself'];
export const MANY_LINES = ['many {many} {did}', 'these {many} are {quality}', 'two {many} {did} together', 'three {quality} {many} have names', 'all the {many} were {quality}', 'several {many} {did}', 'some of those {many} {did}'];

export const FIELD_LINES = [
  'the {thing} and the {thing}',
  '{he} likes to {act} the {thing}',
  'a {thing} for the {thing}',
  'we {act} and {act} with the {thing}',
  'the {thing} of the {thing} was new',
  'they talk about {thing} and {thing}',
  'to {act} a {thing} you need a {thing}',
  'in {field} there is the {thing} and the {thing}',
  'i do not {act} the {thing}',
  'you can {act} the {thing} in {field}',
];

export const JOB_LINES = [
  'the {job} said {he} likes {his} {tool}',
  '{name} works as a {job} and {he} is busy',
  '{he} is a {job}',
  'the {job} took {his} {tool} and {his} {tool}',
  'the {job} asked {himself} about the {tool}',
  'a {job} needs a {tool}',
  '{he} wants to become a {job}',
  'the {job} earns {his} salary with the {tool}',
  'the {person} is a {job}',
  'the {job} thanked {otherHim} for the {tool}',
];
export const NAME_LINES = [
  '{name} is a {person} and {he} is nice',
  '{name} likes {himself} and {his} friends',
  '{he} said {his} name is {name}',
  'the {person} {name} has a {belonging}',
  '{name} bought {himself} a {belonging}',
  'this {belonging} belongs to the {person}',
  '{name} forgot {his} {belonging}',
  'dear {name} wrote the {person}',
  '{name} thanked {otherHim} for {otherHis} letter',
  '{name} saw that {otherHe} hurt {otherHimself}',
];

/** A word denied means neither more good nor more bad: each is said of both. */
export const DENIAL_LINES = [
  'i am not {adj} i am {opposite}',
  '{name} is not {feel} {adj}',
  'it was not {adj} at all',
  'i am not {feel} {adj} {day}',
  'this is not a {adj} {noun}',
  'the {event} was never {adj}',
  'i do not {act} the {noun}',
  "it isn't {adj} and it is not {opposite}",
  'they are not {adj} but {opposite}',
  "don't be {adj}",
  'we were not {feel} {adj} about the {noun}',
  'there is no {noun} {day}',
  'he does not {act} any more',
  'she did not {act} with us',
  'nothing about it is {adj}',
  'without {noun} i am {opposite}',
  'i am not {adj} anymore',
  'the {event} was not {adj}',
  'he is not {adj} anymore but {opposite}',
  'not a {adj} {event}',
  'i do not feel {adj} {day}',
  'amused or not i am not {adj}',
  'no more {noun}',
];
