type Callback = (...args: unknown[]) => void;
type Timer = (callback: Callback, ...rest: unknown[]) => unknown;

/**
 * Runs what timers call in a turn of its own. A loop without end inside it can then be stopped by force; right inside a timer that would take Node's own bookkeeping with it
 * and end the process.
 */
export function safeTimers(): void {
  const timers = globalThis as unknown as Record<string, Timer>;
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
    const original = timers[name];
    const safe: Timer = (callback, ...rest) => original(typeof callback === 'function' ? (...args: unknown[]) => void Promise.resolve().then(() => callback(...args)) : callback, ...rest);
    timers[name] = Object.defineProperties(safe, Object.getOwnPropertyDescriptors(original)) as Timer; // util.promisify asks for a property of it
  }
}
