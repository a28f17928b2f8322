import type { SentencePattern } from './sentence-pattern.ts';

/** Sentences of the commonest problems of files and cells in Chinese, by code. */
export const FILE_SENTENCES_ZH: Readonly<Record<string, readonly SentencePattern[]>> = {
  'short-row': [
    [
      '(\\d+) values were wanted, (\\d+) came; those that lack at the end are unknown\\.',
      '应有 $1 个值，实有 $2 个；末尾所缺的值按未知处理。',
    ],
  ],
  'long-row': [
    [
      '(\\d+) values were wanted, (\\d+) came; some may stand under the wrong heading\\.',
      '应有 $1 个值，实有 $2 个；部分值可能错列。',
    ],
  ],
  'bad-quoting': [
    ['A quote opens a value and never closes; .*', '引号开启后没有闭合；该值按原样读取。'],
    ['A value goes on after its closing quote; .*', '闭合引号之后仍有内容；该值连同引号按原样读取。'],
  ],
  'no-headings': [
    [
      'No row of headings was found above the data; the columns are called "column 1" to "column (\\d+)"\\.',
      '数据上方没有列名行；各列称为“column 1”至“column $1”。',
    ],
  ],
  'repeated-heading': [
    ['More than one column is called "(.*)"; this one is read as "(.*)"\\.', '有多列名为“$1”；本列读作“$2”。'],
  ],
  'undecodable-text': [['"(.*)" holds bytes that are no (\\S+) text\\.', '“$1”含有不属于 $2 编码的字节。']],
  'text-encoding': [['"(.*)" is not UTF-8 text; it is read as (.*)\\.', '“$1”不是 UTF-8 文字，按 $2 读取。']],
  'uncertain-encoding': [
    [
      '"(.*)" is read as (\\S+) \\("(.*)"\\), and (\\S+) is nearly as likely \\("(.*)"\\)\\. .*',
      '“$1”按 $2 读取（“$3”），而 $4 的可能性相近（“$5”）；请选择读起来正确的一种。',
    ],
  ],
  'table-left-out': [
    ['(?:Table|Sheet) "(.*)" is left out: none of its columns is known\\.', '“$1”未导入：没有可识别的列。'],
    ['(?:Table|Sheet) "(.*)" is left out: it lacks (.*)\\.', '“$1”未导入：缺少必需的字段（$2）。'],
    ['(?:Table|Sheet) "(.*)" is left out: .*', '“$1”未导入。'],
  ],
  'no-table-fits': [['The profile fits none of the tables\\.', '没有表符合该字段配置。']],
  'unknown-code': [
    ['"(.*)" \\((\\d+) rows?\\) is no word that the code list "(.*)" knows\\.', '“$1”（$2 行）不在代码表“$3”中。'],
    [
      '"(.*)" \\((\\d+) rows?\\) is in no code list for (.*): it stays unknown\\. .*',
      '“$1”（$2 行）不在代码表“$3”中，按未知处理；可加入配置的代码表。',
    ],
  ],
  'profile-proposed': [['No profile was given; "(.*)" is taken for .*', '未指定字段配置；“$1”按识别建议对应。']],
  'unreadable-size': [
    ['"(.*)" is no size that can be read\\.', '管径“$1”无法识别。'],
    [
      'its size names (\\d+) ducts and this column (\\d+): neither is taken\\.',
      '规格为 $1 孔，孔数栏为 $2 孔，相互矛盾，均不采用。',
    ],
    ['"(.*)" has a diameter and a second number .*', '“$1”中的第二个数可能是壁厚，也可能是根数，无法判断。'],
  ],
  'missing-geometry': [['"(.*)" has no geometry: there is nothing to draw\\.', '“$1”没有几何，无法绘制。']],
  'outside-grid': [['(.*) lies in no cell of the management grid\\.', '$1 不在任何单元网格内。']],
  'grid-cell-differs': [['(.*) says it lies in cell (\\S+); it lies in (\\S+)\\.', '$1 所填网格为 $2，实际位于 $3。']],
  'grid-gap': [
    [
      'Cells "(.*)" and "(.*)" leave a gap of (\\S+ m²) \\((\\S+) m wide on the average\\)\\. Rows (\\d+) and (\\d+)\\.',
      '网格“$1”与“$2”之间有空隙 $3（平均宽 $4 m），见第 $5 行和第 $6 行。',
    ],
    [
      'Cell "(.*)" leaves a gap of (\\S+ m²) \\((\\S+) m wide on the average\\)\\.',
      '网格“$1”留有空隙 $2（平均宽 $3 m）。',
    ],
  ],
  'grid-overlap': [
    [
      'Cells "(.*)" and "(.*)" overlap by (\\S+ m²) \\((\\S+) m wide on the average\\)\\. Rows (\\d+) and (\\d+)\\.',
      '网格“$1”与“$2”重叠 $3（平均宽 $4 m），见第 $5 行和第 $6 行。',
    ],
  ],
  'missing-value': [
    ['the numbers of its points or coordinates were wanted; neither came\\.', '应有起终点点号或坐标，两者均无。'],
  ],
  'missing-coordinates': [
    ['coordinates were wanted; none came\\.', '应有坐标，未给出。'],
    ['its point "(.*)" has no place, and so it has none\\.', '所连的点“$1”没有坐标，因此无法定位。'],
  ],
  'not-a-number': [
    ['a number was wanted\\. "?(.*?)"? (?:is|has) .*', '应为数字，实为“$1”。'],
    ['(.*) wants a (?:whole )?number.*; "(.*)" came\\.', '$1 应为数字，实为“$2”。'],
  ],
  'unreadable-value': [
    ['"(.*)": a number was wanted\\. "?(.*?)"? (?:is|has) .*', '“$1”：应为数字，实为“$2”；按未知处理。'],
    ['"(.*)": an angle was wanted\\. "?(.*?)"? (?:is|has) .*', '“$1”：应为角度，实为“$2”；按未知处理。'],
  ],
  'implausible-level': [
    ['no ground lies at (\\S+) m; the level is taken as unknown\\.', '地面高程不可能为 $1 m，按未知处理。'],
  ],
  'unreadable-date': [['a year or a date was wanted\\. "?(.*?)"? (?:is|has) .*', '应为年份或日期，实为“$1”。']],
  'utility-conflict': [
    ['its class and subclass contradict each other; the class is believed\\.', '管线大类与小类矛盾，以大类为准。'],
  ],
  'duplicate-id': [['its number is that of another line; it must be unique\\.', '编号与另一条管线相同；编号应唯一。']],
  'end-away-from-point': [
    [
      'its own coordinates end ([\\d.]+) m from its point "(.*)"; it is drawn to the point\\.',
      '自身坐标的端点距点“$2”$1 m；按管线点绘制。',
    ],
  ],
  'unknown-depth-reference': [
    [
      '(\\d+) lines state a depth or a level, and no rule of the profile says where on the pipe it lies; their levels are unknown\\.',
      '有 $1 条管线填写了埋深或高程，而配置未说明量至管的何处；其高程按未知处理。',
    ],
  ],
  'zero-levels': [
    ['(\\d+) lines lie at level 0 at every vertex; .*', '有 $1 条管线各顶点高程均为 0，按未知处理。'],
    ['(\\d+) points lie at level 0 to the last digit; .*', '有 $1 个点高程恰为 0，按未知处理。'],
  ],
  'cell-without-value': [['Cell (\\S+) .*; its value is unknown\\.', '单元格 $1 没有值，按未知处理。']],
  'invert-above-cover': [
    ['it has its invert (\\S+ m) not below the cover (\\S+ m) of node "(.*)"\\.', '管内底 $1 不低于点“$3”的井盖 $2。'],
  ],
  'invert-below-node': [
    ['it has its invert (\\S+ m) below the floor (\\S+ m) of node "(.*)"\\.', '管内底 $1 低于点“$3”的井底 $2。'],
  ],
  'outer-top-above-cover': [
    ['it has its top (\\S+ m) above the cover (\\S+ m) of node "(.*)"\\.', '管外顶 $1 高于点“$3”的井盖 $2。'],
  ],
  'length-differs': [
    ['it states a length of (\\S+) m and is drawn (\\S+) m long\\.', '所填长度为 $1 m，图上长度为 $2 m。'],
  ],
  'adverse-slope': [['it rises from (\\S+ m) to (\\S+ m) along its flow\\.', '沿流向由 $1 上升至 $2。']],
  'may-be-shifted': [
    [
      'Longitudes and latitudes in China may be shifted .*',
      '中国境内的经纬度可能带有数百米的偏移（GCJ-02、BD-09），数值本身无法判断；未声明偏移时按原值采用。',
    ],
  ],
};
