import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../issues.ts';
import type { ReadItem } from './reader.ts';

/** Longest id of a feature, characters: an index of a database holds no more than some 2,700 bytes of one. */
const LONGEST_ID = 500;
/** Longest sentence of an issue, characters: it may quote a cell of megabytes. */
const LONGEST_MESSAGE = 2000;
const SHOWN = 40;

/**
 * Items as they may be kept: a feature whose id no database would take is left out with an error, and sentences that quote
 * more than anybody reads are cut.
 */
export function boundedItems(items: readonly ReadItem[]): readonly ReadItem[] {
  return items.every(isBounded) ? items : items.map((item) => (isBounded(item) ? item : bounded(item)));
}

function isBounded({ value, issues }: ReadItem): boolean {
  if (value !== null && value.value.sourceId.length > LONGEST_ID) return false;
  for (const { message, sourceId } of issues) {
    if (message.length > LONGEST_MESSAGE || (sourceId !== undefined && sourceId.length > LONGEST_ID)) return false;
  }
  return true;
}

function bounded(item: ReadItem): ReadItem {
  const issues = item.issues.map(cut);
  const { value } = item;
  const id = value?.value.sourceId ?? '';
  if (id.length <= LONGEST_ID) return { ...item, issues };
  const row = issues.find(({ where }) => where.row !== null)?.where.row ?? null;
  const message = `An id of ${LONGEST_ID} characters at most was wanted; one of ${id.length} came: "${id.slice(0, SHOWN)}…".`;
  return { ...item, value: null, issues: [...issues, issue('bad-record', row, null, message)] };
}

function cut(found: Issue): Issue {
  const { message, sourceId } = found;
  const isLong = message.length > LONGEST_MESSAGE;
  return {
    ...found,
    message: isLong ? `${message.slice(0, LONGEST_MESSAGE)}…` : message,
    sourceId: sourceId?.slice(0, LONGEST_ID),
  };
}
