import type { NodeRole, ValveState } from '@undercroft/core/model/network-node';
import type { EpanetFile, EpanetLink, EpanetNode } from './epanet-model.ts';

/** What rows of [DEMANDS] and [STATUS] say of nodes and links, by id. */
export interface EpanetRoles {
  /** A reservoir, a tank and a junction that water enters at feed the network; one that water is drawn from is a customer. */
  roleOf(node: EpanetNode): NodeRole | null;
  /**
   * State of a valve or a pump where the file states it, and of a pipe that it holds closed. A pipe that is open has none:
   * nobody can shut it.
   */
  stateOf(link: EpanetLink): ValveState | null;
}

export function epanetRoles({ sections }: EpanetFile): EpanetRoles {
  const demands = new Map<string, number>();
  for (const { tokens } of sections.DEMANDS) {
    const [id = '', demand] = tokens;
    const value = Number(demand);
    if (demand !== undefined && Number.isFinite(value)) demands.set(id, (demands.get(id) ?? 0) + value);
  }
  // A later row counts.
  const stated = new Map(sections.STATUS.map(({ tokens }) => [tokens[0] ?? '', tokens[1] ?? '']));
  return {
    roleOf({ section, id, row }) {
      if (section !== 'JUNCTIONS') return 'source';
      // Rows of [DEMANDS] stand in place of the junction's own.
      const demand = demands.get(id) ?? Number(row.tokens[2] ?? 0);
      if (demand > 0) return 'customer';
      return demand < 0 ? 'source' : null;
    },
    stateOf(link) {
      const state = stateOfWord(stated.get(link.id) ?? ownStatus(link), link);
      return link.kind === 'conduit' && state === 'open' ? null : state;
    },
  };
}

/** A pipe's row may leave its minor loss out before its status. */
function ownStatus({ kind, row }: EpanetLink): string {
  return kind === 'conduit' ? (row.tokens.slice(6).at(-1) ?? '') : '';
}

/** A number is the speed of a pump, and the setting of a valve that is at work. */
function stateOfWord(word: string, { kind }: EpanetLink): ValveState | null {
  const name = word.toUpperCase();
  if (name === 'OPEN') return 'open';
  if (name === 'CLOSED') return 'closed';
  if (kind !== 'pump' || word === '' || !Number.isFinite(Number(word))) return null;
  return Number(word) === 0 ? 'closed' : 'open';
}
