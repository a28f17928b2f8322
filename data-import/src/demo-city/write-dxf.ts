import { join } from 'node:path';
import type { LineRow, PointRow } from '@undercroft/core/demo-city/survey/survey-headings';
import { fileOutput } from './file-output.ts';
import { gbkBytes } from './gbk-text.ts';
import { lineEnds } from './line-ends.ts';
import { LINE_FIELDS, POINT_FIELDS } from './survey-fields.ts';
import type { SurveyWriter } from './survey-writer.ts';

type Group = readonly [code: number, value: string | number];

/** Height of a written attribute, metres; they are hidden in the drawing and shown when an object is chosen. */
const TEXT_HEIGHT = 0.5;
const HIDDEN = 1;
/** Metres, in `$INSUNITS`. */
const METRES = 6;

/**
 * A drawing after the R12 format in GBK, east by north in metres: a block for each point, and for each line one that draws
 * a stretch of one metre, turned and drawn out to the line's length. What a survey table has in columns stands in the
 * blocks' attributes.
 */
export function dxfWriter(folder: string, name: string, pointLayer: string, lineLayer: string): SurveyWriter {
  const file = fileOutput(join(folder, name));
  const write = (...groups: readonly Group[]) =>
    file.write(gbkBytes(groups.map(([code, value]) => `${code}\r\n${value}\r\n`).join('')));
  write([0, 'SECTION'], [2, 'HEADER']);
  write([9, '$ACADVER'], [1, 'AC1009'], [9, '$DWGCODEPAGE'], [3, 'ANSI_936'], [9, '$INSUNITS'], [70, METRES]);
  write([0, 'ENDSEC'], [0, 'SECTION'], [2, 'BLOCKS']);
  block(pointLayer, [0, 'CIRCLE'], [8, '0'], [10, 0], [20, 0], [30, 0], [40, TEXT_HEIGHT]);
  block(lineLayer, [0, 'LINE'], [8, '0'], [10, 0], [20, 0], [30, 0], [11, 1], [21, 0], [31, 0]);
  write([0, 'ENDSEC'], [0, 'SECTION'], [2, 'ENTITIES']);

  function block(layer: string, ...drawn: readonly Group[]): void {
    write([0, 'BLOCK'], [8, layer], [2, layer], [70, 2], [10, 0], [20, 0], [30, 0], [3, layer]);
    write(...drawn);
    write([0, 'ENDBLK'], [8, layer]);
  }

  function insert(layer: string, at: readonly Group[], attributes: readonly (readonly [tag: string, text: string])[]) {
    write([0, 'INSERT'], [8, layer], [66, 1], [2, layer], ...at);
    const place = at.filter(([code]) => code === 10 || code === 20);
    for (const [tag, text] of attributes) {
      if (text !== '') write([0, 'ATTRIB'], [8, layer], ...place, [40, TEXT_HEIGHT], [1, text], [2, tag], [70, HIDDEN]);
    }
    write([0, 'SEQEND'], [8, layer]);
  }

  return {
    add({ points, lines }) {
      const endsOf = lineEnds(points);
      for (const row of points)
        insert(
          pointLayer,
          [
            [10, row.Y],
            [20, row.X],
            [30, row.地面高程],
          ],
          pointAttributes(row),
        );
      for (const row of lines) {
        const ends = endsOf(row);
        if (ends === null) continue;
        const [[east, north], [toEast, toNorth]] = ends;
        const turnDeg = (Math.atan2(toNorth - north, toEast - east) * 180) / Math.PI;
        const lengthM = Math.hypot(toEast - east, toNorth - north);
        const at: readonly Group[] = [
          [10, east.toFixed(3)],
          [20, north.toFixed(3)],
          [30, 0],
          [41, lengthM.toFixed(4)],
          [50, turnDeg.toFixed(6)],
        ];
        insert(lineLayer, at, lineAttributes(row));
      }
    },
    close() {
      write([0, 'ENDSEC'], [0, 'EOF']);
      file.close();
    },
  };
}

function pointAttributes(row: PointRow): readonly (readonly [string, string])[] {
  return POINT_FIELDS.map(({ heading }) => [heading, row[heading]]);
}

function lineAttributes(row: LineRow): readonly (readonly [string, string])[] {
  return LINE_FIELDS.map(({ heading }) => [heading, row[heading]]);
}
