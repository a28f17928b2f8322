import { createRequire } from 'node:module';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { memorySource } from '../../readers/byte-source.ts';
import type { RawRow, TableFile } from '../table-format.ts';
import { DXF_FORMAT } from './dxf-format.ts';

// Its types speak of an ECMAScript module; what Node loads is the CommonJS one.
const DxfParser = createRequire(import.meta.url)('dxf-parser') as typeof import('dxf-parser').DxfParser;

/** Pairs of code and value as the lines of a file. */
const lines = (...pairs: readonly (string | number)[]): string => `${pairs.join('\n')}\n`;
const section = (name: string, body: string): string => lines(0, 'SECTION', 2, name) + body + lines(0, 'ENDSEC');
const END = lines(0, 'EOF');

const SMALL =
  section('HEADER', lines(9, '$ACADVER', 1, 'AC1027', 9, '$INSUNITS', 70, 6)) +
  section('BLOCKS', lines(0, 'BLOCK', 2, 'JSJ', 0, 'LINE', 8, 'JS', 10, 0, 20, 0, 11, 1, 21, 1, 0, 'ENDBLK')) +
  section(
    'ENTITIES',
    lines(0, 'LINE', 5, 'A1', 8, 'JS', 10, 100, 20, 200, 30, 7.5, 11, 110, 21, 200, 31, 7.4) +
      lines(0, 'LWPOLYLINE', 5, 'A2', 8, 'JS', 90, 3, 70, 0, 43, 0.3, 10, 0, 20, 0, 10, 3, 20, 4, 10, 3, 20, 10) +
      lines(0, 'INSERT', 5, 'A3', 8, '检查井', 66, 1, 2, 'JSJ', 10, 100, 20, 200, 30, 9) +
      lines(0, 'ATTRIB', 8, '检查井', 10, 1, 20, 1, 1, 'J1', 2, '点号') +
      lines(0, 'ATTRIB', 8, '检查井', 10, 1, 20, 1, 1, '\\U+4E95', 2, 'KIND', 0, 'SEQEND') +
      lines(0, 'TEXT', 5, 'A4', 8, 'TXT', 10, 5, 20, 6, 1, '%%c300', 50, 45) +
      lines(0, 'POLYLINE', 5, 'A5', 8, 'WS', 70, 8, 0, 'VERTEX', 8, 'WS', 10, 1, 20, 2, 30, 3) +
      lines(0, 'VERTEX', 8, 'WS', 10, 4, 20, 6, 30, 2.5, 0, 'SEQEND') +
      lines(0, 'CIRCLE', 5, 'A6', 8, 'WS', 10, 0, 20, 0, 40, 2) +
      lines(0, 'HATCH', 5, 'A7', 8, 'WS'),
  ) +
  END;

async function open(content: string | Uint8Array): Promise<TableFile> {
  return await DXF_FORMAT.open([memorySource('plan.dxf', content)], { encoding: null, limits: {} });
}

async function rowsOf(file: TableFile, name: string): Promise<readonly RawRow[]> {
  const table = file.tables.find((each) => each.name === name);
  if (table === undefined) throw new TypeError(`No layer ${name}.`);
  const rows: RawRow[] = [];
  for await (const batch of file.rows(table)) rows.push(...batch);
  return rows;
}

describe('drawings', () => {
  it('are one table a layer, blocks with their attributes as columns', async () => {
    const file = await open(SMALL);
    expect(file.tables.map(({ name, rowCount, geometry }) => [name, rowCount, geometry])).toEqual([
      ['JS', 2, 'line'],
      ['检查井', 1, 'point'],
      ['TXT', 1, 'point'],
      ['WS', 2, 'mixed'],
    ]);
    expect(file.tables[1]?.columns.map(({ name }) => name).slice(-2)).toEqual(['点号', 'KIND']);
    expect(file.issues.map(({ code, where }) => [code, where.field])).toEqual([['kind-not-modelled', 'HATCH']]);
  });

  it('keep places and levels of lines, and where they stand in the file', async () => {
    const [line, bent] = await rowsOf(await open(SMALL), 'JS');
    expect(line?.geometry).toEqual({
      kind: 'line',
      lines: [{ xy: Float64Array.of(100, 200, 110, 200), z: Float64Array.of(7.5, 7.4) }],
    });
    expect(bent?.geometry).toEqual({ kind: 'line', lines: [{ xy: Float64Array.of(0, 0, 3, 4, 3, 10), z: null }] });
    // The fifth value is the width, 0.3; the row is the line of its group code.
    expect(bent?.values).toEqual(['A2', 'LWPOLYLINE', null, null, null, 0.3]);
    expect(SMALL.split('\n')[(line?.row ?? 0) - 1]).toBe('0');
    expect(SMALL.split('\n')[line?.row ?? 0]).toBe('LINE');
  });

  it('read the attributes of a block, with escapes, and the diameter sign of texts', async () => {
    const file = await open(SMALL);
    const [well] = await rowsOf(file, '检查井');
    expect(well?.values).toEqual(['A3', 'INSERT', 'JSJ', null, null, null, 'J1', '井']);
    expect(well?.geometry).toEqual({ kind: 'point', xy: Float64Array.of(100, 200), z: Float64Array.of(9) });
    expect((await rowsOf(file, 'TXT'))[0]?.values.slice(3, 5)).toEqual(['Φ300', 45]);
  });

  it('draw the half circle of a bulge of 1 through its top', async () => {
    const text =
      section('ENTITIES', lines(0, 'LWPOLYLINE', 8, 'L', 90, 2, 70, 0, 10, 0, 20, 0, 42, -1, 10, 2, 20, 0)) + END;
    const [arc] = await rowsOf(await open(text), 'L');
    const xy = arc?.geometry?.kind === 'line' ? (arc.geometry.lines[0]?.xy ?? []) : [];
    // A negative bulge runs clockwise: from (0, 0) over (1, 1) to (2, 0), all points 1 from the centre (1, 0).
    const points = Array.from({ length: xy.length / 2 }, (_, i) => [xy[i * 2] ?? 0, xy[i * 2 + 1] ?? 0]);
    expect(Math.max(...points.map(([, y = 0]) => y))).toBeCloseTo(1, 9);
    for (const [x = 0, y = 0] of points) expect(Math.hypot(x - 1, y)).toBeCloseTo(1, 9);
  });

  it('mirror what is drawn from below', async () => {
    const text = section('ENTITIES', lines(0, 'POINT', 8, 'L', 10, 5, 20, 6, 30, 1, 230, -1)) + END;
    const [point] = await rowsOf(await open(text), 'L');
    expect(point?.geometry?.kind === 'point' ? [...point.geometry.xy] : []).toEqual([-5, 6]);
  });

  it('read GBK layers', async () => {
    const text = section('ENTITIES', lines(0, 'POINT', 8, '给水管线', 10, 5, 20, 6)) + END;
    const file = await open(iconv.encode(text, 'gbk'));
    expect(file.tables[0]?.name).toBe('给水管线');
  });

  it('say when the unit is not metres, when the end is missing, and when a point has no place', async () => {
    const text =
      section('HEADER', lines(9, '$INSUNITS', 70, 4)) + section('ENTITIES', lines(0, 'POINT', 8, 'L', 10, 'x'));
    const file = await open(text);
    expect(file.issues.map(({ code }) => code)).toEqual(['units-differ', 'unfinished-line']);
    expect((await rowsOf(file, 'L'))[0]?.issues.map(({ code }) => code)).toEqual(['missing-coordinates']);
  });

  it('refuse binary drawings and text that is none', async () => {
    await expect(open('AutoCAD Binary DXF\r\n\x1a')).rejects.toMatchObject({ code: 'binary-file' });
    await expect(open('id,x,y\n1,2,3\n')).rejects.toMatchObject({ code: 'unknown-format' });
  });

  it('agree with an independent parser on lines and light polylines', async () => {
    const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Math.round(value * 1000) / 1000);
    const polyline = fc.array(fc.tuple(figure, figure), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(polyline, { minLength: 1, maxLength: 6 }), async (all) => {
        const body = all
          .map(
            (points) =>
              lines(0, 'LWPOLYLINE', 8, 'L', 90, points.length, 70, 0) +
              points.map(([x, y]) => lines(10, x, 20, y)).join(''),
          )
          .join('');
        const text = section('ENTITIES', body) + END;
        const theirs = new DxfParser()
          .parseSync(text)
          ?.entities.map((entity) =>
            'vertices' in entity ? (entity.vertices as { x: number; y: number }[]).flatMap(({ x, y }) => [x, y]) : [],
          );
        const ours = (await rowsOf(await open(text), 'L')).map(({ geometry }) =>
          geometry?.kind === 'line' ? [...(geometry.lines[0]?.xy ?? [])] : [],
        );
        expect(ours).toEqual(theirs);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('never throw anything but their own refusal, however a file is spoilt', async () => {
    const sound = new TextEncoder().encode(SMALL);
    const spoil = fc.array(fc.record({ at: fc.nat(sound.length - 1), byte: fc.nat(255) }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(spoil, async (changes) => {
        const bytes = sound.slice();
        for (const { at, byte } of changes) bytes[at] = byte;
        const failure = await open(bytes)
          .then(async (file) => {
            for (const { name } of file.tables) await rowsOf(file, name);
          })
          .catch((error: unknown) => error);
        if (failure instanceof Error) expect(failure).toBeInstanceOf(ImportError);
      }),
      { seed: 13, numRuns: 200 },
    );
  });
});
