import type { LaidConduit, LaidNode } from '../../network/laid.ts';
import { distance } from '../../place/plan-geometry.ts';
import type { Mistake, SurveyDraft } from '../survey-draft.ts';
import { UTILITY_ZH } from '../survey-words.ts';
import type { Planter } from './planter.ts';

/** What the survey check passes over: a rise along the flow, a fall within a manhole, metres. */
const REVERSE_FALL_M = 0.02;
const MANHOLE_DROP_M = 0.2;
/** A part that hangs together with nothing has at most this many lines. */
const MOST_CUT_OFF = 12;

/** L8: the end of a drain levelled too high, so that it rises along its flow. */
export const reverseSlope: Planter = (draft, random) => {
  const place = draft.findLine(random, (each) => {
    const { conduit } = each;
    if (!isDrainBetweenManholes(conduit)) return false;
    const raiseM = conduit.fromLevelM + 0.05 - conduit.toLevelM;
    return raiseM < 0.17 && dropAfter(draft, conduit, raiseM) < MANHOLE_DROP_M - 0.02 && draft.isUncrossed(conduit);
  });
  if (place === null) return false;
  const { conduit, row } = place;
  const levelM = Number(row.起点高程) + 0.05;
  setEnd(draft, conduit, '终点', levelM);
  draft.plant([conduit.from, conduit.to], {
    ...ofLine(conduit, draft),
    rule: 'L8',
    code: 'reverse-slope',
    field: '终点高程',
    wanted: row.终点高程,
    is: levelM.toFixed(3),
  });
  return true;
};

/** L8: the end of a drain levelled so high that its water falls into the manhole. */
export const manholeDrop: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ conduit }) => {
    if (!isDrainBetweenManholes(conduit) || conduit.to.appurtenance === '跌水井') return false;
    const raiseM = dropRaise(draft, conduit);
    return raiseM > 0.05 && conduit.toLevelM + raiseM < conduit.fromLevelM - 0.01 && draft.isUncrossed(conduit);
  });
  if (place === null) return false;
  const { conduit, row } = place;
  const levelM = Number(row.终点高程) + dropRaise(draft, conduit);
  setEnd(draft, conduit, '终点', levelM);
  draft.plant([conduit.from, conduit.to], {
    ...ofPoint(conduit.to, draft),
    rule: 'L8',
    code: 'manhole-drop',
    wanted: row.终点高程,
    is: levelM.toFixed(3),
  });
  return true;
};

/** N1: a fitting called by the word for another number of lines. */
export const degreeDiffers: Planter = (draft, random) => {
  const words: Readonly<Record<string, string>> = { 三通: '四通', 弯头: '三通', 直线点: '三通', 四通: '三通' };
  const node = draft.findPoint(random, ({ feature }) => feature !== null && words[feature] !== undefined);
  if (node === null) return false;
  const is = words[node.feature ?? ''] ?? '';
  draft.editPoint(node, { 特征: is });
  draft.plant([node], {
    ...ofPoint(node, draft),
    rule: 'N1',
    code: 'degree-differs',
    field: '特征',
    wanted: node.feature ?? '',
    is,
  });
  return true;
};

/** N2: the end of a service called a bend. */
export const danglingEnd: Planter = (draft, random) => {
  const node = draft.findPoint(
    random,
    (each) => draft.degree(each) === 1 && (each.feature === '入户' || each.feature === '预留口'),
  );
  if (node === null) return false;
  draft.editPoint(node, { 特征: '弯头' });
  draft.plant([node], {
    ...ofPoint(node, draft),
    rule: 'N2',
    code: 'dangling-end',
    field: '特征',
    wanted: node.feature ?? '',
    is: '弯头',
  });
  return true;
};

/** N2: a line left out, so that what lies behind it hangs together with nothing. */
export const separatePart: Planter = (draft, random) => {
  let cutOff: ReadonlySet<LaidNode> = new Set();
  const place = draft.findLine(random, ({ conduit }) => {
    if (![conduit.from, conduit.to].every((node) => isRestingEnd(node) && draft.degree(node) >= 2)) return false;
    if (conduit.reference === 'invert') return false;
    for (const node of [conduit.from, conduit.to]) {
      cutOff = partBehind(draft, node, conduit);
      if (cutOff.size > 0 && [...cutOff].every((each) => draft.isFree(each))) return true;
    }
    return false;
  });
  const first = draft.network.nodes.find((node) => cutOff.has(node));
  if (place === null || first === undefined) return false;
  draft.removeLine(place);
  const { conduit } = place;
  draft.plant([conduit.from, conduit.to, ...cutOff], {
    ...ofPoint(first, draft),
    oneOf: [...cutOff].map((node) => draft.idOf(node)),
    rule: 'N2',
    code: 'separate-component',
    wanted: draft.lineIdOf(conduit),
    is: '',
  });
  return true;
};

/** N3: the beginning of a drain levelled above the end of the one that runs to it. */
export const exitAboveEntry: Planter = (draft, random) => {
  const place = draft.findLine(random, ({ conduit }) => {
    if (!isDrainBetweenManholes(conduit) || exits(draft, conduit.from).length !== 1) return false;
    const levelM = lowestEntryM(draft, conduit.from) + 0.06;
    return Number.isFinite(levelM) && levelM - conduit.fromLevelM < 0.3 && draft.isUncrossed(conduit);
  });
  if (place === null) return false;
  const { conduit, row } = place;
  const levelM = lowestEntryM(draft, conduit.from) + 0.06;
  setEnd(draft, conduit, '起点', levelM);
  draft.plant([conduit.from, conduit.to], {
    ...ofPoint(conduit.from, draft),
    rule: 'N3',
    code: 'exit-above-entry',
    wanted: row.起点高程,
    is: levelM.toFixed(3),
  });
  return true;
};

/** L8 and N3: the flow of a drain entered the wrong way round, so that water runs to a manhole and nowhere from it. */
export const flowReversed: Planter = (draft, random) => {
  const place = draft.findLine(
    random,
    ({ conduit }) =>
      isDrainBetweenManholes(conduit) &&
      conduit.fromLevelM - conduit.toLevelM > REVERSE_FALL_M + 0.01 &&
      exits(draft, conduit.from).length === 1 &&
      entries(draft, conduit.from).length >= 1 &&
      exits(draft, conduit.to).length >= 1,
  );
  if (place === null) return false;
  const { conduit, row } = place;
  draft.editLine(place, { 流向: '1' });
  draft.plant(
    [conduit.from, conduit.to],
    { ...ofLine(conduit, draft), rule: 'L8', code: 'reverse-slope', field: '流向', wanted: row.流向, is: '1' },
    { ...ofPoint(conduit.from, draft), rule: 'N3', code: 'sink-without-outfall' },
  );
  return true;
};

/** C1: a house drain, or that of a gully, joined to the drain of the other kind. */
export const crossConnection: Planter = (draft, random) => {
  const place = draft.findLine(
    random,
    ({ conduit }) =>
      (conduit.utility === 'storm' || conduit.utility === 'sewage') &&
      conduit.use === 'service' &&
      draft.degree(conduit.from) === 1 &&
      conduit.to.kind === 'manhole' &&
      draft.conduitsAt(conduit.to).some((other) => other !== conduit && other.utility === conduit.utility),
  );
  if (place === null) return false;
  const { conduit, row } = place;
  const other = conduit.utility === 'storm' ? 'sewage' : 'storm';
  const subclass = other === 'storm' ? 'YS' : 'WS';
  const renamed = { 管线类别: UTILITY_ZH[other], 管线小类: subclass };
  const code = (text: string) => `52${other === 'storm' ? '01' : '02'}${text.slice(4)}`;
  const end = draft.pointRow(conduit.from);
  draft.editLine(place, { ...renamed, 线编码: code(row.线编码) });
  draft.editPoint(conduit.from, { ...renamed, 点编码: end === null || end.点编码 === '' ? '' : code(end.点编码) });
  draft.plant([conduit.from, conduit.to], {
    ...ofPoint(conduit.to, draft),
    rule: 'C1',
    code: 'cross-connection',
    wanted: row.管线类别,
    is: renamed.管线类别,
  });
  return true;
};

function isDrainBetweenManholes({ reference, flow, use, from, to, embedding }: LaidConduit): boolean {
  return (
    reference === 'invert' &&
    flow === 'forward' &&
    use !== 'service' &&
    embedding !== 'underwater' &&
    from.kind === 'manhole' &&
    to.kind === 'manhole' &&
    distance(from.at, to.at) > 8
  );
}

function entries(draft: SurveyDraft, node: LaidNode): readonly LaidConduit[] {
  return draft.conduitsAt(node).filter(({ to, reference }) => to === node && reference === 'invert');
}

function exits(draft: SurveyDraft, node: LaidNode): readonly LaidConduit[] {
  return draft.conduitsAt(node).filter(({ from, reference }) => from === node || reference !== 'invert');
}

function lowestEntryM(draft: SurveyDraft, node: LaidNode): number {
  return Math.min(...entries(draft, node).map(({ toLevelM }) => toLevelM));
}

/** Fall of a drain's water into the manhole at its end, as the check measures it, were its end raised. */
function dropAfter(draft: SurveyDraft, conduit: LaidConduit, raiseM: number): number {
  const exit = exits(draft, conduit.to).toSorted((a, b) => a.fromLevelM - b.fromLevelM)[0];
  if (exit === undefined) return Number.NEGATIVE_INFINITY;
  const widerM = Math.max(0, exit.make.heightMm - conduit.make.heightMm) / 1000;
  return conduit.toLevelM + raiseM - exit.fromLevelM - widerM;
}

/** How far the end must be raised for a fall of 0.30 m. */
function dropRaise(draft: SurveyDraft, conduit: LaidConduit): number {
  const now = dropAfter(draft, conduit, 0);
  return Number.isFinite(now) ? 0.3 - now : Number.NaN;
}

/** True where a line may end: neither a fitting, whose word counts lines, nor a device that lines run through. */
function isRestingEnd({ feature, appurtenance }: LaidNode): boolean {
  return feature === null && appurtenance !== null && !/阀|补偿器/.test(appurtenance);
}

/** The points behind `start` once a line is gone; none where they are many or one of them rightly stands by itself. */
function partBehind(draft: SurveyDraft, start: LaidNode, without: LaidConduit): ReadonlySet<LaidNode> {
  const part = new Set([start]);
  let lines = 0;
  for (const node of part) {
    if (node.feature !== null || node.kind === 'outfall') return new Set();
    for (const conduit of draft.conduitsAt(node)) {
      if (conduit === without) continue;
      lines++;
      part.add(conduit.from).add(conduit.to);
      if (part.size > MOST_CUT_OFF) return new Set();
    }
  }
  const other = without.from === start ? without.to : without.from;
  return lines === 0 || part.has(other) ? new Set() : part;
}

/** Sets the level and the depth of an end. */
function setEnd(draft: SurveyDraft, conduit: LaidConduit, end: '起点' | '终点', levelM: number): void {
  const place = draft.placeOf(conduit);
  const groundM = Number(draft.pointRow(end === '起点' ? conduit.from : conduit.to)?.地面高程);
  if (place === null) return;
  const depth = (groundM - levelM).toFixed(2);
  const level = levelM.toFixed(3);
  draft.editLine(place, end === '起点' ? { 起点高程: level, 起点埋深: depth } : { 终点高程: level, 终点埋深: depth });
}

function ofLine(conduit: LaidConduit, draft: SurveyDraft): Pick<Mistake, 'table' | 'rowId' | 'utility'> {
  return { table: 'lines', rowId: draft.lineIdOf(conduit), utility: conduit.utility };
}

function ofPoint(node: LaidNode, draft: SurveyDraft): Pick<Mistake, 'table' | 'rowId' | 'utility'> {
  return { table: 'points', rowId: draft.idOf(node), utility: node.utility };
}
