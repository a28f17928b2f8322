/** One numbered step of the schema. Once released it is never edited: its checksum is recorded in every database. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** Run on both databases, one statement an entry. */
  readonly statements: readonly string[];
  /** Run after them on PostgreSQL with PostGIS alone. */
  readonly postgresStatements: readonly string[];
}
