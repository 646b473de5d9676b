import type inspectorModule from 'node:inspector';

type Fn = (...args: never[]) => unknown;

/** A frame of the pack's kernel, which names cells and their lines: `at f (In[3]:2:5)`. */
const CELL_FRAME = /^\s*at (?:async )?(?:(?<name>[\w$.]+) )?\(?(?<cell>In\[\d*\]):(?<line>\d+):\d+\)?$/;

/**
 * Where in a function an error arose, or from where the call went out that failed: 'in line 2 of In[3]' if the kernel tells, else the text of the line. Null when the
 * error came from elsewhere.
 */
export function placeOf(fn: Fn, error: unknown): string | null {
  try {
    const start = startOf(fn);
    const lines = Function.prototype.toString.call(fn).split('\n');
    const stack = String((error as { stack?: unknown } | null)?.stack);
    const cell = stack.split('\n').map((frame) => CELL_FRAME.exec(frame)?.groups).find((groups) => groups?.name === fn.name); // prettier-ignore
    if (cell) return `in line ${cell.line} of ${cell.cell}`;
    if (start === null) return null;
    for (const frame of stack.split('\n').slice(1, 60)) {
      const place = /^\s*at (?:async )?(?:(?<name>[\w$.]+) )?.*?:(?<line>\d+):\d+\)?$/.exec(frame)?.groups;
      if (!place || place.name !== fn.name) continue;
      const text = lines[Number(place.line) - 1 - start]?.trim();
      if (text) return `at the line \`${text.slice(0, 160)}\``;
    }
  } catch {
    // an odd function or error; the line is a help only
  }
  return null;
}

/** The line, from 0, at which a function starts in the script that made it. V8 tells it to debuggers only. */
function startOf(fn: Fn): number | null {
  const { Session } = require('node:inspector') as typeof inspectorModule;
  const session = new Session();
  const key = `__gradus_${Math.random().toString(36).slice(2)}`;
  let line: number | null = null;
  session.connect();
  try {
    Object.defineProperty(globalThis, key, { value: fn, configurable: true });
    session.post('Runtime.evaluate', { expression: `globalThis.${key}` }, (_, found) => {
      const objectId = found?.result.objectId;
      if (!objectId) return;
      session.post('Runtime.getProperties', { objectId, ownProperties: true }, (__, properties) => {
        const location = properties?.internalProperties?.find((p) => p.name === '[[FunctionLocation]]')?.value?.value as { lineNumber: number } | undefined;
        if (location) line = location.lineNumber;
      });
    });
  } finally {
    delete (globalThis as Record<string, unknown>)[key];
    session.disconnect();
  }
  return line;
}
