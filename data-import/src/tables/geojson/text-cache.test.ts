import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteCursor } from './byte-cursor.ts';
import { TextCache } from './text-cache.ts';

/** Reads the same strings twice, in turn: the second time they are where they were, or have made room for others. */
function readTwice(texts: readonly string[]): (readonly (string | undefined)[])[] {
  const cache = new TextCache<string>((text) => text);
  const cursor = new ByteCursor();
  const bytes = Buffer.from(texts.join(','));
  return [0, 1].map(() => {
    cache.restart();
    cursor.turnTo(bytes, bytes.length);
    cursor.at = 0;
    return texts.map(() => {
      const text = cache.readInTurn(cursor);
      cursor.at++;
      return text;
    });
  });
}

describe('strings read out of bytes', () => {
  it('are what JSON.parse makes of them, whatever came in their place before', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '河', 'é'), maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
        const quoted = texts.map((each) => JSON.stringify(each));
        expect(readTwice(quoted)).toEqual([texts, texts]);
      }),
    );
  });

  it('are not taken for the one before that begins or ends alike', () => {
    const cache = new TextCache<string>((text) => text);
    const cursor = new ByteCursor();
    const read = (text: string) => {
      const bytes = Buffer.from(text);
      cache.restart();
      cursor.turnTo(bytes, bytes.length);
      cursor.at = 0;
      return [cache.readInTurn(cursor), cursor.at];
    };
    expect(read('"addr:street",')).toEqual(['addr:street', 13]);
    expect(read('"addr:stre\\u0065t",')).toEqual(['addr:street', 18]);
    expect(read('"addr:stree",')).toEqual(['addr:stree', 12]);
    expect(read('"addr:streets",')).toEqual(['addr:streets', 14]);
    expect(read('"addr:streeu",')).toEqual(['addr:streeu', 13]);
    expect(read('""')).toEqual(['', 2]);
  });

  it.each(['"no end', '"line\nbreak"', 'bare', '"\u0000"'])('are none where %j stands', (text) => {
    const cursor = new ByteCursor();
    const bytes = Buffer.from(text);
    cursor.turnTo(bytes, bytes.length);
    expect(new TextCache<string>((each) => each).readInTurn(cursor)).toBeUndefined();
  });

  it('are none where their bytes are no UTF-8', () => {
    const cursor = new ByteCursor();
    const bytes = Buffer.from([0x22, 0x61, 0xff, 0x62, 0x63, 0x64, 0x22]);
    cursor.turnTo(bytes, bytes.length);
    expect(new TextCache<string>((each) => each).readInTurn(cursor)).toBeUndefined();
  });
});
