import type { Embedding } from '@undercroft/core/model/embedding';
import type { Utility } from '@undercroft/core/model/utility';
import type { AppurtenanceWord } from '../../profiles/codes/appurtenance-words.ts';
import { APPURTENANCE_WORDS } from '../../profiles/codes/appurtenance-words.ts';
import { EMBEDDING_WORDS } from '../../profiles/codes/embeddings.ts';
import { FEATURE_WORDS } from '../../profiles/codes/feature-words.ts';
import { MATERIAL_WORDS } from '../../profiles/codes/material-words.ts';
import type { PointAppurtenance, PointFeature } from '../survey-points.ts';
import type { MemoryTable } from './memory-tables.ts';

/** A point of a survey as a test writes it down: canonical words, metres. What is left out is an empty cell. */
export interface WrittenPoint {
  readonly id: string;
  /** Northing and easting. */
  readonly north: number;
  readonly east: number;
  readonly groundM?: number;
  readonly utility?: Utility;
  readonly feature?: PointFeature;
  readonly appurtenance?: PointAppurtenance;
  readonly shaftDepthM?: number;
  /** Further cells by heading, and cells that differ from what would be written. */
  readonly cells?: Readonly<Record<string, string>>;
}

/** A line of a survey as a test writes it down. */
export interface WrittenLine {
  readonly from: string;
  readonly to: string;
  readonly utility?: Utility;
  readonly embedding?: Embedding;
  readonly size?: string;
  readonly wallMm?: number;
  readonly outerMm?: number;
  readonly material?: keyof typeof MATERIAL_WORDS;
  readonly fromDepthM?: number;
  readonly toDepthM?: number;
  readonly fromLevelM?: number;
  readonly toLevelM?: number;
  readonly flow?: 'forward' | 'reverse' | 'both';
  readonly builtYear?: number;
  readonly status?: 'inUse' | 'abandoned';
  readonly cells?: Readonly<Record<string, string>>;
}

export interface WrittenSurvey {
  readonly points: readonly WrittenPoint[];
  readonly lines: readonly WrittenLine[];
}

/** Utilities as survey tables name them. */
const UTILITY_ZH: Readonly<Record<Utility, string>> = {
  water: '给水',
  reclaimed: '中水',
  sewage: '污水',
  storm: '雨水',
  combined: '雨污合流',
  gas: '燃气',
  heat: '热力',
  power: '电力',
  telecom: '通信',
  industrial: '工业',
  other: '其他',
  unknown: '',
};

const FLOW_CODES = { forward: '0', reverse: '1', both: '2' } as const;
const STATUS_CODES = { inUse: '0', abandoned: '1' } as const;

type Row = Readonly<Record<string, string>>;

/** The survey as a table of points (管点) and one of lines (管线) with the headings of CJJ 61. */
export function surveyTables({ points, lines }: WrittenSurvey): readonly MemoryTable[] {
  return [tableOf('管点', points.map(pointRow)), tableOf('管线', lines.map(lineRow))].filter(
    ({ rows }) => rows.length > 0,
  );
}

/** A table as a CSV text, cells quoted where they must be. */
export function surveyCsv({ headings, rows }: MemoryTable): string {
  const lines = [headings, ...rows].map((cells) =>
    cells.map((cell) => quoted(cell === null ? '' : String(cell))).join(','),
  );
  return `${lines.join('\r\n')}\r\n`;
}

function pointRow(point: WrittenPoint): Row {
  const appurtenances: Readonly<Record<PointAppurtenance, AppurtenanceWord>> = APPURTENANCE_WORDS;
  return {
    物探点号: point.id,
    管线类别: UTILITY_ZH[point.utility ?? 'unknown'],
    特征: point.feature === undefined ? '' : (FEATURE_WORDS[point.feature].words[0] ?? ''),
    附属物: point.appurtenance === undefined ? '' : (appurtenances[point.appurtenance].words[0] ?? ''),
    X: point.north.toFixed(3),
    Y: point.east.toFixed(3),
    地面高程: metres(point.groundM),
    井底深: metres(point.shaftDepthM),
    ...point.cells,
  };
}

function lineRow(line: WrittenLine): Row {
  return {
    起点点号: line.from,
    终点点号: line.to,
    管线类别: UTILITY_ZH[line.utility ?? 'unknown'],
    埋设方式: line.embedding === undefined ? '' : (EMBEDDING_WORDS[line.embedding][0] ?? ''),
    管径: line.size ?? '',
    壁厚: line.wallMm === undefined ? '' : String(line.wallMm),
    外径: line.outerMm === undefined ? '' : String(line.outerMm),
    材质: line.material === undefined ? '' : (MATERIAL_WORDS[line.material][0] ?? ''),
    起点埋深: metres(line.fromDepthM),
    终点埋深: metres(line.toDepthM),
    起点高程: metres(line.fromLevelM),
    终点高程: metres(line.toLevelM),
    流向: line.flow === undefined ? '' : FLOW_CODES[line.flow],
    建设年代: line.builtYear === undefined ? '' : String(line.builtYear),
    使用状态: line.status === undefined ? '' : STATUS_CODES[line.status],
    ...line.cells,
  };
}

/** A table with the headings that any row has a cell of: a column that is empty throughout is left out. */
function tableOf(name: string, rows: readonly Row[]): MemoryTable {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row).filter((heading) => row[heading] !== '')))];
  return { name, headings, rows: rows.map((row) => headings.map((heading) => row[heading] ?? '')) };
}

/** To the millimetre. */
function metres(m: number | undefined): string {
  return m === undefined ? '' : m.toFixed(3);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
