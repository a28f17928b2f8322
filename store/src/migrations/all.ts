import { ALARMS } from './alarms.ts';
import { BUILDING_SHAPES } from './building-shapes.ts';
import { CASE_RECORDS } from './case-records.ts';
import { CASES_AS_OF } from './cases-as-of.ts';
import { CITY_CASES } from './city-cases.ts';
import { CITY_DATA } from './city-data.ts';
import { DUCT_BANKS } from './duct-banks.ts';
import { EDITS } from './edits.ts';
import { FURNITURE } from './furniture.ts';
import { GROUND_AND_MAP } from './ground-and-map.ts';
import { IMAGERY } from './imagery.ts';
import { LIVE_LOG } from './live-log.ts';
import type { Migration } from './migration.ts';
import { NETWORK } from './network.ts';
import { NETWORK_FACTS } from './network-facts.ts';
import { NODE_FORMS } from './node-forms.ts';
import { NODES_BY_CELL } from './nodes-by-cell.ts';
import { TRUNKS } from './trunks.ts';

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [
  NETWORK,
  GROUND_AND_MAP,
  CITY_DATA,
  IMAGERY,
  CITY_CASES,
  NODES_BY_CELL,
  FURNITURE,
  NODE_FORMS,
  NETWORK_FACTS,
  LIVE_LOG,
  ALARMS,
  CASE_RECORDS,
  CASES_AS_OF,
  EDITS,
  BUILDING_SHAPES,
  DUCT_BANKS,
  TRUNKS,
];
