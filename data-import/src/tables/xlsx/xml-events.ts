import { TextDecoder } from 'node:util';
import sax from 'sax';
import { ImportError } from '../../import-error.ts';
import { encodingOfMark } from '../../text/text-encodings.ts';
import { XmlScanner } from './xml-scanner.ts';

/** What a part of a workbook is made of, in the order it stands there. Names come without their namespace prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Text in pieces as they come. */
  text(text: string): void;
  close(name: string): void;
}

const MAX_DEPTH = 64;
const MAX_ATTRIBUTES = 128;
const MAX_TAG_LENGTH = 1 << 17;

/** Takes the XML of a part piece by piece. */
export interface XmlFeed {
  write(bytes: Uint8Array): void;
  end(): void;
}

/**
 * Feeds XML to handlers in bounded memory. Throws `ImportError`: `unsafe-file` for any DOCTYPE (no workbook has one; entities
 * hide in it) and for nesting and attributes beyond all need, `damaged-file` for what is no XML. `name` is the part's.
 */
export function xmlFeed(name: string, handlers: XmlHandlers): XmlFeed {
  const parser = sax.parser(true, { position: false });
  let decoder: TextDecoder | null = null;
  let depth = 0;
  let attributes = 0;
  parser.onerror = (error) => {
    throw damagedXml(name, error);
  };
  parser.ondoctype = () => {
    throw unsafeXml(name, 'a DOCTYPE, which no workbook needs');
  };
  parser.onattribute = () => {
    if (++attributes > MAX_ATTRIBUTES) throw unsafeXml(name, `an element with more than ${MAX_ATTRIBUTES} attributes`);
  };
  parser.onopentag = (tag) => {
    attributes = 0;
    if (++depth > MAX_DEPTH) throw unsafeXml(name, `elements nested more than ${MAX_DEPTH} deep`);
    handlers.open(localName(tag.name), tag.attributes as Readonly<Record<string, string>>);
  };
  parser.onclosetag = (tag) => {
    depth--;
    handlers.close(localName(tag));
  };
  parser.ontext = (text) => handlers.text(text);
  parser.oncdata = (text) => handlers.text(text);
  return {
    write(bytes) {
      decoder ??= decoderFor(bytes);
      parser.write(decoded(decoder, bytes, name));
    },
    end() {
      parser.write(decoder === null ? '' : decoded(decoder, null, name));
      parser.close();
    },
  };
}

/** As `xmlFeed`, several times as fast, for parts that may be hundreds of megabytes: sheets and their texts. */
export function bulkXmlFeed(name: string, handlers: XmlHandlers): XmlFeed {
  let decoder: TextDecoder | null = null;
  const scanner = new XmlScanner(handlers, {
    maxDepth: MAX_DEPTH,
    maxAttributes: MAX_ATTRIBUTES,
    maxTagLength: MAX_TAG_LENGTH,
    refuse(fault, what) {
      return fault === 'unsafe' ? unsafeXml(name, what) : damagedXml(name, new Error(what));
    },
  });
  return {
    write(bytes) {
      decoder ??= decoderFor(bytes);
      scanner.write(decoded(decoder, bytes, name));
    },
    end() {
      scanner.write(decoder === null ? '' : decoded(decoder, null, name));
      scanner.end();
    },
  };
}

/** Feeds a whole part. */
export async function readXml(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  feedOf = xmlFeed,
): Promise<void> {
  const feed = feedOf(name, handlers);
  for await (const chunk of chunks) feed.write(chunk);
  feed.end();
}

/** Parts of a workbook are in UTF-8 or UTF-16 (ISO/IEC 29500-2), whatever they declare. */
function decoderFor(bytes: Uint8Array): TextDecoder {
  return new TextDecoder(encodingOfMark(bytes) ?? 'utf-8', { fatal: true });
}

/** Text of the next bytes, `null` for the end. Other encodings would give other names without a word. */
function decoded(decoder: TextDecoder, bytes: Uint8Array | null, name: string): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (cause) {
    throw new ImportError('damaged-file', `"${name}" holds bytes that are no UTF-8 text.`, { cause });
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function unsafeXml(name: string, what: string): ImportError {
  return new ImportError('unsafe-file', `"${name}" in the workbook holds ${what}; it is not read.`);
}

function damagedXml(name: string, cause: Error): ImportError {
  const [why = ''] = cause.message.split('\n');
  return new ImportError('damaged-file', `"${name}" in the workbook is no sound XML: ${why.slice(0, 100)}.`, { cause });
}
