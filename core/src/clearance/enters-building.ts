import type { NetworkNode } from '../model/network-node.ts';

/**
 * True for a node at which the line that ends there enters the building it stands at: every customer, and the stations of
 * heat and power, which stand in a house. A regulator of gas keeps its distance from one, and where a main goes on beyond
 * the survey there is no building.
 */
export function entersBuilding({ role, form, utility }: Pick<NetworkNode, 'role' | 'form' | 'utility'>): boolean {
  return (
    role === 'customer' || (role === 'source' && form === 'station' && (utility === 'heat' || utility === 'power'))
  );
}
