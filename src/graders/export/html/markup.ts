import { escapeHtml } from '../../../lib/display/table';
import { printable } from '../../report/text';

/** HTML that is safe to put on a page. Only `html` makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = Markup | string | number | null | undefined | false | readonly Value[];

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(printable(String(value), '\ufffd'));
}

/** A template whose values are escaped, unless they are markup themselves; null, undefined and false give nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + render(values[i - 1]) + part));
}

/** Text of the pack's own: a style, a script. */
export const trusted = (text: string): Markup => new Markup(text);
