/** `valid_to` of a row version that nothing has ended yet. */
export const STILL_VALID = Number.MAX_SAFE_INTEGER;
