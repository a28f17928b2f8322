import type { Language } from './language.ts';

/** What a file or a request was refused for, by the server's code, in Chinese; the server's own sentence is English. */
const REFUSALS_ZH: Readonly<Record<string, string>> = {
  'file-not-found': '找不到文件。',
  'file-not-readable': '文件无法打开。',
  'file-too-large': '文件过大，超出可读取的上限。',
  'file-changed': '文件在读取过程中发生了变化，请重新拖入。',
  'empty-file': '文件为空。',
  'binary-file': '应为文本文件，实为二进制文件。',
  'line-too-long': '文件中有一行过长，不是可识别的表。',
  'too-many-rows': '行数超出可读取的上限。',
  'unknown-format': '文件格式无法识别。',
  'unknown-encoding': '所选文字编码无法识别。',
  'unknown-crs': '坐标系代码无法识别。',
  'bad-terrain': '高程模型或影像无法读取。',
  'damaged-file': '文件已损坏或不完整，无法读取；请重新导出或重新下载。',
  'unsafe-file': '文件解压后或展开后超出安全上限，已拒绝读取。',
  'unsupported-content': '文件完好，但其内容类型不支持。',
  'mixed-formats': '这些文件格式不同，不能作为同一来源；请分别导入。',
  'memory-cap': '读取所需内存超出上限，已停止。',
  'time-cap': '读取时间超出上限，已停止。',
  'parser-crashed': '读取过程意外中止。',
  'bad-profile': '字段配置不符合要求。',
  'bad-layer-name': '图层名须以小写字母开头，只含小写字母、数字和连字符。',
  'layer-taken': '该图层名下已有其他内容，或场景已有高程模型：请另取图层名，或在场景文件中更换高程模型。',
  'unknown-upload': '已上传的文件不存在或已过期，请重新拖入。',
  'upload-too-large': '文件过大，服务器不接收。',
  'disk-full': '服务器磁盘空间不足。',
  rejected: '导入被拒绝。',
  'import-refused': '文件无法读取，原因见下方原文。',
  'bad-request': '请求不符合要求。',
  'unknown-scene': '没有这个场景。',
  'unknown-import': '没有这次导入。',
};

/** Words for what was refused, in the language of the screen; `null` where the server's own sentence is all there is. */
export function refusalWords(code: string | null, message: string, language: Language): string | null {
  if (language === 'en' || code === null) return null;
  const said = REFUSALS_ZH[code];
  if (said === undefined) return null;
  const file = /"([^"]*\.[A-Za-z0-9.]{2,12})"/.exec(message)?.[1];
  return file === undefined ? said : `“${file}”：${said}`;
}

/** Why nothing fits a source's coordinates, in the language of the screen. The server says it in English. */
export function placeRefusalWords(refusal: string, language: Language): string {
  if (language === 'en') return refusal;
  const pair = /^\((\S+), (\S+)\) fits no known system( near the scene)?\./.exec(refusal);
  const declared = / The file declares (\S+)\./.exec(refusal)?.[1];
  const unit = /They would fit (EPSG:\d+)[^)]*\) if they were (feet|millimetres|metres),/.exec(refusal);
  const far = /would lie (\d+) km from/.exec(refusal)?.[1];
  return [
    pair === null
      ? '其坐标不能定位到地图上。'
      : `坐标（${pair[1]}, ${pair[2]}）不符合${pair[3] === undefined ? '' : '本城市附近的'}任何已知坐标系。`,
    declared === undefined ? '' : `文件声明的坐标系为 ${declared}。`,
    unit === null ? '' : `若单位为${UNITS_ZH[unit[2] ?? ''] ?? ''}，则符合 ${unit[1]}：请先换算单位。`,
    far === undefined ? '' : `若为经纬度，则距场景原点 ${far} 千米：数据属于别处，或只是示意图。`,
  ].join('');
}

const UNITS_ZH: Readonly<Record<string, string>> = { feet: '英尺', millimetres: '毫米', metres: '米' };
