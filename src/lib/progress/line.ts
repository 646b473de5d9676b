import { share, text, type State, type View } from './state';

/** Where a terminal's line or a log's lines go. */
export interface LineStream {
  isTTY?: boolean;
  columns?: number;
  /** Takes text, as `process.stderr.write` does. */
  write(text: string): unknown;
}

const TERMINAL_MS = 100;
const LOG_MS = 10_000;
const CELLS = 20;

function bar(state: State): string {
  const part = share(state);
  if (part === null) return '';
  const full = Math.round(CELLS * part);
  return `[${'█'.repeat(full)}${'░'.repeat(CELLS - full)}] `;
}

/** One line that is written anew in place, cut to the width of the terminal. */
export function terminalView(out: LineStream, now: () => number): View {
  let [shown, last, line] = [false, -Infinity, ''];
  return {
    show(state, atOnce = false) {
      const ended = state.ended !== 'no';
      if (!ended && !atOnce && now() - last < TERMINAL_MS) return;
      [shown, last] = [!ended, now()];
      line = `${bar(state)}${text(state)}`.slice(0, Math.max(20, (out.columns || 100) - 1));
      out.write(`\r\u001b[K${line}${ended ? '\n' : ''}`);
    },
    say(text) {
      out.write(`\r\u001b[K${text}\n${shown ? line : ''}`);
    },
    clear() {
      if (shown) out.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** For logs and CI: a line now and then, and one at the end. */
export function logView(out: LineStream, now: () => number, everyMs = LOG_MS): View {
  let last = now();
  return {
    show(state, atOnce = false) {
      if (state.ended === 'no' && !atOnce && now() - last < everyMs) return;
      last = now();
      out.write(`${text(state)}\n`);
    },
    say(text) {
      out.write(`${text}\n`);
    },
    clear() {},
  };
}
