import process from 'node:process';
import { createRequire } from 'node:module';
import { ok, warn } from './outcome.mjs';

const WITHOUT =
  "your own notebooks are graded without it; other people's submissions only with --sandbox=process, which is no protection";

export function bubblewrap() {
  if (process.platform !== 'linux') return warn(`is for Linux only; this is ${process.platform}`, WITHOUT);
  let found;
  try {
    found = createRequire(import.meta.url)('../../dist/graders/sandbox/bwrap.js').bwrapWorks();
  } catch {
    return warn('cannot be tried before the build', 'run `npm run setup`');
  }
  return found.works
    ? ok("works: other people's submissions can be graded")
    : warn(
        `does not work here (${found.why})`,
        `\`apt-get install bubblewrap\`; in a container it needs user namespaces. Without it ${WITHOUT}`,
      );
}
