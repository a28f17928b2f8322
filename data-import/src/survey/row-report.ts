import type { IssueCode } from '../issues.ts';
import type { SurveyReporter } from './survey-rules.ts';

/** Reports about the row that is being read. */
export interface RowReport {
  /** Turns to the next row. `what` begins each message: `Line "A-B"`. */
  turnTo(row: number, sourceId: string): void;
  /** Where the row's feature lies, once that is known. */
  place(lon: number, lat: number): void;
  /** `message` follows the name of the thing. */
  say(code: IssueCode, heading: string | null, message: string): void;
}

export function rowReport(thing: 'Point' | 'Line', table: string, reporter: SurveyReporter): RowReport {
  let row = 0;
  let sourceId = '';
  let lon = Number.NaN;
  let lat = Number.NaN;
  return {
    turnTo(nextRow, nextId) {
      row = nextRow;
      sourceId = nextId;
      lon = Number.NaN;
      lat = Number.NaN;
    },
    place(nextLon, nextLat) {
      lon = nextLon;
      lat = nextLat;
    },
    say(code, heading, message) {
      const at = Number.isNaN(lon) ? undefined : ([lon, lat] as const);
      reporter.report(code, { table, row, field: heading, sourceId, at }, `${thing} "${sourceId}": ${message}`);
    },
  };
}
