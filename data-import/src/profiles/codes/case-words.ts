import type { CaseChannel, CaseKind, CaseResult } from '@undercroft/core/model/city-case';
import { words } from './words.ts';

/** Words of case tables after GB/T 30428.8, and those of cities' own systems. */
export const CASE_KIND_WORDS: Readonly<Record<CaseKind, readonly string[]>> = {
  component: ['部件', '部件类', '部件案件', 'component'],
  event: ['事件', '事件类', '事件案件', 'event'],
};

export const CASE_CHANNEL_WORDS: Readonly<Record<CaseChannel, readonly string[]>> = {
  supervisor: words(
    '监督员上报, 监督员, 信息采集员, 采集员上报, 巡查上报, 城管通, 网格员上报, 监督员发现, supervisor, patrol',
  ),
  hotline: words('热线, 热线受理, 12319, 12345, 12319热线, 12345热线, 电话举报, 电话, hotline, phone'),
  citizen: words(
    '公众举报, 公众上报, 市民上报, 群众举报, 市民, 公众, 微信, 小程序, 市民通, 随手拍, citizen, app, wechat',
  ),
  camera: words('视频, 视频上报, 视频监控, 视频巡查, 智能视频, 视频识别, camera, video'),
  device: words('物联感知, 物联网, 传感器, 设备告警, 感知设备, device, sensor, iot'),
  department: words('部门转办, 领导交办, 上级交办, 部门移送, 部门, 其他系统, department, transfer'),
  unknown: ['其他', '其它', 'other', 'unknown'],
};

export const CASE_RESULT_WORDS: Readonly<Record<CaseResult, readonly string[]>> = {
  open: words(
    '处置中, 未结案, 未结, 办理中, 待处置, 待派遣, 待核查, 待立案, 待结案, 派遣, 处置, 核查, 立案, 受理, open, pending, in progress',
  ),
  closed: words('结案, 已结案, 已结, 办结, 已办结, 正常结案, closed, done'),
  rejected: words('不予立案, 不立案, 不予受理, 不受理, rejected, not registered'),
  void: words('作废, 已作废, 撤销, 废弃, void, cancelled, withdrawn'),
  unknown: ['其他', '其它', 'other', 'unknown'],
};
