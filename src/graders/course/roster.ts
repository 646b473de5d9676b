import type { Person } from './course';

/** Letters and digits only: folder names lose accents' forms, spaces, commas and case on the way through an LMS. */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** All that a person's folder may be called: id, address, name in both orders, aliases. */
function keysOf({ id, name = '', email = '', aliases = [] }: Person): string[] {
  const words = name.split(/[\s,]+/).filter(Boolean);
  const orders = [words, [...words.slice(-1), ...words.slice(0, -1)], [...words.slice(1), ...words.slice(0, 1)]].map((order) => order.join(''));
  return [...new Set([id, email, email.split('@')[0], ...orders, ...aliases].map(plain).filter(Boolean))];
}

/** Who takes the course. */
export class Roster {
  private readonly byKey = new Map<string, Person | null>();

  constructor(readonly people: readonly Person[]) {
    for (const person of people) for (const key of keysOf(person)) this.byKey.set(key, this.byKey.has(key) && this.byKey.get(key)?.id !== person.id ? null : person);
    for (const person of people) this.byKey.set(plain(person.id), person); // an id is one person's, whoever else is named so
  }

  /** The person that a folder's or file's name means; undefined where nobody is called so, or two are. */
  find(name: string): Person | undefined {
    return this.byKey.get(plain(name)) ?? undefined;
  }

  /** All names under which a manifest may know a learner. */
  names(learner: string): string[] {
    const person = this.find(learner);
    return person ? [learner, person.id, ...(person.email ? [person.email] : []), ...(person.name ? [person.name] : [])] : [learner];
  }
}
