import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ByteSource, memorySource } from '../readers/byte-source.ts';
import { decodeStream, decodeText } from './decode.ts';
import { surveyText } from './text-survey.ts';

/** The same bytes, `size` at a time. */
function inPieces(bytes: Uint8Array, size: number): ByteSource {
  return {
    ...memorySource('pieces.txt', bytes),
    async *stream() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

const ASCII_LINES = 'JS1,JS2,12.5,300\n'.repeat(10_000);

describe('surveyText', () => {
  it('tells the encoding of a text whose first character beyond ASCII stands after 170 kB', async () => {
    const text = `${ASCII_LINES}JS3,JS4,河北大街,铸铁\n`;
    const found = await surveyText(memorySource('late.csv', iconv.encode(text, 'gb18030')));
    expect(found.encodings[0]).toMatchObject({ encoding: 'gb18030', sample: 'JS3,JS4,河北大街,铸铁' });
    expect((await surveyText(memorySource('late.csv', text))).encodings[0]?.encoding).toBe('utf-8');
  });

  it('takes UTF-8 for what it is however its characters are cut', async () => {
    const bytes = Buffer.from('管径😀，é\n'.repeat(50));
    for (const size of [1, 2, 3, 5, 7, 1000]) {
      expect((await surveyText(inPieces(bytes, size))).encodings[0]?.encoding).toBe('utf-8');
    }
  });

  it('sees that a text stops being UTF-8', async () => {
    const mixed = Buffer.concat([
      Buffer.from(`${ASCII_LINES}é\n`),
      iconv.encode('河北大街,铸铁,球墨铸铁\n', 'gb18030'),
    ]);
    const { encodings } = await surveyText(memorySource('mixed.csv', mixed));
    expect(encodings[0]?.encoding).toBe('gb18030');
  });

  it('calls bytes of zero binary, but for UTF-16', async () => {
    const wide = iconv.encode('管径,1\n', 'utf-16le', { addBOM: true });
    const [binary, text] = [Uint8Array.of(65, 0, 66), wide].map((bytes) => surveyText(memorySource('x', bytes)));
    expect([(await binary)?.isBinary, (await text)?.isBinary]).toEqual([true, false]);
    expect((await text)?.encodings[0]?.encoding).toBe('utf-16le');
  });
});

describe('decodeStream', () => {
  it.each(['utf-8', 'gb18030', 'big5', 'shift_jis', 'utf-16le'])(
    'joins characters of %s cut anywhere',
    async (encoding) => {
      const text = encoding === 'shift_jis' ? 'マンホール,番号\n' : '管,北,高,a1\n';
      const bytes = iconv.encode(text, encoding);
      for (const size of [1, 2, 3]) {
        const parts: string[] = [];
        for await (const part of decodeStream(inPieces(bytes, size), encoding)) parts.push(part);
        expect(parts.join('')).toBe(text);
      }
    },
  );

  it('leaves the byte order mark out and puts U+FFFD for what is no text', () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41, 0xff), 'utf-8')).toBe('A\u{fffd}');
  });

  it('names an encoding that it does not know', () => {
    expect(() => decodeText(new Uint8Array(0), 'klingon')).toThrow(
      expect.objectContaining({ code: 'unknown-encoding', message: expect.stringContaining('"klingon"') }),
    );
  });
});
