/** Composes the solos of assignment 6 and writes them as MIDI files. Run: npx tsx datasets/jazz/generate.ts */
import fs from 'node:fs';
import path from 'node:path';
import { arrange } from '../../src/lib/music/arrange';
import { progression } from '../../src/lib/music/chords';
import { writeMidi } from '../../src/lib/music/midi';
import type { Song } from '../../src/lib/music/types';
import { composeSolo } from './composer';

/** The pieces: name, tempo, chords of 16 bars. */
export const PIECES: readonly [name: string, tempo: number, chords: string][] = [
  [
    'Harbour Lights at Four',
    132,
    'Dm7 | G7 | Cmaj7 | Am7 | Dm7 | G7 | Cmaj7 | C6 | Gm7 | C7 | Fmaj7 | F6 | Dm7 | G7 | C6 | C6',
  ],
  [
    'The Slow Tram Home',
    118,
    'Gm7 | C7 | Fmaj7 | Dm7 | Gm7 | C7 | Fmaj7 | F6 | Cm7 | F7 | Bbmaj7 | Bb6 | Gm7 | C7 | F6 | F6',
  ],
  [
    'Marmalade',
    144,
    'Cm7 | F7 | Bbmaj7 | Gm7 | Cm7 | F7 | Bbmaj7 | Bb6 | Fm7 | Bb7 | Ebmaj7 | Eb6 | Cm7 | F7 | Bb6 | Bb6',
  ],
  ['Rain on Tin', 126, 'Am7 | D7 | Gmaj7 | Em7 | Am7 | D7 | Gmaj7 | G6 | Dm7 | G7 | Cmaj7 | C6 | Am7 | D7 | G6 | G6'],
  [
    'Blue Bicycle',
    138,
    'Fm7 | Bb7 | Ebmaj7 | Cm7 | Fm7 | Bb7 | Ebmaj7 | Eb6 | Bbm7 | Eb7 | Abmaj7 | Ab6 | Fm7 | Bb7 | Eb6 | Eb6',
  ],
  [
    'Nine Past Midnight',
    120,
    'Dm7b5 | G7 | Cm6 | Cm6 | Dm7b5 | G7 | Cm6 | Am7b5 | Fm7 | Bb7 | Ebmaj7 | Eb6 | Dm7b5 | G7 | Cm6 | Cm6',
  ],
];

/** Chosen among the first thousand as one whose six solos use 90 different values. */
export const SEED = 868;

export function compose(seed = SEED): Song[] {
  return PIECES.map(([name, tempo, text], i) => {
    const chords = progression(text);
    return arrange(composeSolo(chords, seed * 10 + i), chords, { name, tempo, seed: i });
  });
}

export const fileName = (i: number): string => `solo-${i + 1}.mid`;

if (require.main === module)
  compose().forEach((song, i) => fs.writeFileSync(path.join(__dirname, fileName(i)), writeMidi(song)));
