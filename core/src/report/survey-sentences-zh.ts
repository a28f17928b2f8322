import type { SentencePattern } from './sentence-pattern.ts';

const M = '(-?[\\d.]+ m)';

/** Sentences of the survey rules (P1 to C1) in Chinese, by code; words after CJJ 61-2017. */
export const SURVEY_SENTENCES_ZH: Readonly<Record<string, readonly SentencePattern[]>> = {
  // P: points
  'point-number-missing': [['a point number was wanted; the cell is empty\\.', '应有物探点号，该单元格为空。']],
  'duplicate-point': [
    ['its number stands in row (\\d+) already; it must be unique\\.', '点号已在第 $1 行出现；点号应唯一。'],
  ],
  'map-number-differs': [
    [
      'its number on the map is "(.*)"; the same as its point number was wanted\\.',
      '图上点号为“$1”，应与物探点号一致。',
    ],
  ],
  'feature-and-appurtenance': [
    [
      'a feature or an appurtenance was wanted; both came: "(.*)" and "(.*)"\\.',
      '特征与附属物应只填一项，现两项并存：“$1”与“$2”。',
    ],
  ],
  'no-feature-or-appurtenance': [
    ['a feature or an appurtenance was wanted; neither came\\.', '应填写特征或附属物，两项均为空。'],
  ],
  'same-point': [
    [
      'its place is that of point "(.*)", and so is its level; a point stands in a survey once\\.',
      '平面位置和高程均与点“$1”相同；同一点只应出现一次。',
    ],
  ],
  'same-place': [
    ['its place is that of point "(.*)", and their levels differ\\.', '平面位置与点“$1”相同，而高程不同。'],
    [
      'its place is that of point "(.*)" of another (?:network|utility)\\.',
      '平面位置与点“$1”相同，而两点不属同一管网或管类。',
    ],
  ],
  'code-mismatch': [
    ["code (\\S+) is that of a (\\w+); a (?:line|point)'s was wanted\\.", '编码 $1 属于另一类要素，与本表要素不符。'],
    [
      'code (\\S+) is that of (?!an? )(\\w+); the (?:line carries|point belongs to) (\\w+)\\.',
      '编码 $1 属于@2，而管线类别为@3。',
    ],
    ['code (\\S+) is that of a feature; "(.*)" is an appurtenance\\.', '编码 $1 是特征的编码，而“$2”是附属物。'],
    ['code (\\S+) is that of an appurtenance; "(.*)" is a feature\\.', '编码 $1 是附属物的编码，而“$2”是特征。'],
  ],
  // L: lines
  'missing-point': [['its point "(.*)" stands in no table of points\\.', '所连的点“$1”不在任何管点表中。']],
  'placed-without-point': [
    [
      'its point "(.*)" stands in no table of points; the line\'s own coordinates place it\\.',
      '所连的点“$1”不在任何管点表中，按管线自身坐标定位。',
    ],
  ],
  'unused-point': [['no line names it\\.', '没有管线与此点相连。']],
  'line-to-itself': [
    ['both its ends are the point "(.*)"; two points were wanted\\.', '起点与终点均为“$1”；应为两个不同的点。'],
  ],
  'duplicate-line': [['row (\\d+) joins the same two points already\\.', '第 $1 行已连接相同的两点。']],
  'level-depth-mismatch': [
    [
      `ground ${M} less depth ${M} is ${M}; the level stated is ${M}\\.`,
      '地面高程 $1 减埋深 $2 为 $3，而所填管线高程为 $4。',
    ],
  ],
  'level-differs-at-node': [
    [
      `lines meet here at levels from ${M} to ${M}; one level was wanted, since it is no chamber\\.`,
      '各管线在此点的高程为 $1 至 $2；此点不是井，高程应一致。',
    ],
  ],
  'size-differs-at-node': [
    [
      'lines of (.*) and (.*) mm meet here; it is no reducer\\.',
      '管径 $1 与 $2 mm 的管线在此点相接，而此点不是变径点。',
    ],
  ],
  'material-differs-at-node': [
    [
      'lines "(.*)" and "(.*)" of different materials meet here; it is no change of material\\.',
      '材质不同的管线“$1”与“$2”在此点相接，而此点不是变材点。',
    ],
  ],
  'line-too-long': [[`a length of ${M} at most was wanted; it is ${M}\\.`, '管段长度应不大于 $1，实际为 $2。']],
  'line-too-short': [[`a length of ${M} at least was wanted; it is ${M}\\.`, '管段长度应不小于 $1，实际为 $2。']],
  'steep-line': [
    [
      `a slope of ([\\d.]+) degrees at most was wanted; it runs at ([\\d.]+) degrees, from ${M} to ${M}\\.`,
      '坡度应不大于 $1°，实际为 $2°，由 $3 至 $4。',
    ],
  ],
  'depth-too-great': [[`a depth of ${M} at most was wanted; ${M} came\\.`, '埋深应不大于 $1，实际为 $2。']],
  'depth-above-ground': [
    [
      `a depth of 0 or more was wanted; ${M} came\\. Only overhead lines and risers lie above the ground\\.`,
      '埋深应不小于 0，实际为 $1；只有架空管线和立管可高出地面。',
    ],
  ],
  'zero-depth': [
    [
      'its depth is 0: on the ground, or never measured; nothing tells\\.',
      '埋深为 0：可能位于地面，也可能未量测，无从判断。',
    ],
    ['its shaft has a depth of 0; it is taken as unknown\\.', '井深为 0，按未知处理。'],
  ],
  'reverse-slope': [
    [
      `a fall was wanted; it rises ${M} along its flow, from ${M} to ${M}\\.`,
      '沿流向应下降，实际上升 $1，由 $2 至 $3。',
    ],
  ],
  'manhole-drop': [
    [
      `water drops ${M} in it, from ${M} to ${M}; ${M} at most was wanted\\.`,
      '井内跌落 $1，由 $2 至 $3；应不大于 $4。',
    ],
  ],
  // N: the network
  'degree-differs': [
    ['as a \\w+ it wants (\\d+) lines?; (\\d+) meet there\\.', '按其特征应连接 $1 条管线，实际连接 $2 条。'],
  ],
  'dangling-end': [
    [
      'a line ends here, and it is no outfall, stub, cap, building entry or edge of the survey\\.',
      '管线在此终止，而此点不是排放口、预留口、盖堵、入户或测区边界。',
    ],
  ],
  'separate-component': [
    [
      'it belongs to a part of the (\\w+) network \\((\\d+) lines?\\) that is joined to no other and has no outfall, building entry or edge of the survey\\.',
      '所在的@1管网部分（$2 条管线）与其他部分不相连，也没有排放口、入户或测区边界。',
    ],
    [
      'The (\\w+) network has (\\d+) more parts? that (?:is|are) joined to no other\\.',
      '@1管网另有 $2 个部分与其他部分不相连。',
    ],
  ],
  'exit-above-entry': [
    [
      `its lowest exit at ${M} lies above its lowest entry at ${M}; water stands\\.`,
      '最低出口 $1 高于最低入口 $2，将积水。',
    ],
  ],
  'sink-without-outfall': [
    [
      '(\\d+) lines run to it and none from it, and it is no outfall\\.',
      '有 $1 条管线流入而无流出，且此点不是排放口。',
    ],
  ],
  'crossing-without-node': [
    [
      `it runs through line "(.*)" at levels ${M} and ${M} of their axes, and there is no point where they cross\\.`,
      '与管线“$1”相交，轴线高程为 $2 与 $3，而交叉处没有管线点。',
    ],
  ],
  'crossings-not-judged': [
    [
      'Too many lines cross, or lie in one place: crossings were not looked for in the rest of the survey\\.',
      '相交或重合的管线过多：其余部分未作交叉检查。',
    ],
    [
      '(\\d+) crossings? of lines (?:was|were) not judged: the level or the size of a line is unknown there\\.',
      '有 $1 处管线交叉未作判断：该处管线高程或管径未知。',
    ],
  ],
  // A: attributes
  'pressure-band-differs': [
    [
      '(.*) is above ([\\d.]+) up to ([\\d.]+) MPa; "(.*)" states ([\\d.]+) MPa\\.',
      '$1 应大于 $2 且不大于 $3 MPa，而“$4”为 $5 MPa。',
    ],
  ],
  'voltage-on-other-utility': [
    [
      'a voltage \\("(.*)"\\) was stated for a line that carries (\\w+)\\.',
      '@2管线填写了电压（“$1”）；只有电力管线有电压。',
    ],
  ],
  'missing-voltage': [
    ['the voltage of a power line was wanted; the cell is empty\\.', '电力管线应填写电压，该单元格为空。'],
  ],
  'anticorrosion-on-plastic': [
    ['it is of plastic and has a coating against rust .*', '塑料管填写了防腐层；只有钢管有防腐层。'],
  ],
  'material-not-allowed': [['"(.*)" is no material of (\\w+) lines\\.', '“$1”不是@2管线的常用材质。']],
  'year-in-future': [['it was built in (\\d+); a year up to (\\d+) was wanted\\.', '建设年代为 $1；应不晚于 $2 年。']],
  'unknown-embedding': [
    ['how it lies .* was wanted; nothing known came\\.', '应填写埋设方式（直埋、管沟等），未填写或无法识别。'],
  ],
  'abandoned-in-network': [
    [
      'it is abandoned and still joined to "(.*)" at point "(.*)" without a cap or a valve\\.',
      '管线已废弃，仍在点“$2”与“$1”相连，其间没有盖堵或阀门。',
    ],
  ],
  // K: coordinates
  'outside-area-of-use': [
    [
      '\\((.*)\\) lies outside the area of use of (\\S+) \\(.*?\\)\\..*',
      '坐标（$1）超出 $2 的适用范围；请核对坐标系、带号和坐标次序。',
    ],
    ['\\((.*)\\) is no place\\.', '（$1）不是有效的坐标。'],
  ],
  'far-from-the-rest': [
    [
      'it lies (\\d+) km from the middle of the survey\\. .*',
      '距测区中部 $1 km；坐标可能属于另一分带或坐标系，或次序颠倒。',
    ],
  ],
  // C: connections that must not be
  'cross-connection': [
    [
      'storm water and sewage must not meet \\(GB 50014, 3\\.1\\.2\\); here meet "(.*)" and "(.*)"\\.',
      '雨水与污水不得相接（GB 50014 第 3.1.2 条）；此处“$1”与“$2”相接。',
    ],
    [
      'storm water and sewage must not meet \\(GB 50014, 3\\.1\\.2\\); here meet "(.*)" and a (\\w+) point\\.',
      '雨水与污水不得相接（GB 50014 第 3.1.2 条）；此处“$1”接入@2管线点。',
    ],
  ],
};
