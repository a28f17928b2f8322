/** Where in a source an issue stands: a row (1-based line of a text file) and the field's own name. */
export interface IssuePlace {
  readonly row: number | null;
  readonly field: string | null;
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
}
