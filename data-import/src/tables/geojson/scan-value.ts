const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{` differ by this bit alone, and so do `]` and `}`. */
const CASE_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Where a scan stands that may go on in the next chunk. */
export interface ValueScan {
  depth: number;
  inString: boolean;
  /** The last byte seen was a backslash that the next byte belongs to. */
  escaped: boolean;
  /** Deepest nesting seen. */
  deepest: number;
}

export function newScan(): ValueScan {
  return { depth: 0, inString: false, escaped: false, deepest: 0 };
}

/**
 * Index just behind the object, array or string that a scan is in, or -1 when it goes on beyond `end`. Kinds of brackets are
 * not told apart: whoever parses the slice does.
 */
export function scanValue(bytes: Uint8Array, from: number, end: number, scan: ValueScan): number {
  let { depth, inString, escaped, deepest } = scan;
  let i = from;
  while (i < end) {
    if (inString) {
      if (escaped) {
        escaped = false;
        i++;
      }
      while (i < end) {
        const c = bytes[i++];
        if (c === QUOTE) {
          inString = false;
          break;
        }
        if (c === BACKSLASH) {
          if (i === end) {
            escaped = true;
            break;
          }
          i++;
        }
      }
      if (!inString && depth === 0) {
        scan.deepest = deepest;
        return i;
      }
      continue;
    }
    const c = bytes[i++] ?? 0;
    if (c === QUOTE) inString = true;
    else if ((c | CASE_BIT) === OPEN) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if ((c | CASE_BIT) === CLOSE) {
      depth--;
      if (depth <= 0) {
        scan.deepest = deepest;
        return i;
      }
    }
  }
  scan.depth = depth;
  scan.inString = inString;
  scan.escaped = escaped;
  scan.deepest = deepest;
  return -1;
}

/** Index of the first byte that ends a number or a literal, or -1 when it goes on beyond `end`. */
export function scanScalar(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const c = bytes[i] ?? 0;
    if (c === 0x2c || c === CLOSE || c === 0x5d || c <= 0x20) return i;
  }
  return -1;
}
