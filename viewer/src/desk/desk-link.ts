import type { DeskSelection, DeskTab } from './desk-store.ts';

/** What an address tells of the desk. */
export interface DeskView {
  /** `null` while it is closed. */
  readonly tab: DeskTab | null;
  readonly selected: DeskSelection | null;
}

const TABS: readonly DeskTab[] = ['alarms', 'cases', 'figures'];
const KINDS: readonly DeskSelection['kind'][] = ['alarm', 'case', 'unit'];

/** Writes the desk as query parameters; the others of `base` are kept. */
export function encodeDesk({ tab, selected }: DeskView, base: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(base);
  if (tab === null) query.delete('live');
  else query.set('live', tab);
  if (tab === null || selected === null) query.delete('watch');
  else query.set('watch', `${selected.kind}:${selected.id}`);
  return query;
}

/** Reads what `encodeDesk` wrote. What cannot be understood is left as it comes. */
export function decodeDesk(query: URLSearchParams): DeskView {
  const tab = TABS.find((each) => each === query.get('live')) ?? null;
  const [, word, id] = /^([a-z]+):(.{1,200})$/.exec(query.get('watch') ?? '') ?? [];
  const kind = KINDS.find((each) => each === word);
  return { tab, selected: tab === null || kind === undefined || id === undefined ? null : { kind, id } };
}
