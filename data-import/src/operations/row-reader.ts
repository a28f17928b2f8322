import type { Issue } from '@undercroft/core/model/issue';
import type { RawRecord } from '@undercroft/core/model/link';
import type { BilingualName } from '@undercroft/core/model/map-feature';
import type { Quantity } from '@undercroft/core/protocol/profile-fields';
import { type IssueCode, issue } from '../issues.ts';
import type { BoundTable, TableReadContext } from '../profiles/bound-table.ts';
import type { CodeListName } from '../profiles/codes/code-lists.ts';
import type { CodeReader } from '../profiles/codes/code-reader.ts';
import { type MeasureReader, measureReader } from '../profiles/values/measure-reader.ts';
import { readAngle } from '../profiles/values/read-angle.ts';
import { isUnknownText } from '../profiles/values/unknown-text.ts';
import { rawRecords } from '../survey/raw-record.ts';
import { cellOf, textOf } from '../survey/row-cells.ts';
import type { CellValue, RawRow } from '../tables/table-format.ts';

/** Reads the fields of one row after another. What is found wrong gathers in `issues`, with row, field and table. */
export interface RowReader {
  readonly bound: BoundTable;
  /** Turns to a row. */
  turnTo(row: RawRow): void;
  /** What was found in the row so far, that of the table format first. */
  readonly issues: readonly Issue[];
  /** What messages call the row: the feature's id, else its number. */
  readonly label: string;
  /** Names the feature that the issues from now on are about. */
  name(sourceId: string, at?: readonly [lon: number, lat: number]): void;
  say(code: IssueCode, field: string | null, message: string, at?: readonly [lon: number, lat: number]): void;
  /** The cell as it stands; `null` where the table has no such column. */
  cell(field: string): CellValue;
  /** `null` for an empty cell and for "not known". */
  text(field: string): string | null;
  /** An identifier: a text, or a whole number that a spreadsheet made of one. */
  id(field: string): string | null;
  /** In the quantity's own unit; `null` where unknown. What is no number is reported. */
  measure(field: string, quantity: Quantity): number | null;
  /** True where the profile takes zero in this field for "not known". */
  zeroIsUnknown(field: string): boolean;
  /** Degrees, as written. */
  angle(field: string): number | null;
  /** The canonical word; `null` where unknown or in no list. Words in no list are reported once a table, by `closing`. */
  word(field: string, list: CodeListName): string | null;
  /** From the columns `name` and `nameEn`. */
  names(): BilingualName;
  raw(): RawRecord;
}

const HAN = /\p{Script=Han}/u;

export function rowReader(bound: BoundTable, context: TableReadContext, codes: CodeReader): RowReader {
  const { profile, placement } = context;
  const record = rawRecords(bound.table.columns);
  const cells = new Map([...bound.columns.keys(), ...Object.keys(bound.constants)].map((f) => [f, cellOf(bound, f)]));
  const measures = new Map<string, MeasureReader>();
  let row: RawRow = { row: 0, values: [], geometry: null, issues: [] };
  let issues: Issue[] = [];
  let sourceId: string | undefined;
  let place: readonly [number, number] | undefined;

  const heading = (field: string | null) => (field === null ? null : (cells.get(field)?.heading ?? field));

  const reader: RowReader = {
    bound,
    get issues() {
      return issues;
    },
    get label() {
      return sourceId ?? String(row.row);
    },
    turnTo(next) {
      row = next;
      issues = [];
      for (const found of next.issues) issues.push({ ...found, where: { ...found.where, table: bound.table.name } });
      sourceId = undefined;
      place = undefined;
    },
    name(id, at) {
      sourceId = id;
      place = at;
    },
    say(code, field, message, at = place) {
      const made = issue(code, row.row, heading(field), message);
      issues.push({ ...made, where: { ...made.where, table: bound.table.name }, sourceId, at });
    },
    cell: (field) => cells.get(field)?.of(row.values) ?? null,
    text(field) {
      const text = textOf(reader.cell(field));
      return text === null || isUnknownText(text) ? null : text;
    },
    id(field) {
      const cell = reader.cell(field);
      if (typeof cell === 'number' && Number.isFinite(cell) && !Number.isSafeInteger(cell)) {
        if (Number.isInteger(cell)) {
          reader.say(
            'digits-lost',
            field,
            `${cell} was stored as a number and has lost its last digits: store codes as text.`,
          );
        }
        return String(cell);
      }
      return reader.text(field);
    },
    measure(field, quantity) {
      const cell = reader.cell(field);
      if (cell === null) return null;
      const known = measures.get(field) ?? measureReader({ field, quantity, unit: unitOf(field, quantity), profile });
      measures.set(field, known);
      const value = known(cell);
      if (typeof value !== 'string') return value;
      reader.say('unreadable-value', field, `"${reader.label}": a number was wanted. ${value} It stays unknown.`);
      return null;
    },
    zeroIsUnknown: (field) => profile.zeroIsUnknown.includes(field),
    angle(field) {
      const value = readAngle(reader.cell(field));
      if (typeof value !== 'string') return value;
      reader.say('unreadable-value', field, `"${reader.label}": an angle was wanted. ${value} It stays unknown.`);
      return null;
    },
    word: (field, list) => codes.read(list, reader.cell(field)),
    names() {
      const name = reader.text('name');
      const english = reader.text('nameEn');
      const isChinese = name !== null && HAN.test(name);
      return { zh: isChinese ? name : null, en: english ?? (isChinese ? null : name) };
    },
    raw: () => record(row.values),
  };

  /** Levels of a source in feet are in feet where their column says nothing else. */
  function unitOf(field: string, quantity: Quantity) {
    const unit = bound.columns.get(field)?.unit ?? null;
    if (unit !== null || quantity !== 'level' || placement.metresPerLevelUnit === 1) return unit;
    return placement.metresPerLevelUnit === 0.3048 ? 'ft' : 'us-ft';
  }

  return reader;
}

/** What a table's code lists did not know, once a word: the first words by their number. */
export function unknownWordIssues(codes: CodeReader, table: string): readonly Issue[] {
  return codes.unknownWords().map(({ list, word, count }) => {
    const rows = count === 1 ? '1 row' : `${count} rows`;
    const message = `"${word}" (${rows}) is in no code list for ${list}: it stays unknown. Add it to the profile's codes.`;
    const made = issue('unknown-code', null, null, message);
    return { ...made, where: { ...made.where, table } };
  });
}
