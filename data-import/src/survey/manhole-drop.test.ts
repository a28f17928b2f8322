import { describe, expect, it } from 'vitest';
import { readSurvey } from './testing/read-survey.ts';
import { surveyTables, type WrittenLine, type WrittenPoint } from './testing/write-survey.ts';

const NORTH = 4_419_000;
const EAST = 465_000;

function manhole(id: string, east: number): WrittenPoint {
  return { id, north: NORTH, east: EAST + east, groundM: 20, utility: 'storm', appurtenance: 'manhole' };
}

function drain(from: string, to: string, size: string | undefined, fromM: number, toM: number): WrittenLine {
  const levels = { fromDepthM: 20 - fromM, toDepthM: 20 - toM };
  const what = { utility: 'storm', embedding: 'directBuried', flow: 'forward' } as const;
  return { from, to, ...what, ...levels, ...(size === undefined ? {} : { size }) };
}

/** Codes about a manhole B with an exit of DN600 at 17.00, and one entry that ends at a level. */
async function codesOf(entrySize: string | undefined, entryM: number): Promise<readonly string[]> {
  const outfall: WrittenPoint = { ...manhole('C', 80), feature: 'outlet' };
  const { appurtenance: _, ...end } = outfall;
  const { codes } = await readSurvey(
    surveyTables({
      points: [manhole('A', 0), manhole('B', 40), end],
      lines: [drain('A', 'B', entrySize, entryM + 0.1, entryM), drain('B', 'C', 'DN600', 17, 16.9)],
    }),
  );
  return codes;
}

describe('a drop in a manhole (L8)', () => {
  it('is told of where a drain of the same size ends 0.30 m above the exit', async () => {
    expect(await codesOf('DN600', 17.3)).toEqual(['manhole-drop']);
    expect(await codesOf('DN600', 17.2)).toEqual([]);
  });

  it('is none where obverts are level: DN300 at 17.30 has its obvert at 17.60, that of DN600 at 17.00', async () => {
    expect(await codesOf('DN300', 17.3)).toEqual([]);
    // 0.50 m of invert less 0.30 m of size are the 0.20 m that are passed over.
    expect(await codesOf('DN300', 17.5)).toEqual([]);
    expect(await codesOf('DN300', 17.51)).toEqual(['manhole-drop']);
  });

  it('is none where a connection narrower than any street drain enters above the water', async () => {
    expect(await codesOf('DN200', 18.5)).toEqual([]);
  });

  it('is not judged where the size is unknown', async () => {
    expect(await codesOf(undefined, 18.5)).toEqual([]);
  });
});

describe('depths in a utility tunnel (L7)', () => {
  it('are those of the tunnel: a water main at 7 m is too deep in the ground and not in a tunnel', async () => {
    const end = (id: string, east: number): WrittenPoint => {
      return { id, north: NORTH, east: EAST + east, groundM: 20, utility: 'water', feature: 'surveyEdge' };
    };
    const codes = async (embedding: 'directBuried' | 'tunnel') => {
      const line: WrittenLine = { from: 'A', to: 'B', utility: 'water', embedding, fromDepthM: 7, toDepthM: 7 };
      return (await readSurvey(surveyTables({ points: [end('A', 0), end('B', 40)], lines: [line] }))).codes;
    };
    expect(await codes('directBuried')).toEqual(['depth-too-great', 'depth-too-great']);
    expect(await codes('tunnel')).toEqual([]);
  });
});
