/** Where in a source an issue stands: a row (1-based line of a text file) and the field's own name. */
export interface IssuePlace {
  readonly row: number | null;
  readonly field: string | null;
  /** File, sheet or table, where an import is made of several; absent where there is one. */
  readonly table?: string | undefined;
}

export type IssueSeverity = 'error' | 'warning' | 'info';

/**
 * Something a reader or a check found. A bad row is data about the source, not an exception: an `error` keeps the
 * import from being published, a `warning` is reported beside it.
 */
export interface Issue {
  readonly severity: IssueSeverity;
  /** Stable, kebab-case, to branch on: `unknown-node`, `not-a-number`, `adverse-slope`. */
  readonly code: string;
  readonly where: IssuePlace;
  /** One sentence: the thing, what was wanted, what came. */
  readonly message: string;
  /** Rule of the survey check it comes from: `P1`, `L3`. */
  readonly rule?: string | undefined;
  /** Source id of the feature it is about. */
  readonly sourceId?: string | undefined;
  /** Longitude and latitude of the place it is about, degrees: where the map shows it. */
  readonly at?: readonly [lon: number, lat: number] | undefined;
}
