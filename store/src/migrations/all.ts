import { CITY_DATA } from './city-data.ts';
import { GROUND_AND_MAP } from './ground-and-map.ts';
import { IMAGERY } from './imagery.ts';
import type { Migration } from './migration.ts';
import { NETWORK } from './network.ts';

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [NETWORK, GROUND_AND_MAP, CITY_DATA, IMAGERY];
