import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sourceText, type Notebook } from '../../authoring/notebook/format';
import { listAssignments } from '../../graders';
import { root } from '../environment';

/** 'NN-slug' of an assignment by its number. Throws for a number that there is not. */
export function slugOf(number: string): string {
  const slug = listAssignments().find((name) => name.startsWith(`${number}-`));
  if (!slug) throw new Error(`bench grade: expected the number of an assignment such as 01, got ${number}`);
  return slug;
}

/** A class's submissions in a temporary folder: right solutions whose text differs, as no two learners write the same. */
export class Submissions {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-bench-'));
  private count = 0;

  /** Writes the solved notebook of an assignment with names and a type of its own in each graded cell's neighbourhood; gives its path. */
  make(slug: string): string {
    const n = this.count++;
    const notebook = JSON.parse(
      fs.readFileSync(path.join(root, 'dist', 'solved', `${slug}.ipynb`), 'utf8'),
    ) as Notebook;
    for (const cell of notebook.cells) {
      if (cell.cell_type !== 'code' || cell.metadata.gradus?.role !== 'task') continue;
      const own = `own${n}_${cell.metadata.gradus.task!.replace('.', '_')}`;
      cell.source = [
        `${sourceText(cell)}\ninterface Kind${own} { a${n}: number }\nfunction ${own}(x: Kind${own}): number {\n  return x.a${n} + ${n};\n}\n`,
      ];
    }
    const file = path.join(this.folder, `${slug}-${n}.ipynb`);
    fs.writeFileSync(file, JSON.stringify(notebook));
    return file;
  }

  close(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
