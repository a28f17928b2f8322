const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const LEADING_ZERO = /^[+-]?0\d/;
const DATE = /^\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/;
/** More digits than a double holds: a number of this length is a name. */
const MOST_DIGITS = 15;

/** True for text that a person would read as a number, whatever it stands for: decimal commas and wide digits among it. */
export function looksNumeric(text: string): boolean {
  return PLAIN_NUMBER.test(text.normalize('NFKC').replace(',', '.')) || DATE.test(text);
}

/**
 * True for text that is safely a number: `007`, a card number of 18 digits and `1,5` are text, because reading them as
 * numbers would lose something or needs a decision.
 */
export function isPlainNumber(text: string): boolean {
  return PLAIN_NUMBER.test(text) && !LEADING_ZERO.test(text) && text.replace(/\D/g, '').length <= MOST_DIGITS;
}

/** True for a date as people and databases write them. */
export function isDateText(text: string): boolean {
  return DATE.test(text);
}
