import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, memorySource } from './byte-source.ts';
import { inspectText, readLines } from './text-lines.ts';

/** The same bytes in chunks of another length: chunks end inside characters and line breaks. */
function inChunks(source: ByteSource, length: number): ByteSource {
  return {
    ...source,
    async *stream(signal) {
      for await (const chunk of source.stream(signal)) {
        for (let start = 0; start < chunk.length; start += length) yield chunk.subarray(start, start + length);
      }
    },
  };
}

async function linesOf(source: ByteSource) {
  const layout = await inspectText(source);
  const lines: string[] = [];
  let nextRow = 1;
  for await (const block of readLines(source, layout)) {
    expect(block.firstRow).toBe(nextRow);
    nextRow += block.lines.length;
    lines.push(...block.lines);
  }
  return { lines, layout };
}

describe('readLines', () => {
  it('gives the same lines however the bytes are cut', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', 'ø', '污', '𝄞', ';'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (lines, length) => {
          const source = memorySource('text', `${lines.join('\n')}\n`);
          expect((await linesOf(inChunks(source, length))).lines).toEqual(lines);
        },
      ),
    );
  });

  it('tells UTF-8, GB18030 and Western European text apart', async () => {
    const encodingOf = async (...bytes: readonly number[]) =>
      (await linesOf(memorySource('text', Uint8Array.from(bytes)))).layout.encoding;
    expect(await encodingOf(0x61, 0x0a)).toBe('utf-8');
    expect(await encodingOf(0xe6, 0xb1, 0xa1, 0x0a)).toBe('utf-8');
    // 污水 in GB 2312, then "Gade" with an o-slash before its end.
    expect(await encodingOf(0xce, 0xdb, 0xcb, 0xae, 0x0a)).toBe('gb18030');
    expect(await encodingOf(0x47, 0x61, 0xf8, 0x64, 0x0a)).toBe('windows-1252');
  });

  it('names the line that is longer than any line is', async () => {
    const source = memorySource('text', `a\nb\n${'c'.repeat(101)}\n`);
    await expect(inspectText(source, { maxLineBytes: 100 })).rejects.toMatchObject({
      code: 'line-too-long',
      message: expect.stringContaining('Line 3 '),
    });
    await expect(inspectText(inChunks(source, 7), { maxLineBytes: 100 })).rejects.toThrow('Line 3 ');
    await expect(inspectText(source, { maxLineBytes: 101 })).resolves.toMatchObject({ lineBreak: '\n' });
  });

  it('says that UTF-16 is not read, and what to do', async () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x0a, 0]);
    await expect(inspectText(memorySource('text', utf16))).rejects.toThrow('Save it as UTF-8');
  });
});
