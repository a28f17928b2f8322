/** More columns than any survey table has; beyond it a file is mistaken or hostile. */
export const MAX_COLUMNS = 2_000;

/** Rows from the top of a table that its headings and the types of its columns are told from. */
export const HEAD_ROWS = 300;
