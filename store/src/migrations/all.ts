import type { Migration } from './migration.ts';
import { NETWORK } from './network.ts';

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [NETWORK];
