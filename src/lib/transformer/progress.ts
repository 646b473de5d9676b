import { updatable, type Updatable } from '../display';
import { subplots } from '../plot';

/** A picture is drawn at most this often, so that it costs training nothing. */
const REDRAW_MS = 2000;

const clock = (ms: number): string => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

/** Loss and accuracy of a training as a picture that grows while it runs, with the time gone and the time left. Outside a notebook it prints lines. */
export class TrainingCurve {
  private readonly output: Updatable = updatable();
  private readonly started = Date.now();
  private drawn = 0;
  private readonly steps: number[] = [];
  private readonly losses: number[] = [];
  private readonly accuracies: number[] = [];

  /** @param total steps of the whole training */
  constructor(
    readonly total: number,
    readonly title = 'Training',
  ) {}

  /** Seconds since the beginning. */
  get seconds(): number {
    return (Date.now() - this.started) / 1000;
  }

  /** Adds a point after `step` steps: loss, and accuracy from 0 to 1. */
  add(step: number, loss: number, accuracy: number): void {
    this.steps.push(step);
    this.losses.push(loss);
    this.accuracies.push(accuracy);
    if (Date.now() - this.drawn < REDRAW_MS && step < this.total) return;
    this.drawn = Date.now();
    const gone = this.drawn - this.started;
    const left = step < this.total ? `, about ${clock((gone / step) * (this.total - step))} left` : ', done';
    const line = `step ${step} of ${this.total}: loss ${loss.toFixed(4)}, accuracy ${(100 * accuracy).toFixed(1)} %, ${clock(gone)} gone${left}`;
    this.output.svg(`<div>${this.svg()}<div>${line}</div></div>`, line);
  }

  private svg(): string {
    const panels = subplots(1, 2, { width: 860, height: 280, title: this.title });
    panels.at(0, 0, { title: 'loss', xLabel: 'step', xLim: [0, this.total], yLim: [0, Math.max(...this.losses)] }).plot(this.steps, this.losses);
    panels.at(0, 1, { title: 'accuracy', xLabel: 'step', xLim: [0, this.total], yLim: [0, 1] }).plot(this.steps, this.accuracies, { color: '#009e73' });
    return panels.svg();
  }
}
