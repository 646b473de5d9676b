/** A value of a table; null is an empty field. */
export type Field = string | number | null;

/** Spreadsheets take a text that starts so for a formula: an apostrophe before it makes it a text. */
const FORMULA = /^\s*[=+\-@]|^[\t\r\n]/;

/** A field by RFC 4180 that every spreadsheet takes as what it is. */
export function csvField(value: Field): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
