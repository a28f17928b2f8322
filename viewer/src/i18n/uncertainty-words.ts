/** Messages of the layer that tells how sure places of conduits are, in English. */
export const UNCERTAINTY_EN = {
  'uncertainty.name': 'How sure each place is',
  'uncertainty.known': 'glass: the outer wall lies in this body, by {{sigmas}} standard deviations each way',
  'uncertainty.assumed':
    'hatched: size, wall or level unknown, drawn as far as it may reach; of unknown level from the ground to {{depth}} m down',
  'uncertainty.unknown':
    'cross-hatched: nobody knows how accurate the place is. No distance holds: {{aside}} m aside and to {{depth}} m down a dig is answered “unknown”',
  'uncertainty.note':
    'By the figures of the dig check. Colours are those of the utilities; cross-hatches have one tone. Near by only; manholes are left out, and so is the past.',
} as const;

/** The same in Chinese. */
export const UNCERTAINTY_ZH: Readonly<Record<keyof typeof UNCERTAINTY_EN, string>> = {
  'uncertainty.name': '管线位置误差范围',
  'uncertainty.known': '玻璃体：外壁位于此范围内，各方向按 {{sigmas}} 倍中误差',
  'uncertainty.assumed': '斜线：管径、壁厚或高程未知，按可能的最大范围绘制；高程未知时，自地面至地下 {{depth}} m',
  'uncertainty.unknown':
    '交叉线：位置精度未知，任何距离都不能保证；两侧各 {{aside}} m、深至 {{depth}} m 以内，开挖核查结论为“未知”',
  'uncertainty.note': '数值与开挖核查相同。颜色同管线类别，交叉线统一为灰色。仅近处显示；不含检查井，不含历史时刻。',
};
