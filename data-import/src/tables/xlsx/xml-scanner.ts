import type { XmlHandlers } from './xml-events.ts';

/** Why XML was refused: it is no sound XML, or it holds what no workbook needs. */
export type XmlFault = 'damaged' | 'unsafe';

export interface XmlScannerOptions {
  readonly maxDepth: number;
  readonly maxAttributes: number;
  /** Longest tag, comment or instruction, characters. */
  readonly maxTagLength: number;
  /** Makes the error that is thrown; `what` says what stands in the XML. */
  refuse(fault: XmlFault, what: string): Error;
}

/*
 * Sheets are nearly all of a workbook and nothing but short elements. 60,000 rows of 26 cells (86 MB of XML), one core: sax
 * 1.6 18,000 rows/s, this one 54,000 and more on a busy machine. Its tests compare it with sax, which reads the other parts.
 */
const GREATER_THAN = 62;
const SLASH = 47;
const EXCLAMATION = 33;
const QUESTION = 63;
const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;
const ENTITY = /&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Longest entity that may lie across two pieces of text. */
const LONGEST_ENTITY = 12;
const INCOMPLETE = -1;

/** Reads XML piece by piece and hands its elements on; checks that they nest. Knows the five entities of XML and no others. */
export class XmlScanner {
  readonly #handlers: XmlHandlers;
  readonly #options: XmlScannerOptions;
  readonly #open: string[] = [];
  #rest = '';
  #hasRoot = false;

  constructor(handlers: XmlHandlers, options: XmlScannerOptions) {
    this.#handlers = handlers;
    this.#options = options;
  }

  write(text: string): void {
    const source = this.#rest === '' ? text : this.#rest + text;
    let at = 0;
    while (at < source.length) {
      const tag = source.indexOf('<', at);
      if (tag !== at) {
        const end = tag < 0 ? textEnd(source, at) : tag;
        if (end > at) this.#text(source.slice(at, end));
        at = end;
        if (tag < 0) break;
      }
      const next = this.#markup(source, at);
      if (next === INCOMPLETE) break;
      at = next;
    }
    this.#rest = source.slice(at);
    if (this.#rest.length > this.#options.maxTagLength)
      throw this.#options.refuse('unsafe', 'a tag longer than all need');
  }

  end(): void {
    if (this.#rest !== '') this.#text(this.#rest);
    if (this.#rest.includes('<') || this.#open.length > 0 || !this.#hasRoot) {
      throw this.#options.refuse('damaged', 'it ends before its end');
    }
  }

  #markup(source: string, at: number): number {
    switch (source.charCodeAt(at + 1)) {
      case EXCLAMATION:
        return this.#declaration(source, at);
      case QUESTION:
        return after(source, '?>', at + 2);
      case SLASH:
        return this.#closing(source, at);
      default:
        return this.#opening(source, at);
    }
  }

  #declaration(source: string, at: number): number {
    if (source.startsWith('<!--', at)) return after(source, '-->', at + 4);
    if (source.startsWith('<![CDATA[', at)) {
      const end = source.indexOf(']]>', at);
      if (end < 0) return INCOMPLETE;
      this.#handlers.text(source.slice(at + 9, end));
      return end + 3;
    }
    if ('<!--'.startsWith(source.slice(at)) || '<![CDATA['.startsWith(source.slice(at))) return INCOMPLETE;
    throw this.#options.refuse('unsafe', 'a DOCTYPE, which no workbook needs');
  }

  #closing(source: string, at: number): number {
    const end = source.indexOf('>', at);
    if (end < 0) return INCOMPLETE;
    const name = source.slice(at + 2, end).trimEnd();
    const open = this.#open.pop();
    if (open !== name) throw this.#options.refuse('damaged', `"${name.slice(0, 40)}" closes "${open ?? 'nothing'}"`);
    this.#handlers.close(localName(name));
    return end + 1;
  }

  #opening(source: string, at: number): number {
    const nameEnd = nameEndOf(source, at + 1);
    if (nameEnd === source.length) return INCOMPLETE;
    if (!beginsName(source.charCodeAt(at + 1))) throw this.#options.refuse('damaged', 'a "<" without a name');
    const attributes: Record<string, string> = {};
    let count = 0;
    let i = nameEnd;
    for (;;) {
      i = skipBlanks(source, i);
      if (i >= source.length) return INCOMPLETE;
      const code = source.charCodeAt(i);
      if (code === GREATER_THAN || code === SLASH) break;
      const keyEnd = nameEndOf(source, i);
      const equals = skipBlanks(source, keyEnd);
      const open = skipBlanks(source, equals + 1);
      if (open >= source.length) return INCOMPLETE;
      const quote = source.charCodeAt(open);
      if (keyEnd === i || source.charCodeAt(equals) !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) {
        throw this.#options.refuse('damaged', 'an attribute without a quoted value');
      }
      const close = source.indexOf(quote === QUOTE ? '"' : "'", open + 1);
      if (close < 0) return INCOMPLETE;
      attributes[source.slice(i, keyEnd)] = this.#decoded(source.slice(open + 1, close));
      if (++count > this.#options.maxAttributes) {
        throw this.#options.refuse('unsafe', `an element with more than ${this.#options.maxAttributes} attributes`);
      }
      i = close + 1;
    }
    const isEmpty = source.charCodeAt(i) === SLASH;
    if (isEmpty && i + 1 >= source.length) return INCOMPLETE;
    if (isEmpty && source.charCodeAt(i + 1) !== GREATER_THAN)
      throw this.#options.refuse('damaged', 'a stray "/" in a tag');
    this.#begin(source.slice(at + 1, nameEnd), attributes, isEmpty);
    return i + (isEmpty ? 2 : 1);
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>, isEmpty: boolean): void {
    if (this.#open.length === 0 && this.#hasRoot) throw this.#options.refuse('damaged', 'a second root element');
    if (this.#open.length >= this.#options.maxDepth) {
      throw this.#options.refuse('unsafe', `elements nested more than ${this.#options.maxDepth} deep`);
    }
    this.#hasRoot = true;
    const local = localName(name);
    this.#handlers.open(local, attributes);
    if (isEmpty) this.#handlers.close(local);
    else this.#open.push(name);
  }

  #text(text: string): void {
    if (this.#open.length > 0) this.#handlers.text(this.#decoded(text));
    else if (/[^\s\u{feff}]/u.test(text)) throw this.#options.refuse('damaged', 'text outside its root element');
  }

  #decoded(text: string): string {
    if (!text.includes('&')) return text;
    return text.replace(ENTITY, (_, hex?: string, decimal?: string, name?: string) => {
      const character =
        NAMED[name ?? ''] ?? characterOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
      if (character === null) throw this.#options.refuse('damaged', 'an entity that XML does not know');
      return character;
    });
  }
}

function characterOf(code: number): string | null {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** Where text may be cut without cutting an entity. */
function textEnd(source: string, from: number): number {
  const ampersand = source.lastIndexOf('&');
  const isCut = ampersand >= from && ampersand > source.length - LONGEST_ENTITY && !source.includes(';', ampersand);
  return isCut ? ampersand : source.length;
}

function after(source: string, end: string, from: number): number {
  const found = source.indexOf(end, from);
  return found < 0 ? INCOMPLETE : found + end.length;
}

function nameEndOf(source: string, from: number): number {
  let i = from;
  while (i < source.length && isInName(source.charCodeAt(i))) i++;
  return i;
}

/** What begins a name, figures, `-` and `.`. */
function isInName(code: number): boolean {
  return beginsName(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e;
}

/** Letters, `_`, `:` and whatever stands beyond ASCII. */
function beginsName(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || code === 0x3a || code >= 0x80;
}

function skipBlanks(source: string, from: number): number {
  let i = from;
  while (i < source.length && source.charCodeAt(i) <= 32) i++;
  return i;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
