/** What a check found. */
export const ok = (found) => ({ status: 'ok', found, advice: '' });
/** It works, with less. */
export const warn = (found, advice) => ({ status: 'warn', found, advice });
/** Something does not work. */
export const fail = (found, advice) => ({ status: 'fail', found, advice });

/** The last line of a program's output that says something. */
export const lastLine = (text) => String(text).trim().split('\n').filter((line) => line.trim()).pop()?.trim().slice(0, 200) ?? ''; // prettier-ignore
