import { withManifest } from './archive';
import { projectFile, type PackFile } from './packFile';
import { chooseSlugs, makePack } from './packs';

const SCRIPTS = ['setup.sh', 'run_autograder', 'results.mjs'];

export interface GradescopeZip {
  slug: string;
  version: string;
  files: PackFile[];
}

/** What Gradescope takes for one assignment: its two scripts, and the autograder's pack of that assignment in pack/. */
export function makeGradescope(assignment: string, root: string): GradescopeZip {
  const [slug] = chooseSlugs([assignment], root);
  const pack = makePack('autograder', [slug], root);
  const scripts = SCRIPTS.map((name) => ({ ...projectFile(root, `ci/gradescope/${name}`, name), executable: true }));
  const inside = pack.files.map((file) => ({ ...file, path: `pack/${file.path}` }));
  return { slug, version: pack.version, files: withManifest([...scripts, ...inside], { name: 'gradus-gradescope', version: pack.version, assignments: [slug] }) };
}
