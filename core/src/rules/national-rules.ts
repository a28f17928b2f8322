import type { AccuracyRow, CoverRow, RuleSet, WallRow, ZoneRow } from '../protocol/rule-set.ts';
import { NATIONAL_CLASSES } from './national/asset-classes.ts';
import { BELOW_ROWS, BESIDE_ROWS, HORIZONTAL_ROWS, VERTICAL_ROWS } from './national/clearance-rows.ts';
import type { RuleGrade } from './rule-use.ts';

const NOT_SIGNED = { verifiedBy: null, verifiedAt: null } as const;

const ZONES: readonly ZoneRow[] = [
  zone('zone.gas.lowMedium', 'gasLowMedium', 0.5, 5),
  zone('zone.gas.subHigh', 'gasSubHigh', 1.5, 15),
  zone('zone.gas.high', 'gasHigh', 5, 50),
  {
    id: 'zone.power.buried',
    clause: '电力设施保护条例 第十条',
    grade: 'c',
    ...NOT_SIGNED,
    of: 'powerBuried',
    protectionM: 0.75,
    controlM: null,
  },
];

function zone(id: string, of: string, protectionM: number, controlM: number): ZoneRow {
  return { id, clause: 'GB 55009-2021', grade: 'b', ...NOT_SIGNED, of, protectionM, controlM };
}

const COVER: readonly CoverRow[] = [
  cover('water', 'b', 0.6, 0.7, 'always'),
  // Plastic under wheels: the table's own figure does not look at the material.
  cover('waterPe', 'b', 0.6, 1, 'always'),
  { ...cover('drain', 'a', 0.6, 0.7, 'always'), clause: 'GB 50289-2016 4.1.1, GB 50014-2021 5.3.7' },
  cover('reclaimed', 'c', 0.6, 0.7, 'always'),
  cover('powerDirect', 'b', 0.7, 1, 'always'),
  cover('powerDuct', 'c', 0.5, 0.5, 'never'),
  cover('telecomDirect', 'b', 0.6, 0.9, 'never'),
  cover('telecomOtherDuct', 'b', 0.6, 0.9, 'never'),
  cover('telecomSteelDuct', 'c', 0.5, 0.6, 'never'),
  cover('heatDirect', 'c', 0.7, 1, 'never'),
  {
    ...cover('gas', 'b', 0.6, 0.9, 'wetGas'),
    clause: 'GB 50289-2016 4.1.1, GB 50028 6.3.4',
    note: {
      en: 'In a yard without motor vehicles 0.3 m, in a paddy 0.8 m.',
      zh: '机动车不能到达的庭院 0.3 m，水田 0.8 m。',
    },
  },
  {
    ...cover('trench', 'c', null, 0.5, 'never'),
    note: {
      en: 'Under a sidewalk by local practice; 0.20 m where paving lies over the slab.',
      zh: '人行道下按当地做法；盖板上有铺装时 0.20 m。',
    },
  },
];

function cover(
  of: string,
  grade: RuleGrade,
  sidewalkM: number | null,
  carriagewayM: number,
  frost: CoverRow['frost'],
): CoverRow {
  return { id: `cover.${of}`, clause: 'GB 50289-2016 4.1.1', grade, ...NOT_SIGNED, of, sidewalkM, carriagewayM, frost };
}

const PAS_128 = { clause: 'PAS 128, ASCE 38-22', grade: 'c', ...NOT_SIGNED } as const;

const ACCURACY: readonly AccuracyRow[] = [
  {
    id: 'accuracy.standard',
    clause: 'CJJ 61-2017',
    grade: 'b',
    ...NOT_SIGNED,
    qualityLevel: null,
    plan: { leastM: 0, perDepth: 0.05, leastDepthM: 1 },
    level: { leastM: 0, perDepth: 0.075, leastDepthM: 1 },
    note: {
      en: 'A hidden point, mean square: 0.050 h in plan, 0.075 h in depth, h from 1.0 m.',
      zh: '隐蔽管线点中误差：平面 0.050h，埋深 0.075h，h 不足 1.0 m 按 1.0 m 计。',
    },
  },
  {
    ...PAS_128,
    id: 'accuracy.A',
    qualityLevel: 'A',
    plan: { leastM: 0.05, perDepth: 0, leastDepthM: 0 },
    level: { leastM: 0.025, perDepth: 0, leastDepthM: 0 },
  },
  {
    ...PAS_128,
    id: 'accuracy.B',
    qualityLevel: 'B',
    plan: { leastM: 0.25, perDepth: 0.4, leastDepthM: 0 },
    level: { leastM: 0, perDepth: 0.4, leastDepthM: 0 },
    note: {
      en: 'As B2, one method of detection: of a bare B it is not known by how many methods it was found.',
      zh: '按 B2（一种探测方法）取值：未注明探测方法数量。',
    },
  },
  { ...PAS_128, id: 'accuracy.C', qualityLevel: 'C', plan: null, level: null },
  { ...PAS_128, id: 'accuracy.D', qualityLevel: 'D', plan: null, level: null },
];

/*
 * Thickest walls in common use, rounded up: concrete pipes of class III (a tenth of the bore and more), PE and PVC of the
 * thick series (SDR 11: a ninth of the bore), iron and steel with their lining, walls of masonry one and a half bricks.
 * Nobody's table: a wall that is allowed for too thick costs a second look, one too thin a pipe.
 */
const WALLS: readonly WallRow[] = [
  wall(
    'metal',
    15,
    0.03,
    'castIron ductileIron steel galvanisedSteel stainlessSteel wroughtIron iron copper aluminium',
  ),
  wall('plastic', 5, 0.12, 'polyethylene hdpe pvc polypropylene plastic glassReinforced steelPlasticComposite lead'),
  wall('concrete', 50, 0.15, 'concrete reinforcedConcrete prestressedConcrete asbestosCement vitrifiedClay'),
  wall('masonry', 370, 0, 'masonry brick stone'),
];

function wall(name: string, leastMm: number, share: number, materials: string): WallRow {
  return {
    id: `wall.${name}`,
    clause: '-',
    grade: 'c',
    ...NOT_SIGNED,
    materials: materials.split(' '),
    leastMm,
    share,
  };
}

/**
 * The national tables of China, which hold where a city says nothing of its own: protection and control zones of GB
 * 55009-2021, clearances and cover of GB 50289-2016. The frost depth, the gas and the soil are the city's to state.
 */
export const NATIONAL_RULES: RuleSet = {
  id: 'cn-national',
  version: '2026.1',
  title: { en: 'National tables of China', zh: '国家标准' },
  classes: { ...NATIONAL_CLASSES },
  zones: [...ZONES],
  horizontal: [...HORIZONTAL_ROWS],
  vertical: [...VERTICAL_ROWS],
  horizontalToThing: [...BESIDE_ROWS],
  verticalToThing: [...BELOW_ROWS],
  cover: [...COVER],
  accuracy: [...ACCURACY],
  walls: [...WALLS],
  region: {
    id: 'region.frost',
    clause: 'GB 50289-2016 4.1.1',
    grade: 'b',
    ...NOT_SIGNED,
    title: null,
    frostDepthM: null,
    gas: null,
  },
  foundation: {
    id: 'foundation.friction',
    clause: 'GB 50289-2016 4.1.11',
    grade: 'c',
    ...NOT_SIGNED,
    frictionDeg: null,
  },
};
