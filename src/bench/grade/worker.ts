/** A process that grades: one path after the other, each a message; answers with how it scored. It keeps one type checker, as the grader of a class does. */
import { Compiler, gradeFile, type SandboxKind } from '../../graders';

export interface Job {
  file: string;
  sandbox: SandboxKind;
}

export interface Done {
  file: string;
  /** Share of the points. */
  score: number;
  message: string;
}

const compiler = new Compiler();

async function grade({ file, sandbox }: Job): Promise<Done> {
  try {
    const result = await gradeFile(file, { sandbox, compiler });
    return { file, score: result.score / result.maxScore, message: result.message };
  } catch (error) {
    return { file, score: 0, message: String(error) };
  }
}

process.on('message', (job: Job) => void grade(job).then((done) => process.send!(done)));
process.on('disconnect', () => {
  compiler.close();
  process.exit(0);
});
