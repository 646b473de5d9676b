import type { TrainingContext } from './types';

const time = (seconds: number): string => (seconds < 90 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`);

/** A line that is renewed on a terminal, and one now and then in a log file. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr, every = stream.isTTY ? 200 : 15_000): TrainingContext['progress'] {
  let [stage, start, shown] = ['', 0, 0];
  return (name, done, total, note = '') => {
    const now = Date.now();
    if (name !== stage) [stage, start, shown] = [name, now, 0];
    if (now - shown < every && done < total) return;
    shown = now;
    const spent = (now - start) / 1000;
    const rest = done >= total ? `took ${time(spent)}` : done > 0 ? `about ${time((spent / done) * (total - done))} left` : '';
    const line = `${name}: ${done} of ${total} (${Math.floor((100 * done) / total)} %) ${rest} ${note}`.trimEnd();
    stream.write(stream.isTTY ? `\r\x1b[K${line}${done >= total ? '\n' : ''}` : `${line}\n`);
  };
}
