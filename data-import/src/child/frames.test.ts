import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FrameKind, frameWriter, readFrames } from './frames.ts';

type Plain = readonly [kind: FrameKind, payload: readonly number[]];

/** The bytes that a writer gives for frames. */
function written(frames: readonly Plain[]): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'undercroft-frames-'));
  try {
    const path = join(folder, 'frames');
    const descriptor = openSync(path, 'w');
    const write = frameWriter(descriptor);
    for (const [kind, payload] of frames)
      write(kind, Uint8Array.from(payload.slice(0, 3)), Uint8Array.from(payload.slice(3)));
    closeSync(descriptor);
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function read(bytes: Uint8Array<ArrayBuffer>, chunkSize: number): Promise<readonly Plain[]> {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += chunkSize) yield bytes.subarray(start, start + chunkSize);
  }
  const frames: Plain[] = [];
  for await (const { kind, payload } of readFrames(chunks())) frames.push([kind, [...payload]]);
  return frames;
}

describe('frames', () => {
  it('begin with four bytes of length and one of kind', () => {
    expect([...written([['rows', [7, 8]]])]).toEqual([2, 0, 0, 0, 1, 7, 8]);
  });

  it('come out as they went in, however the pipe cuts them', async () => {
    const frame = fc.tuple(fc.constantFrom<FrameKind>('event', 'rows'), fc.array(fc.nat(255), { maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 8 }), fc.integer({ min: 1, max: 64 }), async (frames, size) => {
        expect(await read(written(frames), size)).toEqual(frames);
      }),
      { numRuns: 60 },
    );
  });

  it('leave out what is cut off at the end, and refuse what is none', async () => {
    const bytes = written([
      ['event', [1, 2, 3]],
      ['rows', [4, 5, 6]],
    ]);
    expect(await read(bytes.subarray(0, bytes.length - 1), 5)).toEqual([['event', [1, 2, 3]]]);
    await expect(read(Uint8Array.of(1, 0, 0, 0, 99, 0), 6)).rejects.toThrow('no frame');
    await expect(read(Uint8Array.of(255, 255, 255, 255, 0), 5)).rejects.toThrow('no frame');
  });
});
