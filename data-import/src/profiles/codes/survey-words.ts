import type { ValveState } from '@undercroft/core/model/network-node';
import type { QualityLevel } from '@undercroft/core/model/quality-level';
import type { DepthReference, SectionShape } from '@undercroft/core/model/section-shape';
import { words } from './words.ts';

/** State of a line or point. Numbers (CJJ 61: 0 to 3; other programs otherwise) stand in profiles, never here. */
export const STATUS_WORDS: Readonly<Record<'inUse' | 'abandoned' | 'planned' | 'unknown', readonly string[]>> = {
  inUse: words(
    '在用, 使用, 使用中, 正常, 正在使用, 现状, 运行, 已用, 在线, 完好, 启用, 完好在用',
    'in use, in service, active, operational, functional, existing, on, ok, normal, online',
  ),
  abandoned: words(
    '废弃, 报废, 弃用, 停用, 废, 已废, 已废弃, 作废, 拆除, 离线停用',
    'abandoned, disused, out of service, decommissioned, retired, removed, obsolete',
  ),
  planned: ['规划', '设计', '拟建', '在建', '未建', '新建', '待建', 'planned', 'proposed', 'projected', 'design'],
  /** 空管: an empty pipe is neither in use nor abandoned. */
  unknown: ['其他', '其它', '空管', '空', 'other', 'empty', 'not known'],
};

/** How a valve was found. A valve that is half open stands open. */
export const VALVE_STATE_WORDS: Readonly<Record<ValveState, readonly string[]>> = {
  open: ['开', '开启', '常开', '全开', '半开', '打开', 'open', 'opened', 'normally open', 'fully open', 'partly open'],
  closed: ['关', '关闭', '常闭', '全闭', '闭', '闭合', 'closed', 'shut', 'normally closed'],
  inoperable: words(
    '失灵, 失效, 损坏, 锈死, 锈蚀, 卡死, 故障, 坏, 无法启闭, 不能启闭, 无法操作, 无法关闭',
    'inoperable, inoperative, stuck, seized, broken, faulty',
  ),
};

export const FLOW_WORDS: Readonly<Record<'forward' | 'reverse' | 'both', readonly string[]>> = {
  forward: ['正向', '顺向', '顺', '起点到终点', '起点至终点', '起→终', '+', 'forward', 'from-to', 'downstream', 'down'],
  reverse: ['反向', '逆向', '逆', '终点到起点', '终点至起点', '终→起', 'reverse', 'to-from', 'upstream'],
  both: ['双向', '无向', 'both', 'bidirectional', 'two-way'],
};

/** Words and codes of accuracy classes: ASCE 38-22 and PAS 128, whose B1 to B4 are all detections. */
export const QUALITY_WORDS: Readonly<Record<QualityLevel, readonly string[]>> = {
  A: ['A', 'QL-A', 'QLA', 'A级', '实测', '开挖', '开挖验证', '钎探', '量测', 'verified', 'exposed', 'surveyed'],
  B: words(
    'B, QL-B, QLB, B级, QL-B1, QL-B2, QL-B3, QL-B4, B1, B2, B3, B4, B1P, B2P, B3P',
    '探测, 物探, 仪器探测, 雷达, detected, detection, GPR, EML',
  ),
  C: ['C', 'QL-C', 'QLC', 'C级', 'inferred', 'site reconnaissance'],
  D: words('D, QL-D, QLD, D级, 资料, 图纸, 调绘, 竣工资料, 档案, records, record, desktop, as-built'),
};

/** `管底` alone is left out: it is said of the inside and of the outside. */
export const DEPTH_REFERENCE_WORDS: Readonly<Record<DepthReference, readonly string[]>> = {
  outerTop: words('管顶, 外顶, 管外顶, 管顶外壁, 顶, 块顶, 缆顶, outer top, top, top of pipe, bovenkant'),
  invert: words(
    '管内底, 内底, 内底板, 沟内底, 沟底, 渠底, 流水面, 管底内壁',
    'invert, inner bottom, inner invert, flow line, binnenonderkant, binnenonderkantbuis',
  ),
  axis: ['管中', '中心', '管中心', '中心线', '轴线', 'axis', 'centre', 'center', 'centreline', 'centerline'],
  outerBottom: ['外底', '管外底', '管底外壁', 'outer bottom'],
  unknown: ['未知', '不明', 'unknown'],
};

export const SHAPE_WORDS: Readonly<Record<SectionShape, readonly string[]>> = {
  circular: ['圆', '圆形', '圆管', 'Y', 'circular', 'circle', 'round', 'circ', 'pipe'],
  rectangular: words('方, 方形, 矩形, 矩, 方沟, 箱涵, 盖板沟, rectangular, rect, rect_closed, rect_open, box'),
  arch: ['拱', '拱形', '马蹄', '马蹄形', 'arch', 'horseshoe'],
  egg: ['卵', '卵形', '蛋形', 'egg', 'ovoid'],
  elliptical: ['椭圆', '椭圆形', 'elliptical', 'ellipse', 'oval'],
  trapezoidal: ['梯', '梯形', 'trapezoidal', 'trapezoid'],
  triangular: ['三角', '三角形', 'triangular'],
  parabolic: ['抛物线', 'parabolic'],
  envelope: ['envelope'],
  unknown: ['其他', '其它', '异形', '不规则', 'custom', 'irregular', 'other', 'unknown'],
};

/** How water or gas runs. `中压` and the like are words of pressed gas. */
export const REGIME_WORDS: Readonly<Record<'gravity' | 'pressure', readonly string[]>> = {
  gravity: ['重力', '自流', '重力流', '无压', '非压力', '重力管', 'gravity', 'free surface', 'vrijverval'],
  pressure: words(
    '压力, 有压, 压力流, 加压, 压力管, 承压, 低压, 中压, 中压a, 中压b, 次高压, 次高压a, 次高压b, 高压',
    '超高压',
    'pressure, pressurised, pressurized, pumped, rising main, force main, forced, low, medium, high',
  ),
};

export const JOINT_WORDS: Readonly<Record<string, readonly string[]>> = {
  welded: ['焊接', '焊', 'welded', 'weld'],
  flanged: ['法兰', 'flange', 'flanged'],
  socket: ['承插', '承插口', '承插式', 'socket', 'spigot', 'bell and spigot'],
  threaded: ['螺纹', '丝扣', '丝接', 'threaded'],
  fusion: ['热熔', '电熔', '熔接', 'fusion', 'electrofusion', 'butt fusion'],
  flush: ['平口', '企口', 'flush'],
  glued: ['粘接', '胶接', 'glued', 'solvent'],
  rubberRing: ['胶圈', '橡胶圈', '柔性接口', 'rubber ring'],
  rigid: ['刚性', '刚性接口', '水泥', '抹带', 'rigid'],
};
