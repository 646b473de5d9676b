/**
 * Grades wrong solutions on the one task that each is wrong in, with the built grader: node gradeWrong.cjs FOLDER NAME... prints { NAME: result } as JSON.
 * A process of its own, as the grader's classes are those of dist/ and not jest's.
 */
const fs = require('node:fs');
const path = require('node:path');
const { Compiler, gradeFile } = require('../../dist/graders');

(async () => {
  const [folder, ...names] = process.argv.slice(2);
  const compiler = new Compiler();
  const results = {};
  for (const name of names) {
    const files = fs.readdirSync(path.join(folder, name));
    const { task } = JSON.parse(fs.readFileSync(path.join(folder, name, 'expected.json'), 'utf8'));
    const file = path.join(folder, name, files.find((f) => f.endsWith('.ipynb')));
    results[name] = await gradeFile(file, { tasks: [task], sandbox: 'bwrap', limits: { timeoutS: 10, memoryMb: 512 }, compiler });
  }
  compiler.close();
  process.stdout.write(JSON.stringify(results));
})();
