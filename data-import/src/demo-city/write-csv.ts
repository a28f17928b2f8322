import { join } from 'node:path';
import { LINE_HEADINGS, POINT_HEADINGS } from '@undercroft/core/demo-city/survey/survey-headings';
import { type FileOutput, fileOutput } from './file-output.ts';
import { gbkBytes } from './gbk-text.ts';
import type { SurveyWriter } from './survey-writer.ts';

/** A table of points and one of lines as comma-separated text in GB18030, with the line ends of Windows. */
export function csvWriter(folder: string, pointsName: string, linesName: string): SurveyWriter {
  const points = fileOutput(join(folder, pointsName));
  const lines = fileOutput(join(folder, linesName));
  writeRow(points, POINT_HEADINGS);
  writeRow(lines, LINE_HEADINGS);
  return {
    add(rows) {
      for (const row of rows.points) {
        writeRow(
          points,
          POINT_HEADINGS.map((heading) => row[heading]),
        );
      }
      for (const row of rows.lines) {
        writeRow(
          lines,
          LINE_HEADINGS.map((heading) => row[heading]),
        );
      }
    },
    close() {
      points.close();
      lines.close();
    },
  };
}

function writeRow(file: FileOutput, cells: readonly string[]): void {
  file.write(gbkBytes(`${cells.map(quoted).join(',')}\r\n`));
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
