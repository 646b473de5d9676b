import fs from 'node:fs';
import path from 'node:path';

/** The bytes of a WAV file: mono, 16 bits. Samples outside -1..1 are cut off. */
export function encodeWav(samples: Float32Array, sampleRate: number): Uint8Array {
  const file = Buffer.alloc(44 + 2 * samples.length);
  file.write('RIFF', 0, 'ascii');
  file.writeUInt32LE(36 + 2 * samples.length, 4);
  file.write('WAVEfmt ', 8, 'ascii');
  file.writeUInt32LE(16, 16); // bytes of this part
  file.writeUInt16LE(1, 20); // plain samples
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(2 * sampleRate, 28);
  file.writeUInt16LE(2, 32); // bytes a sample
  file.writeUInt16LE(16, 34); // bits a sample
  file.write('data', 36, 'ascii');
  file.writeUInt32LE(2 * samples.length, 40);
  for (let i = 0; i < samples.length; i++) {
    const x = Number.isNaN(samples[i]) ? 0 : Math.max(-1, Math.min(1, samples[i]));
    file.writeInt16LE(Math.round(x * 32767), 44 + 2 * i);
  }
  return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
}

/** Writes samples to a .wav file, and the folder if it is missing. */
export function saveWav(samples: Float32Array, sampleRate: number, file: string): void {
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  fs.writeFileSync(file, encodeWav(samples, sampleRate));
}
