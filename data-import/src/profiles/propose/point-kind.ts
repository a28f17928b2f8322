import type { TableInfo } from '../../tables/table-format.ts';
import type { CodeReader } from '../codes/code-reader.ts';
import type { JudgedMatch } from './judge-match.ts';

/** Words in the name of a table or of its headings that say what stands at its points, by the word that is kept. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/camera|cctv|video|摄像|监控|球机|卡口|视频/iu, '摄像头'],
  [/hydrant|消防栓|消火栓/iu, '消防栓'],
  [/signal|信号灯|红绿灯/iu, '信号灯'],
  [/sensor|gauge|传感|监测点|水位|液位|雨量/iu, '传感器'],
  [/component|部件|井盖|路灯/iu, '部件'],
];

/** Fields that only cameras have. */
const CAMERA_FIELDS = new Set(['heading', 'fieldOfView']);

/** What the points of a table are; `null` where neither its name nor its columns tell. */
export function pointKindOf(table: TableInfo, judged: readonly JudgedMatch[], codes: CodeReader): string | null {
  if (codes.read('cityPointKind', table.name) !== null) return table.name;
  const texts = [table.name, ...table.columns.map(({ name }) => name)];
  const named = KINDS.find(([pattern]) => texts.some((text) => pattern.test(text)));
  if (named !== undefined) return named[1];
  return judged.some(({ match }) => CAMERA_FIELDS.has(match.field)) ? '摄像头' : null;
}
