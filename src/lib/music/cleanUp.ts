import type { Note } from './types';

/** Shortest note, and shortest time between two beginnings, in beats. */
const SHORTEST = 1 / 12;
/** A joined note is at most this long, in beats. */
const LONGEST = 4;

/** Joins a note to the one before when it only repeats it without a break, so that generated lines do not stammer. */
export function pruneNotes(melody: readonly Note[]): Note[] {
  const kept: Note[] = [];
  for (const note of melody) {
    const last = kept[kept.length - 1];
    const joins = last && last.pitch === note.pitch && note.start <= last.start + last.duration + 1e-6;
    if (joins) last.duration = Math.min(LONGEST, Math.max(last.duration, note.start + note.duration - last.start));
    else kept.push({ ...note });
  }
  return kept;
}

/**
 * A melody that can be played: sorted, of notes that begin less than a twelfth of a beat after another the first stays,
 * each ends before the next begins, and none is shorter than a twelfth of a beat. Notes with times that are not
 * numbers, or before 0, are left out.
 */
export function cleanUpNotes(melody: readonly Note[]): Note[] {
  const sorted = melody
    .filter(({ start, duration }) => Number.isFinite(start) && Number.isFinite(duration) && start >= 0)
    .sort((a, b) => a.start - b.start);
  const kept: Note[] = [];
  for (const note of sorted) {
    const last = kept[kept.length - 1];
    if (last && note.start - last.start < SHORTEST - 1e-6) continue;
    if (last) last.duration = Math.min(last.duration, note.start - last.start);
    kept.push({ ...note, duration: Math.max(SHORTEST, note.duration) });
  }
  return kept;
}
