import type { Language } from './language.ts';

/** Formats by their names, in Chinese, where the title holds words; others are called alike in both languages. */
const TITLES_ZH: Readonly<Record<string, string>> = {
  csv: '文本表（CSV、TSV、TXT）',
  dxf: 'AutoCAD 图形（DXF）',
  'json-array': 'JSON 对象列表',
  mdb: 'Access 数据库',
  xlsx: 'Excel 工作簿',
  epanet: 'EPANET 2 输入文件',
  osm: 'OpenStreetMap 提取文件（PBF）',
  swmm: 'EPA SWMM 5 输入文件',
};

export function formatTitle(format: string, title: string, language: Language): string {
  return language === 'zh' ? (TITLES_ZH[format] ?? title) : title;
}
