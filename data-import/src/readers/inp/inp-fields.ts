import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../../issues.ts';
import type { InpRow } from './inp-file.ts';
import { decimal } from './inp-number.ts';

/** Reads fields of one row; what is wrong with them is pushed to `issues`, with the row and the field's name. */
export interface FieldReader {
  /** A number the format requires; `null` with an error when it is missing or no number. */
  required(index: number, field: string): number | null;
  /** A number the format may leave out; `null` without a word when it is missing. */
  optional(index: number, field: string): number | null;
  /** A level in metres, or `null` with a warning when no ground on Earth has it. */
  plausibleLevel(levelM: number, field: string): number | null;
}

/** Lowest and highest level at which anything is dug, metres: the shore of the Dead Sea and the highest peaks. */
const LEVELS_M = [-500, 9000] as const;

export function fieldsOf(row: InpRow, what: string, issues: Issue[]): FieldReader {
  const parse = (field: string, text: string): number | null => {
    const value = decimal(text);
    if (value === null) {
      issues.push(issue('not-a-number', row.row, field, `${what}: ${field} wants a number; "${text}" came.`));
    }
    return value;
  };
  return {
    required(index, field) {
      const text = row.tokens[index];
      if (text !== undefined) return parse(field, text);
      issues.push(
        issue(
          'missing-value',
          row.row,
          field,
          `${what}: ${field} is missing; the line holds ${row.tokens.length} of its fields.`,
        ),
      );
      return null;
    },
    plausibleLevel(levelM, field) {
      if (levelM >= LEVELS_M[0] && levelM <= LEVELS_M[1]) return levelM;
      const message = `${what}: ${field} reads as a level of ${levelM} m, which no ground has; it is taken as unknown.`;
      issues.push(issue('implausible-level', row.row, field, message));
      return null;
    },
    optional(index, field) {
      const text = row.tokens[index];
      return text === undefined ? null : parse(field, text);
    },
  };
}
