import type { TestResult } from '../schemas/result';

/** Points, at most two decimals. */
export const number = (x: number): string => String(Math.round(x * 100) / 100);

/** Control characters, and those that turn the direction of text around: they could redraw a terminal or a page. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g; // eslint-disable-line no-control-regex

/** A learner's text without what could redraw the reader's screen. */
export const printable = (text: string, mark = '?'): string => text.replace(/\r\n/g, '\n').replace(CONTROL, mark);

/** The same for output that GitHub Actions reads: a line that starts with `::`, or a `##[`, would be a command to the runner. */
export const printableInCi = (text: string): string => printable(text).replace(/^(\s*)::/gm, '$1: :').replace(/##\[/g, '## [');

/** A test's message with what the code threw. */
export const wholeMessage = ({ message, thrown }: Pick<TestResult, 'message' | 'thrown'>): string => (thrown ? `${message.replace(/\.$/, '')}: ${thrown}` : message);
