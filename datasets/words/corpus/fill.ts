import type { Choices } from './random';

export type Gender = 'him' | 'her';

/** Lists of words by the name of their slot. */
export type Slots = Record<string, readonly string[]>;

/** The words of a slot that agree with the person a sentence is about. */
export const PRONOUNS: Record<Gender, Record<string, string>> = {
  him: { he: 'he', him: 'him', his: 'his', himself: 'himself' },
  her: { he: 'she', him: 'her', his: 'her', himself: 'herself' },
};

const OTHER: Record<Gender, Gender> = { him: 'her', her: 'him' };

/** Puts words into the slots of a line: `{noun}` is drawn anew each time, `{he}`, `{him}`, `{his}` and `{himself}` agree with the gender, `{otherHim}` and so on are of the other one. */
export function fill(line: string, slots: Slots, gender: Gender, choices: Choices): string {
  return line.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name in PRONOUNS[gender]) return PRONOUNS[gender][name];
    if (name.startsWith('other')) return PRONOUNS[OTHER[gender]][name.slice(5).toLowerCase()];
    const words = slots[name];
    if (!words) throw new Error(`fill: "${line}" has a slot {${name}}, the lists are ${Object.keys(slots).join(', ')}`);
    return choices.pick(words);
  });
}
