import fs from 'node:fs';
import path from 'node:path';
import { listSlugs } from '../paths';

const MAX_LINES = 260;
/** A hidden-test file is a list of cases. */
const MAX_TEST_LINES = 300;
const MAX_DATASETS_MB = 10;

const list = (folder: string): fs.Dirent[] => (fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []);

function walk(folder: string): string[] {
  return list(folder).flatMap((entry) => (entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)]));
}

/** Files that belong to no assignment, and data sets without README or generator. */
export function checkOrphans(root: string): string[] {
  const slugs = listSlugs(root);
  const problems: string[] = [];
  for (const [folder, pattern] of [['notebooks', /^(\d\d-.*)\.ipynb$/], ['src/graders/assignments', /^(\d\d-.*)\.ts$/], ['src/lib/check/public', /^(\d\d-.*)\.(ts|json)$/], ['src/authoring/mutants/survivors', /^(\d\d-.*)\.json$/], ['src/authoring/mutants/wrong', /^(\d\d-.*)\.ts$/]] as const) // prettier-ignore
    for (const { name } of list(path.join(root, folder))) {
      const slug = pattern.exec(name)?.[1];
      if (slug && !slug.includes('.backup-') && !slugs.includes(slug)) problems.push(`${folder}/${name} has no source notebooks/source/${slug}.ts`);
    }
  for (const entry of list(path.join(root, 'datasets'))) {
    if (!entry.isDirectory()) continue;
    for (const needed of ['README.md', 'generate.ts']) if (!fs.existsSync(path.join(root, 'datasets', entry.name, needed))) problems.push(`datasets/${entry.name} has no ${needed}`);
  }
  const megabytes = walk(path.join(root, 'datasets')).reduce((sum, file) => sum + fs.statSync(file).size, 0) / 2 ** 20;
  if (megabytes > MAX_DATASETS_MB) problems.push(`datasets/ has ${megabytes.toFixed(1)} MB, the limit is ${MAX_DATASETS_MB}`);
  return problems;
}

/** Source files that have grown too long to be read in one go. */
export function checkFiles(root: string): string[] {
  return walk(path.join(root, 'src'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((file) => {
      const text = fs.readFileSync(file, 'utf8');
      const lines = text.trimEnd().split('\n').length;
      const limit = file.includes(`${path.sep}assignments${path.sep}`) ? MAX_TEST_LINES : MAX_LINES;
      return lines > limit && !/^\/\*\* Made (from|by)/m.test(text) ? [`${path.relative(root, file)} has ${lines} lines, the limit is ${limit}: split it by concept`] : [];
    });
}
