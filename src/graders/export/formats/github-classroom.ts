import type { Result } from '../../schemas/result';
import schema from '../../schemas/github-classroom.schema.json';
import { document, jsonText } from '../document';
import { fileLine } from '../lines';
import { messageFor, testsOf, verdict } from '../learner';
import { foldersOf } from '../paths';
import { finalScore, hasScore } from '../score';
import type { ExportContext, ExportFile, Exporter } from '../types';

/** A runner's result, as GitHub Classroom's grading actions hand it on. */
function runnerResult(result: Result, context: ExportContext): object {
  const line = fileLine(result, context);
  const tests = result.tasks.flatMap((task) =>
    task.tests.map((test) => ({
      name: `${task.id} ${task.fn}: ${test.name}`,
      status: verdict(test),
      score: test.points,
      message: messageFor(test) || null,
      test_code: '',
      filename: result.file,
      line_no: line(test.where ?? task.where) ?? 0,
      duration: test.ms,
    })),
  );
  const verdicts = testsOf(result).map(verdict);
  const graded = result.status === 'graded' && verdicts.length > 0;
  const status = !graded || verdicts.includes('error') ? 'error' : verdicts.includes('fail') ? 'fail' : 'pass';
  return { version: 1, status, max_score: result.maxScore, tests };
}

function filesOf(result: Result, folder: string, context: ExportContext): ExportFile[] {
  const runner = runnerResult(result, context);
  return [
    { path: `github-classroom/${folder}/result.json`, text: document(schema, runner) },
    { path: `github-classroom/${folder}/result.base64`, text: Buffer.from(JSON.stringify(runner)).toString('base64') },
    { path: `github-classroom/${folder}/totals.json`, text: jsonText({ totalPoints: finalScore(result), maxPoints: result.maxScore }) },
  ];
}

export default {
  name: 'github-classroom',
  description: "a runner's result (JSON, base64) and the totals: github-classroom/[LEARNER/]NN-slug/",
  files: (results, context) => {
    const scored = results.filter(hasScore);
    return foldersOf(scored).flatMap((folder, i) => filesOf(scored[i], folder, context));
  },
} satisfies Exporter as Exporter;
