import type { ByteCursor } from './byte-cursor.ts';

/*
 * Coordinates of OpenStreetMap, 16 and 17 digits, on one core (Node 24, nanoseconds a number):
 *   Number of the text cut out   88   the text has to be made
 *   this                         37
 */

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const EXPONENT = 0x65;
const CASE_BIT = 0x20;

/** Digits that fit an integer of 31 bits, and of two of them. */
const HALF_DIGITS = 9;
const MOST_DIGITS = 18;
/** Integers of so many digits are exact. */
const EXACT_DIGITS = 15;
const POWERS = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, i) => Number(`1e${i}`));

/** Halves of 26 bits, by Veltkamp: products of halves are exact. */
const SPLITTER = 2 ** 27 + 1;
const POWERS_HIGH = POWERS.map(highHalf);
const POWERS_LOW = POWERS.map((power) => power - highHalf(power));
/** Good enough for a correction. */
const RECIPROCALS = POWERS.map((power) => 1 / power);
const HALF_WORD = 2 ** 15;
/** Far above what the correction of a quotient may be off, 2^-103, and far below half a last place, 2^-54. */
const DOUBT = 2 ** -90;

/**
 * Reads a number of JSON, bit for bit as `JSON.parse` would, and steps over it; NaN where none stands.
 *
 * The digits are an integer w, to be divided by a power of ten p that is exact. Up to 15 digits the division rounds as it
 * should. Beyond, w is the sum of two numbers, q = w / p is nearly right, and what is left, w - q * p, is exact to a hundred
 * bits: it corrects q. Where a correction a little larger would round to another number than one a little smaller, and for
 * more digits and for exponents, the runtime converts the text.
 */
export function readDecimal(cursor: ByteCursor): number {
  const { bytes, at: start } = cursor;
  let i = start;
  const isNegative = bytes[i] === MINUS;
  if (isNegative) i++;
  const whole = i;
  let high = 0;
  let low = 0;
  let digits = 0;
  let digit = (bytes[i] ?? 0) - ZERO;
  while (digit >= 0 && digit <= 9) {
    if (digits < HALF_DIGITS) high = high * 10 + digit;
    else low = low * 10 + digit;
    digits++;
    digit = (bytes[++i] ?? 0) - ZERO;
  }
  if (digits === 0 || (digits > 1 && bytes[whole] === ZERO)) return Number.NaN;
  let decimals = 0;
  if (bytes[i] === POINT) {
    const first = ++i;
    const half = i + HALF_DIGITS - digits;
    digit = (bytes[i] ?? 0) - ZERO;
    for (; i < half && digit >= 0 && digit <= 9; digit = (bytes[++i] ?? 0) - ZERO) high = high * 10 + digit;
    for (; digit >= 0 && digit <= 9; digit = (bytes[++i] ?? 0) - ZERO) low = low * 10 + digit;
    decimals = i - first;
    digits += decimals;
    if (decimals === 0) return Number.NaN;
  }
  cursor.at = i;
  if (((bytes[i] ?? 0) | CASE_BIT) === EXPONENT) return withExponent(cursor, start);
  if (digits > MOST_DIGITS) return converted(bytes, start, i);
  const value = quotient(high, low, Math.max(0, digits - HALF_DIGITS), digits, decimals);
  if (Number.isNaN(value)) return converted(bytes, start, i);
  return isNegative ? -value : value;
}

/** (high * 10^lowDigits + low) / 10^decimals, correctly rounded; NaN where that is in doubt. */
function quotient(high: number, low: number, lowDigits: number, digits: number, decimals: number): number {
  const scale = POWERS[lowDigits] ?? 1;
  const divisor = POWERS[decimals] ?? 1;
  if (digits <= EXACT_DIGITS) return (high * scale + low) / divisor;
  const upper = Math.floor(scale / HALF_WORD);
  const large = high * upper * HALF_WORD;
  const small = high * (scale - upper * HALF_WORD) + low;
  const sum = large + small;
  const carried = sum - large;
  const sumError = large - (sum - carried) + (small - carried);
  const first = sum / divisor;
  const product = first * divisor;
  const firstHigh = highHalf(first);
  const firstLow = first - firstHigh;
  const powerHigh = POWERS_HIGH[decimals] ?? 1;
  const powerLow = POWERS_LOW[decimals] ?? 0;
  const productError =
    firstHigh * powerHigh - product + firstHigh * powerLow + firstLow * powerHigh + firstLow * powerLow;
  const correction = (sum - product - productError + sumError) * (RECIPROCALS[decimals] ?? 1);
  const doubt = first * DOUBT;
  const above = first + (correction + doubt);
  return above === first + (correction - doubt) ? above : Number.NaN;
}

function highHalf(value: number): number {
  const spread = SPLITTER * value;
  return spread - (spread - value);
}

function withExponent(cursor: ByteCursor, start: number): number {
  const { bytes } = cursor;
  let i = cursor.at + 1;
  if (bytes[i] === PLUS || bytes[i] === MINUS) i++;
  const first = i;
  while ((bytes[i] ?? 0) >= ZERO && (bytes[i] ?? 0) <= ZERO + 9) i++;
  if (i === first) return Number.NaN;
  cursor.at = i;
  return converted(bytes, start, i);
}

function converted(bytes: Buffer, start: number, end: number): number {
  return Number(bytes.toString('latin1', start, end));
}
