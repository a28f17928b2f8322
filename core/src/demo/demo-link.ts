import { type EndLevels, type Link, type RawRecord, UNKNOWN_LEVELS } from '../model/link.ts';
import { demoPath } from './demo-frame.ts';
import { type DraftNode, type DraftPipe, type DraftUtility, groundAtM, levelsOf, pipeLengthM } from './draft.ts';
import type { SurveyKnowledge } from './survey-knowledge.ts';

export const UTILITY_ZH: Readonly<Record<DraftUtility, string>> = { storm: '雨水', sewage: '污水', water: '给水' };

/** Said in every record, so that no row can be mistaken for a surveyed one. */
export const SYNTHETIC = '模拟 synthetic';

export function ownerOf(utility: DraftUtility): string {
  return utility === 'water' ? '示范供水公司(模拟)' : '示范排水公司(模拟)';
}

/** A designed conduit as the canonical link, with what the survey does not know left `null`. */
export function demoLink(pipe: DraftPipe, builtYear: number, known: SurveyKnowledge): Link {
  const { make } = pipe;
  const planLengthM = pipeLengthM(pipe);
  return {
    kind: 'conduit',
    sourceId: linkId(pipe),
    utility: pipe.utility,
    utilityBasis: 'stated',
    fromNode: pipe.from.id,
    toNode: pipe.to.id,
    path: demoPath(pipe.path),
    section: {
      shape: make.shape,
      widthMm: make.widthMm,
      heightMm: make.heightMm,
      wallMm: known.wall ? make.wallMm : null,
      floorWidthMm: null,
      open: false,
      barrels: 1,
    },
    from: known.levels ? endLevels(pipe, pipe.fromLevelM, known.wall) : UNKNOWN_LEVELS,
    to: known.levels ? endLevels(pipe, pipe.toLevelM, known.wall) : UNKNOWN_LEVELS,
    depthReference: known.levels ? pipe.reference : 'unknown',
    outerTopBasis: !known.levels ? 'unknown' : known.wall ? 'wall' : 'inner',
    statedLengthM: null,
    planLengthM,
    slope: known.levels ? (pipe.fromLevelM - pipe.toLevelM) / planLengthM : null,
    material: known.material ? make.material : null,
    owner: ownerOf(pipe.utility),
    builtYear: known.year ? builtYear : null,
    status: pipe.abandoned ? 'abandoned' : 'inUse',
    accuracy: known.accuracy,
    raw: rawRow(pipe, planLengthM, builtYear, known),
  };
}

/** `YS12-13`: the numbers of both nodes, as survey tables name a stretch. */
function linkId(pipe: DraftPipe): string {
  const [prefix, from] = pipe.from.id.split('-');
  return `${prefix}${Number(from)}-${Number(pipe.to.id.split('-')[1])}`;
}

function endLevels(pipe: DraftPipe, levelM: number, wallKnown: boolean): EndLevels {
  const { invertM, axisM, outerTopM } = levelsOf(pipe.make, pipe.reference, levelM);
  const obvertM = invertM + pipe.make.heightMm / 1000;
  return { invertM: micro(invertM), axisM: micro(axisM), outerTopM: micro(wallKnown ? outerTopM : obvertM) };
}

/** Cuts the noise of binary fractions: to a micrometre. */
function micro(levelM: number): number {
  return Math.round(levelM * 1e6) / 1e6;
}

function rawRow(pipe: DraftPipe, planLengthM: number, builtYear: number, known: SurveyKnowledge): RawRecord {
  const depth = (node: DraftNode, levelM: number): string =>
    known.levels ? (groundAtM(node) - levelM).toFixed(2) : '';
  return {
    管线点号: pipe.from.id,
    连接点号: pipe.to.id,
    管线类别: UTILITY_ZH[pipe.utility],
    埋设方式: pipe.make.shape === 'rectangular' || pipe.make.shape === 'arch' ? '管沟' : '直埋',
    管径: pipe.make.nominal,
    壁厚: known.wall ? String(pipe.make.wallMm) : '',
    材质: known.material ? pipe.make.material : '',
    埋深基准: !known.levels ? '' : pipe.reference === 'invert' ? '管内底' : '管外顶',
    起点埋深: depth(pipe.from, pipe.fromLevelM),
    终点埋深: depth(pipe.to, pipe.toLevelM),
    起点高程: known.levels ? pipe.fromLevelM.toFixed(3) : '',
    终点高程: known.levels ? pipe.toLevelM.toFixed(3) : '',
    管段长度: planLengthM.toFixed(3),
    流向: pipe.utility === 'water' ? '' : '0',
    所在道路: pipe.street.zh,
    权属单位: ownerOf(pipe.utility),
    建设年代: known.year ? String(builtYear) : '',
    使用状态: pipe.abandoned ? '废弃' : '在用',
    备注: SYNTHETIC,
  };
}
