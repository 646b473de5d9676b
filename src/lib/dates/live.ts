import { updatable } from '../display';
import { subplots } from '../plot';
import type { Progress } from './train';

const minutes = (seconds: number): string => (seconds >= 60 ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s` : `${Math.round(seconds)} s`);

/**
 * A picture of the loss and the accuracy that grows while training goes on, in the cell that calls it.
 * @example await trainDates(model, X, Y, { epochs: 10, onProgress: liveTraining() })
 */
export function liveTraining(): (progress: Progress) => void {
  const display = updatable();
  const seen: Progress[] = [];
  return (progress) => {
    seen.push(progress);
    const { epoch, epochs, at, loss, accuracy, seconds, secondsLeft } = progress;
    const text = `epoch ${epoch} of ${epochs}, loss ${loss.toFixed(3)}, characters right ${(100 * accuracy).toFixed(1)} %, ${minutes(seconds)} gone, ${minutes(secondsLeft)} left`;
    const panels = subplots(1, 2, { width: 860, height: 300, title: text });
    const x = seen.map((p) => p.at);
    const xLim: [number, number] = [0, epochs];
    panels.at(0, 0, { title: 'loss', xLabel: 'epoch', xLim }).plot(x, seen.map((p) => p.loss)); // prettier-ignore
    panels.at(0, 1, { title: 'share of right characters', xLabel: 'epoch', xLim, yLim: [0, 1] }).plot(x, seen.map((p) => p.accuracy)); // prettier-ignore
    display.svg(panels.svg(), at === epoch ? text : undefined);
  };
}
