import { escapeHtml, html, isNotebook, savePicture } from '../display';
import { encodeWav } from './synth/wav';
import { renderSong } from './synth/render';
import type { Song } from './types';

/** Samples a second of players in notebooks: half of a CD's, to keep notebooks small. */
const RATE = 22050;

/** An audio player as HTML, with the sound inside. */
export function playerHtml(wav: Uint8Array, title: string): string {
  const name = escapeHtml(title);
  const source = `data:audio/wav;base64,${Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength).toString('base64')}`;
  return `<figure class="gradus-audio" style="margin:0.5em 0"><figcaption>${name}</figcaption><audio controls preload="metadata" aria-label="${name}" style="width:100%;max-width:640px" src="${source}"></audio></figure>`;
}

/** Shows an audio player for a song; outside a notebook the sound becomes a .wav file. */
export function play(song: Song, title = song.name): void {
  const wav = encodeWav(renderSong(song, { sampleRate: RATE }), RATE);
  if (isNotebook()) html(playerHtml(wav, title));
  else savePicture(wav, 'wav');
}
