import type { ClearanceRow, RuleRow, ThingRow } from '../../protocol/rule-set.ts';
import { RULE_GRADES, type RuleGrade } from '../rule-use.ts';
import type { Thing } from '../thing.ts';
import { GAS_BANDS } from './asset-classes.ts';
import {
  BELOW_FIGURES,
  BELOW_THINGS,
  BESIDE_FIGURES,
  BESIDE_THINGS,
  HORIZONTAL_CLASSES,
  HORIZONTAL_FIGURES,
  VERTICAL_CLASSES,
  VERTICAL_FIGURES,
} from './clearance-figures.ts';

const SIDE = 'GB 50289-2016 4.1.9';
const CROSSING = 'GB 50289-2016 4.1.14';
const NOT_SIGNED = { verifiedBy: null, verifiedAt: null } as const;

const BARRIER = {
  en: 'May be reduced to 0.25 m where a barrier board separates the two.',
  zh: '用隔板分隔时可减至 0.25 m。',
};
const CITES_OTHERS = {
  en: 'For PE gas mains CJJ 63 asks for more than this table; its figures are not in this set.',
  zh: '聚乙烯燃气管道按 CJJ 63 执行，其值大于本表；本规则集未收录。',
};
const FAST_TRAINS = {
  en: 'Below lines for passenger trains of 200 km/h and more: 1.50 m.',
  zh: '时速 200 km 及以上客运专线为 1.50 m。',
};
const TO_FOUNDATION = { en: 'To the foundation of the building.', zh: '至建筑物基础。' };
const TO_WALL = {
  en: 'To the outer wall above ground; with protective measures never below 3.0 m.',
  zh: '至建筑物外墙面（出地面处）；采取有效防护措施时不应小于 3.0 m。',
};

/** What the tables say in their notes, by the id of the row. */
const NOTES: ReadonlyMap<string, NonNullable<RuleRow['note']>> = new Map([
  ...['gasLow', 'gasMediumB', 'gasMediumA'].map((gas) => [`horizontal.${gas}.building`, TO_FOUNDATION] as const),
  ...['gasSubHighB', 'gasSubHighA'].map((gas) => [`horizontal.${gas}.building`, TO_WALL] as const),
  ['horizontal.heatDirect.tree', { en: 'Steam: 2.0 m.', zh: '蒸汽管 2.0 m。' }],
  ['horizontal.heatDirect.towerAbove35kv', { en: 'Above 330 kV: 5.0 m.', zh: '大于 330 kV 为 5.0 m。' }],
]);

export const HORIZONTAL_ROWS: readonly ClearanceRow[] = [
  ...pairRows('horizontal', SIDE, HORIZONTAL_CLASSES, HORIZONTAL_FIGURES),
  gasPair('upToDn300', { upTo: 300 }, 0.4),
  gasPair('aboveDn300', { above: 300 }, 0.5),
  ...gasAndHeat(),
  ...powerAndTelecom(),
];

export const VERTICAL_ROWS: readonly ClearanceRow[] = pairRows(
  'vertical',
  CROSSING,
  VERTICAL_CLASSES,
  VERTICAL_FIGURES,
).map((row) => (row.a === 'powerDirect' || row.b === 'powerDirect' ? { ...row, note: BARRIER } : row));

export const BESIDE_ROWS: readonly ThingRow[] = [
  ...thingRows('horizontal', SIDE, BESIDE_THINGS, BESIDE_FIGURES, (thing) =>
    thing === 'rail' ? ['rail', 'railElectrified', 'railPlain'] : [thing],
  ).map(withNote),
  ...['powerDirect', 'powerDuct'].flatMap((of) => [railRow(of, 'railElectrified', 10), railRow(of, 'railPlain', 3)]),
];

export const BELOW_ROWS: readonly ThingRow[] = thingRows('vertical', CROSSING, BELOW_THINGS, BELOW_FIGURES, (thing) =>
  thing === 'rail' ? ['rail', 'railElectrified', 'railPlain'] : [thing],
).map((row) => (row.things.includes('rail') ? { ...row, note: FAST_TRAINS } : row));

interface Figure {
  readonly column: number;
  readonly leastM: number;
  readonly grade: RuleGrade;
}

function pairRows(
  direction: 'horizontal' | 'vertical',
  clause: string,
  classes: readonly string[],
  figures: string,
): ClearanceRow[] {
  return linesOf(figures).flatMap(({ of, cells }) =>
    cells.map(({ column, leastM, grade }) => {
      const other = nameAt(classes, column);
      return { id: `${direction}.${other}.${of}`, clause, grade, ...NOT_SIGNED, a: other, b: of, leastM };
    }),
  );
}

function thingRows(
  direction: 'horizontal' | 'vertical',
  clause: string,
  columns: readonly Thing[],
  figures: string,
  thingsOf: (thing: Thing) => readonly Thing[],
): ThingRow[] {
  return linesOf(figures).flatMap(({ of, cells }) =>
    cells.map(({ column, leastM, grade }) => {
      const thing = nameAt(columns, column);
      const id = `${direction}.${of}.${thing}`;
      return { id, clause, grade, ...NOT_SIGNED, of, things: [...thingsOf(thing)], leastM };
    }),
  );
}

function linesOf(figures: string): readonly { readonly of: string; readonly cells: readonly Figure[] }[] {
  return figures
    .trim()
    .split('\n')
    .map((line) => {
      const [of = '', ...texts] = line.trim().split(/\s+/);
      return { of, cells: texts.flatMap((text, column) => (text === '-' ? [] : [{ column, ...figureOf(text) }])) };
    });
}

function figureOf(text: string): { readonly leastM: number; readonly grade: RuleGrade } {
  const leastM = Number(text.slice(0, -1));
  const grade = RULE_GRADES.find((each) => each === text.slice(-1));
  if (grade === undefined || !Number.isFinite(leastM)) {
    throw new RangeError(`clearance figures: wanted metres and a grade such as 1.5b, got ${text}`);
  }
  return { leastM, grade };
}

function nameAt<Name extends string>(names: readonly Name[], column: number): Name {
  const name = names[column];
  if (name === undefined) throw new RangeError(`clearance figures: wanted ${names.length} columns, got one more`);
  return name;
}

function gasPair(ending: string, largerNominalMm: ClearanceRow['largerNominalMm'], leastM: number): ClearanceRow {
  const gas = 'gasToSubHigh';
  return {
    id: `horizontal.gas.gas.${ending}`,
    clause: SIDE,
    grade: 'b',
    ...NOT_SIGNED,
    a: gas,
    b: gas,
    largerNominalMm,
    leastM,
  };
}

/** Beside direct-buried heat; the figure stands for PE too as the least that is known, and is then no more than a hint. */
function gasAndHeat(): ClearanceRow[] {
  const leastM = { gasLow: 1, gasMediumB: 1, gasMediumA: 1, gasSubHighB: 1.5, gasSubHighA: 2 } as const;
  const common = { ...NOT_SIGNED, b: 'heatDirect' } as const;
  return (Object.keys(GAS_BANDS) as (keyof typeof GAS_BANDS)[]).flatMap((band) => [
    {
      id: `horizontal.${band}.heatDirect`,
      clause: SIDE,
      grade: 'b',
      ...common,
      a: `${band}NotPe`,
      leastM: leastM[band],
    },
    {
      id: `horizontal.${band}Pe.heatDirect`,
      clause: 'CJJ 63',
      grade: 'c',
      note: CITES_OTHERS,
      ...common,
      a: `${band}Pe`,
      leastM: leastM[band],
    },
  ]);
}

function powerAndTelecom(): ClearanceRow[] {
  const lying = { powerDirect: 'b', powerDuct: 'c' } as const;
  return (['telecomDirect', 'telecomDuct'] as const).flatMap((b) =>
    (['powerDirect', 'powerDuct'] as const).flatMap((power) => [
      cableRow(`${power}Below35kv`, b, 0.5, lying[power]),
      cableRow(`${power}From35kv`, b, 2, 'c'),
    ]),
  );
}

function cableRow(a: string, b: string, leastM: number, grade: RuleGrade): ClearanceRow {
  return { id: `horizontal.${a}.${b}`, clause: SIDE, grade, ...NOT_SIGNED, a, b, leastM };
}

/** A railway of unknown kind is taken as either. */
function railRow(of: string, kind: 'railElectrified' | 'railPlain', leastM: number): ThingRow {
  return {
    id: `horizontal.${of}.${kind}`,
    clause: SIDE,
    grade: 'c',
    ...NOT_SIGNED,
    of,
    things: ['rail', kind],
    leastM,
  };
}

function withNote(row: ThingRow): ThingRow {
  const note = NOTES.get(row.id);
  return note === undefined ? row : { ...row, note };
}
