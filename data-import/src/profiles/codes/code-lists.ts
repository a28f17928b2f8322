import { UTILITIES } from '@undercroft/core/model/utility';
import { APPURTENANCE_WORDS } from './appurtenance-words.ts';
import { CASE_CHANNEL_WORDS, CASE_KIND_WORDS, CASE_RESULT_WORDS } from './case-words.ts';
import {
  BUILDING_USE_WORDS,
  CITY_POINT_KIND_WORDS,
  GRID_LEVEL_WORDS,
  PLACE_KIND_WORDS,
  ROOF_WORDS,
} from './city-words.ts';
import { EMBEDDING_WORDS } from './embeddings.ts';
import { FEATURE_WORDS } from './feature-words.ts';
import { LAND_USE_WORDS, ROAD_CLASS_WORDS, WATER_KIND_WORDS } from './map-words.ts';
import { MATERIAL_WORDS } from './material-words.ts';
import { SUBCLASSES } from './subclasses.ts';
import {
  DEPTH_REFERENCE_WORDS,
  FLOW_WORDS,
  JOINT_WORDS,
  QUALITY_WORDS,
  REGIME_WORDS,
  SHAPE_WORDS,
  STATUS_WORDS,
  VALVE_STATE_WORDS,
} from './survey-words.ts';
import { LINE_ENDINGS, UTILITY_WORDS } from './utility-words.ts';

type WordTable = Readonly<Partial<Record<string, readonly string[]>>>;

/** One list of codes: its words by what they stand for. */
export interface CodeList {
  readonly words: WordTable;
  /** Canonical words a profile may name; `null` where any is allowed. */
  readonly canonical: ReadonlySet<string> | null;
  /** Ending that says no more than the list itself: `铸铁管` is `铸铁` in a list of materials. */
  readonly ending: RegExp;
}

const NO_ENDING = /(?!)/u;

function closed(words: WordTable, ending: RegExp = NO_ENDING): CodeList {
  return { words, canonical: new Set(Object.keys(words)), ending };
}

/** The lists of codes by what they name: keys of `Profile.codes`. `utility` reads classes and subclasses alike. */
export const CODE_LISTS = {
  utility: {
    words: UTILITY_WORDS,
    canonical: new Set<string>([...UTILITIES, ...Object.keys(SUBCLASSES)]),
    ending: LINE_ENDINGS,
  },
  regime: closed(REGIME_WORDS),
  embedding: closed(EMBEDDING_WORDS, /(埋设|敷设|敷|方式)$/u),
  material: { words: MATERIAL_WORDS, canonical: null, ending: /(管材|管道|管|质|材)$/u },
  joint: { words: JOINT_WORDS, canonical: null, ending: /(连接|接口|接头)$/u },
  shape: closed(SHAPE_WORDS, /(断面|截面)$/u),
  feature: closed(wordsOf(FEATURE_WORDS), /点$/u),
  appurtenance: closed(wordsOf(APPURTENANCE_WORDS)),
  status: closed(STATUS_WORDS, /(状态|管线|管道)$/u),
  valveState: closed(VALVE_STATE_WORDS, /(状态|着)$/u),
  flowDirection: closed(FLOW_WORDS),
  qualityLevel: closed(QUALITY_WORDS),
  depthReference: closed(DEPTH_REFERENCE_WORDS),
  cityPointKind: closed(CITY_POINT_KIND_WORDS),
  gridLevel: closed(GRID_LEVEL_WORDS),
  caseKind: closed(CASE_KIND_WORDS, /(案件|问题|类)$/u),
  caseChannel: closed(CASE_CHANNEL_WORDS),
  caseResult: closed(CASE_RESULT_WORDS),
  buildingUse: closed(BUILDING_USE_WORDS, /(用房|用地|建筑)$/u),
  roof: closed(ROOF_WORDS),
  roadClass: closed(ROAD_CLASS_WORDS),
  landUse: closed(LAND_USE_WORDS),
  waterKind: closed(WATER_KIND_WORDS),
  placeKind: closed(PLACE_KIND_WORDS),
} as const satisfies Record<string, CodeList>;

export type CodeListName = keyof typeof CODE_LISTS;

function wordsOf(table: Readonly<Record<string, { readonly words: readonly string[] }>>): WordTable {
  return Object.fromEntries(Object.entries(table).map(([canonical, { words }]) => [canonical, words]));
}
