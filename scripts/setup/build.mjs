import fs from 'node:fs';
import path from 'node:path';
import { ROOT, SetupError, execute, tail } from './steps.mjs';

const STAMP = path.join(ROOT, 'dist', '.stamp');
const LINK = path.join(ROOT, 'node_modules', 'gradus');
const SOURCES = ['src', 'notebooks/source', 'scripts/build.mjs', 'tsconfig.json', 'tsconfig.build.json', 'package.json'];

/** The youngest file below the sources, in ms. */
function youngest(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return fs.readdirSync(entry).reduce((time, name) => Math.max(time, youngest(path.join(entry, name))), stat.mtimeMs);
}

const linked = () => {
  try {
    return fs.realpathSync(LINK) === fs.realpathSync(path.join(ROOT, 'dist', 'lib'));
  } catch {
    return false;
  }
};

/** `node_modules/gradus` leads to dist/lib, so that notebooks find `gradus/np` from any folder of the pack. */
export function linkPackage() {
  fs.mkdirSync(path.join(ROOT, 'dist', 'lib'), { recursive: true });
  fs.rmSync(LINK, { recursive: true, force: true });
  fs.symlinkSync(path.join('..', 'dist', 'lib'), LINK, 'junction');
}

/** A released pack comes built, without sources: only the link is missing after `npm ci`. */
const isReleased = () => !fs.existsSync(path.join(ROOT, 'src')) && fs.existsSync(path.join(ROOT, 'dist', 'lib'));

const link = () => ({ title: "the pack's library", done: linked, run: async () => linkPackage() });

/** dist/: the library, the grader, the kernel, and what is made from the notebook sources. */
export function build() {
  if (isReleased()) return link();
  return {
    title: 'the build',
    done: () => linked() && fs.existsSync(STAMP) && fs.statSync(STAMP).mtimeMs >= Math.max(...SOURCES.map((s) => youngest(path.join(ROOT, s)))),
    async run() {
      const started = new Date();
      linkPackage();
      await execute(process.execPath, [path.join(ROOT, 'scripts', 'build.mjs'), '--dist-only']).catch((error) => {
        throw new SetupError(`the build failed\n${tail(error.message, 30)}`, 'mend the lines named above; if you changed nothing, delete dist/ and try again');
      });
      fs.writeFileSync(STAMP, '');
      fs.utimesSync(STAMP, started, started); // a source written while it was built is newer
    },
  };
}
