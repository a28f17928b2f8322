import type { ReportLanguage } from '../report/dig-words.ts';
import { shortMaterial } from '../report/material-words.ts';

type Bilingual = Readonly<Record<ReportLanguage, string>>;

/** Words of the scaled drawings, as Chinese survey drawings have them. `{…}` is filled in. */
export const DRAWING_WORDS = {
  section: { zh: '横断面图', en: 'Cross-section' },
  profile: { zh: '纵断面图', en: 'Longitudinal profile' },
  plan: { zh: '平面图', en: 'Plan' },
  scale: { zh: '比例 {scale}', en: 'Scale {scale}' },
  scales: { zh: '横 {across} 竖 {up}', en: 'H {across} V {up}' },
  level: { zh: '高程 m', en: 'Level m' },
  ground: { zh: '地面', en: 'Ground' },
  groundUnknown: { zh: '地面高程不明', en: 'ground unknown' },
  number: { zh: '编号', en: 'No.' },
  kind: { zh: '类别', en: 'Utility' },
  size: { zh: '规格', en: 'Size' },
  material: { zh: '材质', en: 'Material' },
  outerTop: { zh: '外顶高程', en: 'Outer top' },
  invert: { zh: '管内底高程', en: 'Invert' },
  groundLevel: { zh: '地面高程', en: 'Ground' },
  cover: { zh: '覆土', en: 'Cover' },
  gap: { zh: '水平间距', en: 'Gap across' },
  gapUp: { zh: '垂直间距', en: 'Gap up' },
  station: { zh: '起点距', en: 'Station' },
  slope: { zh: '坡度 ‰', en: 'Slope ‰' },
  length: { zh: '平距', en: 'Distance' },
  conduit: { zh: '规格 材质', en: 'Size, material' },
  node: { zh: '点号', en: 'Node' },
  unknown: { zh: '不明', en: 'unknown' },
  levelUnknown: { zh: '埋深不明', en: 'level unknown' },
  sizeUnknown: { zh: '管径不明', en: 'size unknown' },
  beside: { zh: '旁 {distance} m', en: '{distance} m aside' },
  clear: { zh: '净距 {distance}', en: 'clear {distance}' },
  clearUnknown: { zh: '净距不明', en: 'clearance unknown' },
  overlapping: { zh: '相碰', en: 'overlapping' },
  floor: { zh: '坑底 {level}', en: 'floor {level}' },
  supports: { zh: '支护底 {level}', en: 'supports to {level}' },
  margin: { zh: '作业余量', en: 'Margin' },
  protection: { zh: '保护范围', en: 'Protection zone' },
  control: { zh: '控制范围', en: 'Control zone' },
  pitTop: { zh: '坑口', en: 'Pit, top' },
  pitFloor: { zh: '坑底', en: 'Pit, floor' },
  abandoned: { zh: '废', en: 'disused' },
  planned: { zh: '规划', en: 'planned' },
  reverse: { zh: '逆坡', en: 'reverse' },
  steep: { zh: '小于最小坡度', en: 'below least slope' },
  corner: { zh: '角点', en: 'Corner' },
  east: { zh: '东 Y', en: 'East' },
  north: { zh: '北 X', en: 'North' },
  northLetter: { zh: '北', en: 'N' },
  datum: { zh: '高程基准 {datum}', en: 'Height datum {datum}' },
  dataDate: { zh: '数据截至 {date}', en: 'Data of {date}' },
  legend: { zh: '图例', en: 'Legend' },
  unplaced: {
    zh: '另有 {count} 条管线无平面位置，未绘出',
    en: '{count} more lines have no place in plan and are not drawn',
  },
} as const satisfies Record<string, Bilingual>;

export type DrawingWord = keyof typeof DRAWING_WORDS;

/** Says a word of the drawings; throws a RangeError when a value it wants is missing. */
export function sayOnDrawing(
  language: ReportLanguage,
  word: DrawingWord,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return DRAWING_WORDS[word][language].replace(/\{([a-z]+)\}/gi, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The word "${word}" wants a value for "${name}" and got none.`);
    return String(value);
  });
}

/** A material as a cell has it; a word of no code list stands as the source has it. Unknown is said. */
export function drawnMaterial(material: string | null, language: ReportLanguage): string {
  if (material === null) return sayOnDrawing(language, 'unknown');
  return shortMaterial(material, language);
}
