const MAX_DEPTH = 200;

/**
 * JSON.parse for text that somebody hostile may have written. Three bytes of text can become a hundred of memory, so that a file within the limit of bytes could still end the
 * grader: items are counted first. Throws `RangeError` above `maxItems` or 200 levels, `SyntaxError` for what is no JSON.
 */
export function parseJson(text: string, maxItems: number): unknown {
  if (Number.isFinite(maxItems)) checkSize(text, maxItems);
  return JSON.parse(text) as unknown;
}

/** Counts what opens or parts items, outside of strings. */
function checkSize(text: string, maxItems: number): void {
  let [items, depth] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) i = endOfString(text, i);
    else if (c === 0x2c) items++;
    else if (c === 0x5b || c === 0x7b) [items, depth] = [items + 1, depth + 1];
    else if (c === 0x5d || c === 0x7d) depth--;
    if (depth > MAX_DEPTH) throw new RangeError(`more than ${MAX_DEPTH} levels of nesting`);
    if (items > maxItems) throw new RangeError(`more than ${maxItems} items`);
  }
}

/** Where the string that begins at `start` ends: at the first quote behind an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}
