/** The bodies in which the outer walls of the network lie, as it stands in addresses: `/tiles/:scene/network-uncertainty/`. */
export const UNCERTAINTY_TILESET = 'network-uncertainty';
