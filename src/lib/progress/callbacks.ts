import { metricsText, type Metrics } from './state';

/** Numbers of a batch or an epoch as tfjs-layers logs them: loss, acc, val_loss, val_acc. */
type Logs = Record<string, number>;

/** What `fit` of TensorFlow.js calls while it trains. */
export interface FitCallbacks {
  /** The bar begins anew. */
  onTrainBegin(): Promise<void>;
  /** A step, where the bar counts batches. */
  onBatchEnd(batch: number, logs?: Logs): Promise<void>;
  /** A step with what was measured, where it counts epochs. */
  onEpochEnd(epoch: number, logs?: Logs): Promise<void>;
  /** The bar ends. */
  onTrainEnd(): Promise<void>;
}

/** What a fit needs to report to. */
interface Target {
  resume(at: number): void;
  update(metrics: Metrics, at: number): void;
  note(text: string): void;
  done(): void;
}

const numbers = (logs: Logs): Metrics => Object.fromEntries(Object.entries(logs).filter(([name]) => name !== 'batch' && name !== 'size').map(([name, value]) => [name, Number(value)])); // prettier-ignore

/**
 * Reports every epoch of `model.fit` or `fitDataset`; and, before the first is over, its batches, so that it is seen to be alive. How many batches an epoch has
 * tfjs does not tell in advance: the place stays.
 */
export function fitCallbacks(bar: Target): FitCallbacks {
  let epochs = 0;
  const told = (act: () => unknown): Promise<void> => {
    act();
    return Promise.resolve();
  };
  return {
    onTrainBegin: () => told(() => bar.resume(0)),
    onBatchEnd: (batch, logs = {}) => told(() => epochs === 0 && bar.note(`batch ${batch + 1}, ${metricsText(numbers(logs))}`)),
    onEpochEnd: (epoch, logs = {}) => told(() => bar.update(numbers(logs), (epochs = epoch + 1))),
    onTrainEnd: () => told(() => bar.done()),
  };
}
