import { gunzipSync, unzipSync } from 'fflate';
import type { PackFile } from './packFile';
import { squeeze, type Secret } from './secrets';

/** Code that belongs to authors and graders, whatever is in it. */
const FORBIDDEN = /^(src|test|notebooks\/source)\/|^dist\/(authoring|solutions|solved|train|bench|graders\/assignments)(\/|$)|\.map$/;

/** What a learner could read of a file: its text, that of a notebook's cells, and what an archive holds. */
export function readableTexts({ path, content }: PackFile): string[] {
  if (/\.gz$/.test(path)) return [Buffer.from(gunzipSync(content)).toString('latin1')];
  if (/\.(zip|npz)$/.test(path)) return Object.values(unzipSync(content)).map((bytes) => Buffer.from(bytes).toString('latin1'));
  const text = content.toString('utf8');
  return /\.(json|ipynb)$/.test(path) ? [text, strings(JSON.parse(text)).join('\n')] : [text];
}

/** All strings of a JSON value: in the file itself they are escaped. Lists of lines, as notebooks have, become texts again. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [value.join('')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** Where a learner's pack gives away solutions or hidden tests, a line each; empty for a pack that can be handed out. */
export function findLeaks(files: readonly PackFile[], secrets: readonly Secret[]): string[] {
  return files.flatMap((file) => {
    if (FORBIDDEN.test(file.path)) return [`${file.path} is no file for learners`];
    const texts = readableTexts(file).map(squeeze);
    return secrets.filter(({ text }) => texts.some((t) => t.includes(text))).map(({ what, text }) => `${file.path} holds ${what}: ${text}`);
  });
}
