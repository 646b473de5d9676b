/** `gradus/music`: MIDI, chords, a grammar of solos, generating, playing and drawing them. @module gradus/music */
export { arrange, type ArrangeOptions } from './arrange';
export {
  chordName,
  chordsFromNotes,
  chordTones,
  identifyChord,
  parseChord,
  pitchName,
  progression,
  scaleTones,
} from './chords';
export { cleanUpNotes, pruneNotes } from './cleanUp';
export { buildCorpus, dataProcessing, soloOf, type Corpus, type Solo } from './corpus';
export { DEFAULT_CHORUSES, generateMusic, type GenerateOptions, type Sampler } from './generate';
export { KIND_NAMES, parseToken, STEPS_PER_BEAT, tokenText, type Token, type TokenKind } from './grammar';
export { readMidi, saveMidi, writeMidi } from './midi';
export { kindOfPitch, melodyToTokens } from './parse';
export { pianoRoll, pianoRollSvg, type PianoRollOptions } from './pianoRoll';
export { play, playerHtml } from './player';
export { renderSong } from './synth/render';
export { encodeWav, saveWav } from './synth/wav';
export {
  LIMITS,
  MusicError,
  type Chord,
  type ChordKind,
  type Note,
  type Song,
  type TimedChord,
  type Track,
} from './types';
export { tokensToMelody, type UnparseOptions } from './unparse';
export { trainSolos, type TrainSolosOptions } from './train';
