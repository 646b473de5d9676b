import path from 'node:path';

/** The pack's folder, from dist/graders or src/graders. */
export const ROOT = path.resolve(__dirname, '../..');
