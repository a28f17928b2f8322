import type { LaidConduit, LaidNode } from '../../network/laid.ts';
import { distance } from '../../place/plan-geometry.ts';
import type { Mistake, SurveyDraft } from '../survey-draft.ts';
import { surveyFileOf } from '../survey-files.ts';
import type { LineHeading, LineRow, PointRow } from '../survey-headings.ts';
import { isNoMeetingOfTwo } from './attribute-mistakes.ts';
import type { Planter } from './planter.ts';

/** Longest line that is asked no question (L5), metres, and the shortest. */
const MAX_LENGTH_M = 75;
const SHORT_M = 0.045;
/** Points this far off the straight line between their neighbours may be passed over, metres. */
const STRAIGHT_M = 0.2;
/** A step of level that is seen (over 0.01 m) and touches nothing (the least clearance is 0.15 m). */
const LEVEL_STEP_M = 0.08;

/** L1: a line to a point that nobody surveyed. */
export const missingPoint: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ conduit }) => surveyFileOf(conduit.utility) === 'tables');
  if (place === null) return false;
  const { conduit, row } = place;
  const is = draft.newIdNear(conduit.to);
  draft.addLine({ ...row, 终点点号: is, 终点埋深: '', 终点高程: '', 管段长度: '' });
  draft.plant([conduit.from, conduit.to], {
    ...ofLine(conduit, `${row.起点点号}-${is}`),
    rule: 'L1',
    code: 'missing-point',
    field: '终点点号',
    is,
  });
  return true;
};

/** L2: a line that ends where it begins. */
export const lineToItself: Planter = (draft, random) => {
  const place = draft.findLine(
    random,
    ({ conduit }) =>
      conduit.from.kind === 'manhole' && conduit.reference === 'outerTop' && conduit.make.shape !== 'rectangular',
  );
  if (place === null) return false;
  const { conduit, row } = place;
  draft.addLine({
    ...row,
    终点点号: row.起点点号,
    起点埋深: '',
    终点埋深: '',
    起点高程: '',
    终点高程: '',
    管段长度: '',
  });
  draft.plant([conduit.from, conduit.to], {
    ...ofLine(conduit, `${row.起点点号}-${row.起点点号}`),
    rule: 'L2',
    code: 'line-to-itself',
    field: '终点点号',
    is: row.起点点号,
  });
  return true;
};

/** L2: a line between two chambers that was entered twice. */
export const duplicateLine: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ conduit: { from, to } }) => from.kind === 'manhole' && to.kind === 'manhole');
  if (place === null) return false;
  const { conduit, row } = place;
  draft.addLine(row);
  draft.plant([conduit.from, conduit.to], {
    ...ofLine(conduit, draft.lineIdOf(conduit)),
    rule: 'L2',
    code: 'duplicate-line',
  });
  return true;
};

/** L3: a depth that does not go with its level. */
export const depthAgainstLevel: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ row }) => isBetween(Number(row.起点埋深), 0.5, 4));
  if (place === null) return false;
  const is = (Number(place.row.起点埋深) + 0.3).toFixed(2);
  return plantCell(draft, place, '起点埋深', is, { rule: 'L3', code: 'level-depth-mismatch' });
};

/** L7 and L3: a decimal point that slipped. */
export const depthTooGreat: Planter = (draft, random) => {
  const place = draft.findLine(
    random,
    ({ conduit, row }) => conduit.reference === 'outerTop' && isBetween(Number(row.起点埋深), 0.9, 5),
  );
  if (place === null) return false;
  const is = (Number(place.row.起点埋深) * 10).toFixed(2);
  return plantCell(draft, place, '起点埋深', is, L3_TOO, { rule: 'L7', code: 'depth-too-great' });
};

/** L7 and L3: a depth above the ground. */
export const depthAboveGround: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ row }) => Number(row.终点埋深) > 0.5);
  if (place === null) return false;
  const is = `-${place.row.终点埋深}`;
  return plantCell(draft, place, '终点埋深', is, L3_TOO, { rule: 'L7', code: 'depth-above-ground' });
};

/** L7 and L3: a depth of nought where the level says otherwise. */
export const depthOfNought: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ row }) => Number(row.终点埋深) > 0.5);
  if (place === null) return false;
  return plantCell(draft, place, '终点埋深', '0.00', L3_TOO, { rule: 'L7', code: 'zero-depth' });
};

const L3_TOO = { rule: 'L3', code: 'level-depth-mismatch' } as const;

/** L4: lines at a bend or a tee that do not meet in level. */
export const levelDiffers: Planter = (draft, random) => {
  const place = draft.findLine(
    random,
    ({ conduit }) =>
      conduit.reference === 'outerTop' &&
      isPlainFitting(conduit.from) &&
      draft.degree(conduit.from) >= 2 &&
      distance(conduit.from.at, conduit.to.at) > 4 &&
      draft.isUncrossed(conduit),
  );
  if (place === null) return false;
  const { conduit, row } = place;
  const levelM = Number(row.起点高程) - LEVEL_STEP_M;
  const depthM = Number(draft.pointRow(conduit.from)?.地面高程) - levelM;
  draft.editLine(place, { 起点高程: levelM.toFixed(3), 起点埋深: depthM.toFixed(2) });
  draft.plant([conduit.from, conduit.to], {
    ...ofPoint(conduit.from, draft),
    rule: 'L4',
    code: 'level-differs-at-node',
    wanted: row.起点高程,
    is: levelM.toFixed(3),
  });
  return true;
};

/** L4: a size that changes where there is no reducer. */
export const sizeDiffers: Planter = (draft, random) => {
  const place = draft.findLine(
    random,
    ({ conduit, row }) =>
      conduit.make.shape === 'circular' && conduit.make.widthMm > 60 && row.外径 !== '' && meetsAlike(conduit, draft),
  );
  if (place === null) return false;
  const { conduit, row } = place;
  const is = 'DN50';
  draft.editLine(place, { 管径: is, 外径: '', 壁厚: '' });
  draft.plant([conduit.from, conduit.to], {
    ...ofPoint(pairPoint(conduit, draft), draft),
    rule: 'L4',
    code: 'size-differs-at-node',
    wanted: row.管径,
    is,
  });
  return true;
};

/** L4: a material that changes where nothing says so. */
export const materialDiffers: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ conduit, row }) => {
    return (
      (conduit.utility === 'water' || conduit.utility === 'reclaimed') &&
      row.材质 !== '钢' &&
      meetsAlike(conduit, draft)
    );
  });
  if (place === null) return false;
  const { conduit, row } = place;
  draft.editLine(place, { 材质: '钢' });
  draft.plant([conduit.from, conduit.to], {
    ...ofPoint(pairPoint(conduit, draft), draft),
    rule: 'L4',
    code: 'material-differs-at-node',
    wanted: row.材质,
    is: '钢',
  });
  return true;
};

/** L5: a point of a straight line that was left out, so that one line stands for two. */
export const lineTooLong: Planter = (draft, random) => {
  let second: LaidConduit | null = null;
  const place = draft.findLine(random, ({ conduit }) => {
    const { from, to } = conduit;
    const next = draft.conduitsAt(to).find((other) => other !== conduit);
    if (draft.degree(to) !== 2 || next === undefined || next.from !== to) return false;
    if (to.kind !== 'manhole' && to.feature !== '直线点') return false;
    if (next.make !== conduit.make || next.embedding !== conduit.embedding) return false;
    if (next.use !== conduit.use || next.reference !== conduit.reference || next.abandoned) return false;
    const lengthM = distance(from.at, next.to.at);
    const isStraight = distance(from.at, to.at) + distance(to.at, next.to.at) - lengthM < STRAIGHT_M ** 2 / lengthM;
    second = next;
    return lengthM > MAX_LENGTH_M + 1 && isStraight && draft.isUncrossed(conduit) && draft.isUncrossed(next);
  });
  const last = second === null ? null : draft.placeOf(second);
  if (place === null || last === null) return false;
  const { conduit, row } = place;
  draft.removeLine(last);
  draft.removePoint(conduit.to);
  const lengthM = distance(conduit.from.at, last.conduit.to.at);
  const joined = { 终点点号: last.row.终点点号, 终点埋深: last.row.终点埋深, 终点高程: last.row.终点高程 };
  draft.editLine(place, { ...joined, 管段长度: lengthM.toFixed(2) });
  draft.plant([conduit.from, conduit.to, last.conduit.to], {
    ...ofLine(conduit, `${row.起点点号}-${last.row.终点点号}`),
    rule: 'L5',
    code: 'line-too-long',
    wanted: String(MAX_LENGTH_M),
    is: lengthM.toFixed(2),
  });
  return true;
};

/** L5: a point surveyed twice, so that a line of some centimetres lies between. */
export const lineTooShort: Planter = (draft, random) => {
  const place = draft.findLine(
    random,
    ({ conduit, row }) =>
      conduit.reference === 'outerTop' &&
      conduit.make.shape === 'circular' &&
      row.起点高程 === row.终点高程 &&
      distance(conduit.from.at, conduit.to.at) > 4 &&
      isPlainFitting(conduit.from),
  );
  const point = place === null ? null : draft.pointRow(place.conduit.from);
  if (place === null || point === null) return false;
  const { conduit, row } = place;
  const id = draft.newIdNear(conduit.from);
  const share = SHORT_M / distance(conduit.from.at, conduit.to.at);
  const [toNorthM, toEastM] = draft.site.northEast(conduit.to.at);
  const made: PointRow = {
    ...point,
    物探点号: id,
    图上点号: id,
    特征: '直线点',
    X: towards(Number(point.X), toNorthM, share),
    Y: towards(Number(point.Y), toEastM, share),
  };
  draft.addPoint(made);
  draft.addLine({ ...row, 终点点号: id, 终点埋深: row.起点埋深, 终点高程: row.起点高程, 管段长度: '' });
  draft.editLine(place, { 起点点号: id });
  draft.plant([conduit.from, conduit.to], {
    ...ofLine(conduit, `${row.起点点号}-${id}`),
    rule: 'L5',
    code: 'line-too-short',
    is: SHORT_M.toFixed(3),
  });
  return true;
};

/** L6: a service whose end was levelled wrong. */
export const steepLine: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ conduit, row }) => {
    const { from, to } = conduit;
    const lengthM = distance(from.at, to.at);
    return (
      conduit.reference === 'outerTop' &&
      draft.degree(to) === 1 &&
      isBetween(lengthM, 2, 14) &&
      Number(row.终点埋深) + steepFallM(lengthM) < 5.5 &&
      draft.isUncrossed(conduit)
    );
  });
  if (place === null) return false;
  const { conduit, row } = place;
  const levelM = Number(row.起点高程) - steepFallM(distance(conduit.from.at, conduit.to.at));
  const depthM = Number(draft.pointRow(conduit.to)?.地面高程) - levelM;
  draft.editLine(place, { 终点高程: levelM.toFixed(3), 终点埋深: depthM.toFixed(2) });
  draft.plant([conduit.from, conduit.to], {
    ...ofLine(conduit, draft.lineIdOf(conduit)),
    rule: 'L6',
    code: 'steep-line',
    field: '终点高程',
    wanted: row.终点高程,
    is: levelM.toFixed(3),
  });
  return true;
};

/** Twelve degrees; ten are asked no question. */
function steepFallM(lengthM: number): number {
  return lengthM * Math.tan((12 * Math.PI) / 180);
}

function plantCell(
  draft: SurveyDraft,
  place: { readonly index: number; readonly conduit: LaidConduit; readonly row: LineRow },
  field: LineHeading,
  is: string,
  ...breaks: readonly [Pick<Mistake, 'rule' | 'code'>, ...Pick<Mistake, 'rule' | 'code'>[]]
): boolean {
  const { conduit, row } = place;
  draft.editLine(place, { [field]: is });
  const base = { ...ofLine(conduit, draft.lineIdOf(conduit)), field, wanted: row[field], is };
  const [first, ...also] = breaks;
  draft.plant([conduit.from, conduit.to], { ...base, ...first }, ...also.map((each) => ({ ...base, ...each })));
  return true;
}

/** Exactly one end at which two lines alone meet, alike and without a reducer; nothing is compared at the other. */
function meetsAlike(conduit: LaidConduit, draft: SurveyDraft): boolean {
  if (isNoMeetingOfTwo(conduit, draft)) return false;
  const { from, to } = conduit;
  const pairs = [from, to].filter((node) => node.kind !== 'manhole' && draft.degree(node) === 2);
  const [pair] = pairs;
  if (pair === undefined || pairs.length !== 1 || !(pair.feature === '弯头' || pair.feature === '直线点')) return false;
  return draft.conduitsAt(pair).every(({ make }) => make === conduit.make);
}

function pairPoint(conduit: LaidConduit, draft: SurveyDraft): LaidNode {
  const { from, to } = conduit;
  return from.kind !== 'manhole' && draft.degree(from) === 2 ? from : to;
}

/** A fitting at which levels must agree. */
export function isPlainFitting({ feature, kind }: LaidNode): boolean {
  return kind === 'fitting' && (feature === '弯头' || feature === '三通' || feature === '直线点' || feature === '四通');
}

function ofLine({ utility }: LaidConduit, rowId: string) {
  return { table: 'lines', rowId, utility } as const;
}

function ofPoint(node: LaidNode, draft: SurveyDraft) {
  return { table: 'points', rowId: draft.idOf(node), utility: node.utility } as const;
}

function isBetween(value: number, low: number, high: number): boolean {
  return value > low && value < high;
}

function towards(a: number, b: number, share: number): string {
  return (a + (b - a) * share).toFixed(3);
}
