import type { SeededRandom } from '../../../random/seeded-random.ts';
import type { LaidNode } from '../../network/laid.ts';
import type { SurveyDraft } from '../survey-draft.ts';
import { surveyFileOf } from '../survey-files.ts';
import type { PointRow } from '../survey-headings.ts';
import { UTILITY_ZH } from '../survey-words.ts';
import type { Planter } from './planter.ts';

/** Codes of points of other utilities, by the utility that they are wrong for. */
const STRANGE_CODE = { storm: '52022201', other: '52012205' } as const;
/** How far beside its line a made-up chamber stands, metres. */
const BESIDE_M = 1.4;

/** P1: the number on the map is another than that in the field. */
export const mapNumberDiffers: Planter = (draft, random) => {
  const node = draft.findPoint(random, () => true);
  if (node === null) return false;
  const id = draft.idOf(node);
  const is = `${id}A`;
  draft.editPoint(node, { 图上点号: is });
  draft.plant([node], { ...at(node, id), rule: 'P1', code: 'map-number-differs', field: '图上点号', wanted: id, is });
  return true;
};

/** P1: a chamber beside its line that was given the number of the point it belongs to. */
export const duplicatePoint: Planter = (draft, random) => {
  const node = draft.findPoint(random, ({ appurtenance }) => appurtenance !== null);
  const row = node === null ? null : draft.pointRow(node);
  if (node === null || row === null) return false;
  const id = draft.idOf(node);
  draft.addPoint(chamberBeside(row, { 物探点号: id, 图上点号: '', 偏心井位: id }));
  draft.plant([node], { ...at(node, id), rule: 'P1', code: 'duplicate-point', field: '物探点号', is: id });
  return true;
};

/** P1: a chamber beside its line without a number. It is named by its place. */
export const pointNumberMissing: Planter = (draft, random) => {
  const node = draft.findPoint(random, ({ appurtenance, utility }) => appurtenance !== null && isTabular(utility));
  const row = node === null ? null : draft.pointRow(node);
  if (node === null || row === null) return false;
  const beside = chamberBeside(row, { 物探点号: '', 图上点号: '', 偏心井位: draft.idOf(node) });
  draft.addPoint(beside);
  draft.plant([node], {
    ...at(node, `@${beside.X},${beside.Y}`),
    rule: 'P1',
    code: 'point-number-missing',
    field: '物探点号',
    is: '',
  });
  return true;
};

/** P2: a chamber that is a feature as well. */
export const featureAndAppurtenance: Planter = (draft, random) => {
  const words: Readonly<Record<number, string>> = { 2: '直线点', 3: '三通', 4: '四通' };
  const node = draft.findPoint(random, (each) => each.kind === 'manhole' && words[draft.degree(each)] !== undefined);
  if (node === null) return false;
  const is = words[draft.degree(node)] ?? '';
  draft.editPoint(node, { 特征: is });
  draft.plant([node], {
    ...at(node, draft.idOf(node)),
    rule: 'P2',
    code: 'feature-and-appurtenance',
    field: '特征',
    wanted: '',
    is,
  });
  return true;
};

/** P2: a fitting whose word was left out. */
export const noFeature: Planter = (draft, random) => {
  const node = draft.findPoint(
    random,
    (each) =>
      (each.feature === '弯头' || each.feature === '三通' || each.feature === '直线点') && draft.degree(each) >= 2,
  );
  if (node === null) return false;
  draft.editPoint(node, { 特征: '' });
  draft.plant([node], {
    ...at(node, draft.idOf(node)),
    rule: 'P2',
    code: 'no-feature-or-appurtenance',
    field: '特征',
    wanted: node.feature ?? '',
    is: '',
  });
  return true;
};

/** P3: one chamber surveyed twice, under two numbers. */
export const samePoint: Planter = (draft, random) => plantTwin(draft, random, 'same-point', 0);

/** P3: two points at one place, half a metre apart in level. */
export const samePlace: Planter = (draft, random) => plantTwin(draft, random, 'same-place', 0.5);

function plantTwin(draft: SurveyDraft, random: SeededRandom, code: string, higherM: number): boolean {
  const node = draft.findPoint(random, ({ kind }) => kind === 'manhole');
  const row = node === null ? null : draft.pointRow(node);
  if (node === null || row === null) return false;
  const id = draft.newIdNear(node);
  const groundM = (Number(row.地面高程) + higherM).toFixed(3);
  draft.addPoint({ ...row, 物探点号: id, 图上点号: id, 偏心井位: draft.idOf(node), 地面高程: groundM });
  draft.plant([node], { ...at(node, id), rule: 'P3', code, is: `${row.X} ${row.Y}` });
  return true;
}

/** P4: the code of a point of another utility. */
export const pointCodeMismatch: Planter = (draft, random) => {
  const node = draft.findPoint(random, (_, row) => row.点编码 !== '');
  const row = node === null ? null : draft.pointRow(node);
  if (node === null || row === null) return false;
  const strange = node.utility === 'storm' ? STRANGE_CODE.storm : STRANGE_CODE.other;
  const is = `${strange.slice(0, 5)}${row.点编码.slice(5)}`;
  draft.editPoint(node, { 点编码: is });
  draft.plant([node], {
    ...at(node, draft.idOf(node)),
    rule: 'P4',
    code: 'code-mismatch',
    field: '点编码',
    wanted: row.点编码,
    is,
  });
  return true;
};

/** L1: a chamber that no line names. */
export const unusedPoint: Planter = (draft, random) => {
  const node = draft.findPoint(random, ({ kind }) => kind === 'manhole');
  const row = node === null ? null : draft.pointRow(node);
  if (node === null || row === null) return false;
  const id = draft.newIdNear(node);
  draft.addPoint(chamberBeside(row, { 物探点号: id, 图上点号: id }));
  draft.plant([node], { ...at(node, id), rule: 'L1', code: 'unused-point' });
  return true;
};

/** L7: a shaft with a depth of nought. */
export const shaftOfNoDepth: Planter = (draft, random) => {
  const node = draft.findPoint(random, ({ kind }, row) => kind === 'manhole' && row.井底深 !== '');
  const row = node === null ? null : draft.pointRow(node);
  if (node === null || row === null) return false;
  draft.editPoint(node, { 井底深: '0' });
  draft.plant([node], {
    ...at(node, draft.idOf(node)),
    rule: 'L7',
    code: 'zero-depth',
    field: '井底深',
    wanted: row.井底深,
    is: '0',
  });
  return true;
};

/** K1: northing and easting of a chamber beside its line exchanged. */
export const axesExchanged: Planter = (draft, random) => {
  const node = draft.findPoint(random, ({ kind, utility }) => kind === 'manhole' && isTabular(utility));
  const row = node === null ? null : draft.pointRow(node);
  if (node === null || row === null) return false;
  const id = draft.newIdNear(node);
  const beside = chamberBeside(row, { 物探点号: id, 图上点号: id, 偏心井位: draft.idOf(node) });
  draft.addPoint({ ...beside, X: beside.Y, Y: beside.X });
  draft.plant([node], {
    ...at(node, id),
    rule: 'K1',
    code: 'outside-area-of-use',
    field: 'X',
    wanted: beside.X,
    is: beside.Y,
  });
  return true;
};

function at(node: LaidNode, rowId: string) {
  return { table: 'points', rowId, utility: node.utility } as const;
}

/** A chamber of the same utility some steps aside. */
function chamberBeside(row: PointRow, cells: Partial<PointRow>): PointRow {
  return {
    ...row,
    特征: '',
    附属物: row.管线类别 === UTILITY_ZH.telecom ? '手孔' : '检查井',
    点编码: '',
    X: (Number(row.X) + BESIDE_M).toFixed(3),
    Y: (Number(row.Y) + BESIDE_M / 2).toFixed(3),
    井底深: '',
    偏心井位: '',
    ...cells,
  };
}

/** True for utilities whose places stand in columns of a table. */
function isTabular(utility: LaidNode['utility']): boolean {
  return surveyFileOf(utility) === 'tables';
}
