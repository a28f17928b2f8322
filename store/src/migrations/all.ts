import { GROUND_AND_MAP } from './ground-and-map.ts';
import type { Migration } from './migration.ts';
import { NETWORK } from './network.ts';

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [NETWORK, GROUND_AND_MAP];
