import { isNotebook, updatable } from '../display';
import { Figure } from './figure';
import { escapeXml } from './legend';

/** Numbers of an epoch as tfjs-layers logs them: loss, acc, val_loss, val_acc. */
type Logs = Record<string, number>;

export interface LiveCurve {
  /** Hand it to `model.fit` as `callbacks`. */
  onBatchEnd(batch: number, logs?: Logs): Promise<void>;
  onEpochEnd(epoch: number, logs?: Logs): Promise<void>;
  onTrainEnd(): Promise<void>;
}

const REDRAW_MS = 400;
const LINES_OUTSIDE = 10;

const seconds = (ms: number): string => (ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);
const numbers = (logs: Logs): string => Object.entries(logs).map(([name, value]) => `${name} ${value.toFixed(4)}`).join(', '); // prettier-ignore

/**
 * A curve of what `fit` logs that grows in place while it trains, with the time left. During the first epoch it counts batches; training that is stopped early
 * (`model.stopTraining = true`) leaves the curve up to there. Outside a notebook it prints about ten lines.
 * @example await model.fit(x, y, { epochs: 50, verbose: 0, callbacks: liveCurve(50, 'Training') })
 */
export function liveCurve(epochs: number, title: string): LiveCurve {
  const history: Record<string, number[]> = {};
  const started = Date.now();
  const output = updatable();
  let [drawn, done, latest]: [number, number, Logs] = [0, 0, {}];
  const draw = (logs: Logs, ended = done === epochs): void => {
    drawn = Date.now();
    const left = ended ? `${done < epochs ? ', stopped' : ''}, ${seconds(drawn - started)}` : `, ${seconds(((drawn - started) / done) * (epochs - done))} left`;
    const text = `${title}: epoch ${done} of ${epochs}${left}: ${numbers(logs)}`;
    if (!isNotebook()) {
      if (done % Math.ceil(epochs / LINES_OUTSIDE) === 0 || ended) console.log(text);
      return;
    }
    const curve = new Figure({ title: `${title}: epoch ${done} of ${epochs}${left}`, xLabel: 'epoch', width: 560, height: 300 });
    for (const [name, values] of Object.entries(history)) curve.plot(values.map((_, i) => i + 1), values, { label: `${name} ${values[values.length - 1].toFixed(4)}` });
    output.svg(curve.svg());
  };
  return {
    onBatchEnd: (batch, logs = {}) => {
      if (done === 0 && isNotebook() && Date.now() - drawn > REDRAW_MS) {
        drawn = Date.now();
        output.html(`<p>${escapeXml(title)}: epoch 1 of ${epochs}, batch ${batch + 1}, loss ${Number(logs.loss).toFixed(4)}</p>`);
      }
      return Promise.resolve();
    },
    onEpochEnd: (epoch, logs = {}) => {
      [done, latest] = [epoch + 1, logs];
      for (const [name, value] of Object.entries(logs)) (history[name] ??= []).push(Number(value));
      if (Date.now() - drawn > REDRAW_MS || done === epochs || !isNotebook()) draw(logs);
      return Promise.resolve();
    },
    onTrainEnd: () => {
      if (done > 0 && done < epochs) draw(latest, true);
      return Promise.resolve();
    },
  };
}
