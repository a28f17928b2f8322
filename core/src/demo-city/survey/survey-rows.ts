import type { QualityLevel } from '../../model/quality-level.ts';
import { EMBEDDINGS, type LaidConduit, type LaidNetwork, type LaidNode } from '../network/laid.ts';
import type { DemoSite } from '../place/demo-site.ts';
import type { LineRow, PointRow, SurveyRows } from './survey-headings.ts';
import { lineCode, pointCode, pressureCell, SHAPE_ZH, SYNTHETIC, UTILITY_ZH } from './survey-words.ts';

/** What the survey learned of a conduit. What it did not learn is an empty cell: unknown, not zero. */
export interface LineKnowledge {
  readonly levels: boolean;
  /** Outer diameter and wall of a pipe. */
  readonly wall: boolean;
  /** Any size at all; without it the wall is not known either. */
  readonly size: boolean;
  readonly material: boolean;
  readonly year: boolean;
  readonly quality: QualityLevel | null;
  /** `2019-05-31` */
  readonly surveyedOn: string;
}

/** How a valve was found, as the survey writes it; empty where nobody tried it. */
export type ValveStateZh = '开' | '关' | '失灵' | '';

/** What it learned of a point. */
export interface PointKnowledge {
  readonly sump: boolean;
  readonly year: boolean;
  readonly quality: QualityLevel | null;
  readonly surveyedOn: string;
  /** Of a valve. */
  readonly valveState: ValveStateZh;
}

/** What a survey knows of a network. */
export interface SurveyKnowledge {
  line(conduit: LaidConduit): LineKnowledge;
  point(node: LaidNode): PointKnowledge;
}

/** Last day of the made-up survey; nothing it finds was built later. */
export const SURVEY_DATE = '2025-10-18';

/** A survey without a gap. */
export const ALL_KNOWN: SurveyKnowledge = {
  line: () => ({
    levels: true,
    wall: true,
    size: true,
    material: true,
    year: true,
    quality: 'B',
    surveyedOn: SURVEY_DATE,
  }),
  point: () => ({ sump: true, year: true, quality: 'A', surveyedOn: SURVEY_DATE, valveState: '开' }),
};

/** What rows take from a site. */
export type SurveyedSite = Pick<DemoSite, 'index' | 'northEast'>;

/** The number of a point in the survey: that of its site, with the site's own number after its letters but for the first. */
export function pointNumber(id: string, { index }: Pick<DemoSite, 'index'>): string {
  return index === 0 ? id : `${id.slice(0, 2)}${String(index).padStart(3, '0')}${id.slice(2)}`;
}

/** The number that the survey has for a line: those of its points. */
export function lineNumber({ from, to }: LaidConduit, site: Pick<DemoSite, 'index'>): string {
  return `${pointNumber(from.id, site)}-${pointNumber(to.id, site)}`;
}

/**
 * The rows of a survey of a laid network: levels and coordinates to the millimetre, depths of lines to the centimetre as
 * a surveyor reads them off. Points and lines stand in the order of the network.
 */
export function surveyRows(
  network: LaidNetwork,
  site: SurveyedSite,
  knowledge: SurveyKnowledge = ALL_KNOWN,
): SurveyRows {
  const places = new Map(network.nodes.map((node) => [node, site.northEast(node.at)]));
  const lengthM = ({ from, to }: LaidConduit) => {
    const [fromNorthM = Number.NaN, fromEastM = Number.NaN] = places.get(from) ?? [];
    const [toNorthM = Number.NaN, toEastM = Number.NaN] = places.get(to) ?? [];
    return Math.hypot(toNorthM - fromNorthM, toEastM - fromEastM);
  };
  return {
    points: network.nodes.map((node) =>
      pointRow(node, site, places.get(node) ?? [Number.NaN, Number.NaN], knowledge.point(node)),
    ),
    lines: network.conduits.map((conduit) => lineRow(conduit, site, lengthM(conduit), knowledge.line(conduit))),
  };
}

function pointRow(
  node: LaidNode,
  site: SurveyedSite,
  [northM, eastM]: readonly [northM: number, eastM: number],
  known: PointKnowledge,
): PointRow {
  const { groundLevelM, sumpLevelM } = node;
  return {
    物探点号: pointNumber(node.id, site),
    图上点号: pointNumber(node.id, site),
    管线类别: UTILITY_ZH[node.utility],
    管线小类: node.subclass,
    点编码: pointCode(node),
    特征: node.feature ?? '',
    附属物: node.appurtenance ?? '',
    阀门状态: isValve(node) ? known.valveState : '',
    X: northM.toFixed(3),
    Y: eastM.toFixed(3),
    地面高程: groundLevelM.toFixed(3),
    井底深: sumpLevelM === null || !known.sump ? '' : (mm(groundLevelM) - mm(sumpLevelM)).toFixed(3),
    井径: node.shaftDiameterMm === null ? '' : String(node.shaftDiameterMm),
    井盖材质: node.coverMaterial ?? '',
    井盖规格: node.coverSize ?? '',
    偏心井位: '',
    所在道路: node.streetZh,
    权属单位: node.owner,
    建设年代: known.year ? String(node.builtYear) : '',
    使用状态: node.abandoned ? '1' : '0',
    质量等级: known.quality ?? '',
    探测日期: known.surveyedOn,
    备注: SYNTHETIC,
  };
}

function lineRow(conduit: LaidConduit, site: SurveyedSite, lengthM: number, known: LineKnowledge): LineRow {
  const { from, to, make } = conduit;
  const depth = (node: LaidNode, levelM: number) =>
    known.levels ? (mm(node.groundLevelM) - mm(levelM)).toFixed(2) : '';
  const level = (levelM: number) => (known.levels ? levelM.toFixed(3) : '');
  return {
    起点点号: pointNumber(from.id, site),
    终点点号: pointNumber(to.id, site),
    管线类别: UTILITY_ZH[conduit.utility],
    管线小类: conduit.subclass,
    线编码: lineCode(conduit),
    材质: known.material ? make.material : '',
    ...sizeCells(conduit, known),
    埋设方式: EMBEDDINGS[conduit.embedding],
    起点埋深: depth(from, conduit.fromLevelM),
    终点埋深: depth(to, conduit.toLevelM),
    起点高程: level(conduit.fromLevelM),
    终点高程: level(conduit.toLevelM),
    压力: pressureCell(conduit),
    电压: conduit.voltageKv === null ? '' : `${conduit.voltageKv}kV`,
    温度: plain(conduit.temperatureC),
    电缆条数: plain(conduit.cables),
    总孔数: plain(conduit.holes),
    已用孔数: plain(conduit.usedHoles),
    流向: conduit.flow === 'forward' ? '0' : '',
    接口形式: conduit.joint ?? '',
    管段长度: lengthM.toFixed(2),
    所在道路: conduit.streetZh,
    权属单位: conduit.owner,
    建设年代: known.year ? String(conduit.builtYear) : '',
    使用状态: conduit.abandoned ? '1' : '0',
    质量等级: known.quality ?? '',
    探测日期: known.surveyedOn,
    备注: SYNTHETIC,
  };
}

/** True for what can shut a main off. */
export function isValve({ appurtenance }: Pick<LaidNode, 'appurtenance'>): boolean {
  return appurtenance === '阀门' || appurtenance === '阀门井';
}

/** A round pipe by its nominal size with outer diameter and wall; all else by width and height, which a nominal size may not tell. */
function sizeCells(
  { make }: LaidConduit,
  known: LineKnowledge,
): Pick<LineRow, '管径' | '外径' | '壁厚' | '断面宽' | '断面高' | '断面形状'> {
  const isRound = make.shape === 'circular';
  const hasWall = known.wall && known.size;
  const outerMm = make.measured === 'outside' ? make.widthMm : make.widthMm + 2 * make.wallMm;
  return {
    管径: known.size ? make.nominal : '',
    外径: isRound && hasWall ? tenths(outerMm) : '',
    壁厚: hasWall && make.measured === 'inside' ? tenths(make.wallMm) : '',
    断面宽: !isRound && known.size ? tenths(make.widthMm) : '',
    断面高: !isRound && known.size ? tenths(make.heightMm) : '',
    断面形状: SHAPE_ZH[make.shape],
  };
}

function plain(value: number | null): string {
  return value === null ? '' : String(value);
}

function tenths(sizeMm: number): string {
  return String(Math.round(sizeMm * 10) / 10);
}

/** Depths are taken between levels as they are written, to the millimetre. */
function mm(levelM: number): number {
  return Math.round(levelM * 1000) / 1000;
}
