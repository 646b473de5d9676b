import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Seat, type Outcome } from '../../pool/seat';
import { safeName } from '../../report/write';
import type { QueuedJob } from '../message';

/** The seats of a worker, and a private folder in which each submission lies while it is graded. */
export class GradingRoom {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-worker-'));
  private readonly free: Seat[];
  private readonly all: Seat[];
  private count = 0;

  constructor(seats: number) {
    this.all = Array.from({ length: seats }, () => new Seat({}));
    this.free = [...this.all];
    process.on('exit', this.remove);
  }

  /** Grades a submission at a free seat; the caller asks for no more at once than there are. */
  async grade({ name, learner, assignment, grading }: QueuedJob, bytes: Buffer): Promise<Outcome> {
    const seat = this.free.pop();
    if (!seat) throw new Error('no seat is free');
    const id = String(++this.count);
    const folder = path.join(this.folder, id);
    try {
      fs.mkdirSync(folder);
      const file = path.join(folder, safeName(name));
      fs.writeFileSync(file, bytes);
      return await seat.grade({ id, file, options: { learner, assignment, ...grading } });
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
      this.free.push(seat);
    }
  }

  close(): void {
    for (const seat of this.all) seat.close();
    process.off('exit', this.remove);
    this.remove();
  }

  private readonly remove = (): void => fs.rmSync(this.folder, { recursive: true, force: true });
}
