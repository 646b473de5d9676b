const POWERS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const MAX_DIGITS = 15; // fewer than 2^53: exact as a float64
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether the byte separates fields of a line: space, tab, carriage return, line feed. */
export const isSeparator = (byte: number): boolean => byte === 32 || byte === 9 || byte === 13 || byte === 10;

/** Whether a field is a decimal number; NaN, infinities and hexadecimal numbers are none. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/**
 * Reads decimal numbers from bytes. The value is Number(text) to the last bit: up to 15 digits with a power of ten up to 10^22 take one exactly
 * rounded division or multiplication (both operands are exact), all others go through Number.
 */
export class NumberReader {
  /** The first byte behind the number that was read last. */
  end = 0;

  /** The number in bytes[start, limit) up to the next separator; NaN where the field is no decimal number. */
  read(bytes: Buffer, start: number, limit: number): number {
    let i = start;
    let c = i < limit ? bytes[i] : 0;
    const negative = c === 45;
    if (negative || c === 43) c = ++i < limit ? bytes[i] : 0;
    let mantissa = 0;
    const first = i;
    while (c >= 48 && c <= 57) {
      mantissa = mantissa * 10 + (c - 48);
      c = ++i < limit ? bytes[i] : 0;
    }
    let digits = i - first;
    let exponent = 0;
    if (c === 46) {
      const point = i;
      c = ++i < limit ? bytes[i] : 0;
      while (c >= 48 && c <= 57) {
        mantissa = mantissa * 10 + (c - 48);
        c = ++i < limit ? bytes[i] : 0;
      }
      exponent = point + 1 - i;
      digits -= exponent;
    }
    if (digits === 0 || digits > MAX_DIGITS) return this.odd(bytes, start, limit);
    if (i < limit && c !== 32 && c !== 9 && c !== 13 && c !== 10) {
      if (c !== 101 && c !== 69) return this.odd(bytes, start, limit);
      let sign = 1;
      c = ++i < limit ? bytes[i] : 0;
      if (c === 45 || c === 43) {
        if (c === 45) sign = -1;
        c = ++i < limit ? bytes[i] : 0;
      }
      const from = i;
      let power = 0;
      while (c >= 48 && c <= 57 && i - from < 4) {
        power = power * 10 + (c - 48);
        c = ++i < limit ? bytes[i] : 0;
      }
      if (i === from || (i < limit && !isSeparator(c))) return this.odd(bytes, start, limit);
      exponent += sign * power;
    }
    this.end = i;
    if (exponent < -22 || exponent > 22) return this.odd(bytes, start, limit);
    const value = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
    return negative ? -value : value;
  }

  private odd(bytes: Buffer, start: number, limit: number): number {
    let end = start;
    while (end < limit && !isSeparator(bytes[end])) end++;
    this.end = end;
    const text = bytes.toString('latin1', start, end);
    return isDecimal(text) ? Number(text) : NaN;
  }
}
