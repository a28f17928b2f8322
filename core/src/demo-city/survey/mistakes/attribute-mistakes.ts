import type { LaidConduit, LaidNode } from '../../network/laid.ts';
import type { LinePlace, Mistake, SurveyDraft } from '../survey-draft.ts';
import type { LineRow } from '../survey-headings.ts';
import type { Planter } from './planter.ts';

/** One cell of a line's row that is wrong by itself. */
interface WrongCell {
  readonly rule: string | null;
  readonly code: string;
  readonly field: keyof LineRow;
  readonly fits: (place: LinePlace, draft: SurveyDraft) => boolean;
  readonly is: (place: LinePlace) => string;
}

const PLASTIC = new Set(['PE', 'HDPE', 'PVC', 'PVC-U', '塑料', '聚乙烯']);
/** Materials that a utility's lines are never made of. */
const BARRED: Readonly<Record<string, string>> = {
  gas: '混凝土',
  heat: 'PE',
  telecom: '钢芯铝绞线',
  power: '光纤',
  water: '光纤',
};

function planter({ rule, code, field, fits, is }: WrongCell): Planter {
  return (draft, random) => {
    const place = draft.findLine(random, (each) => fits(each, draft));
    if (place === null) return false;
    const { conduit, row } = place;
    const cell = is(place);
    draft.editLine(place, { [field]: cell });
    const mistake: Mistake = {
      rule,
      code,
      table: 'lines',
      rowId: draft.lineIdOf(conduit),
      utility: conduit.utility,
      field,
      wanted: row[field],
      is: cell,
    };
    draft.plant([conduit.from, conduit.to], mistake);
    return true;
  };
}

/** P4: the code of another utility's line. */
export const lineCodeMismatch = planter({
  rule: 'P4',
  code: 'code-mismatch',
  field: '线编码',
  fits: ({ row }) => row.线编码 !== '',
  is: ({ row }) => `${row.线编码.startsWith('5201') ? '5202' : '5201'}${row.线编码.slice(4)}`,
});

/** A1: a gas main of medium or higher pressure called one of low pressure. */
export const pressureBand = planter({
  rule: 'A1',
  code: 'pressure-band-differs',
  field: '压力',
  fits: ({ conduit }) => conduit.utility === 'gas' && (conduit.pressureMpa ?? 0) > 0.01,
  is: ({ conduit }) => `低压(${conduit.pressureMpa}MPa)`,
});

/** A1: a voltage on a line that carries none. */
export const strangeVoltage = planter({
  rule: 'A1',
  code: 'voltage-on-other-utility',
  field: '电压',
  fits: ({ conduit }) => conduit.utility === 'water' || conduit.utility === 'telecom' || conduit.utility === 'heat',
  is: () => '10kV',
});

/** A1: a power line without its voltage. */
export const missingVoltage = planter({
  rule: 'A1',
  code: 'missing-voltage',
  field: '电压',
  fits: ({ conduit, row }) => conduit.utility === 'power' && row.电压 !== '',
  is: () => '',
});

/** A1: a coating against rust on plastic. */
export const coatedPlastic = planter({
  rule: 'A1',
  code: 'anticorrosion-on-plastic',
  field: '接口形式',
  fits: ({ conduit, row }) => conduit.utility === 'gas' && PLASTIC.has(row.材质),
  is: () => '热熔 3PE防腐',
});

/** A2: a material that such lines are never made of, where it is no change of material as well. */
export const barredMaterial = planter({
  rule: 'A2',
  code: 'material-not-allowed',
  field: '材质',
  fits: ({ conduit }, draft) =>
    BARRED[conduit.utility] !== undefined &&
    conduit.embedding !== 'trench' &&
    conduit.embedding !== 'tunnel' &&
    isNoMeetingOfTwo(conduit, draft),
  is: ({ conduit }) => BARRED[conduit.utility] ?? '',
});

/** A3: built after it was surveyed. */
export const yearInFuture = planter({
  rule: 'A3',
  code: 'year-in-future',
  field: '建设年代',
  fits: ({ row }) => row.建设年代.startsWith('20'),
  is: ({ row }) => `203${row.建设年代.slice(3)}`,
});

/** A3: how a round pipe lies was left out; where its depth is measured to is plain without it. */
export const embeddingMissing = planter({
  rule: 'A3',
  code: 'unknown-embedding',
  field: '埋设方式',
  fits: ({ conduit }) =>
    conduit.embedding === 'directBuried' &&
    conduit.make.shape === 'circular' &&
    (conduit.utility === 'water' ||
      conduit.utility === 'gas' ||
      conduit.utility === 'storm' ||
      conduit.utility === 'sewage'),
  is: () => '',
});

/** A3: a main in use that is called abandoned, with neither cap nor valve at its ends. */
export const abandonedInUse = planter({
  rule: 'A3',
  code: 'abandoned-in-network',
  field: '使用状态',
  fits: ({ conduit }, draft) =>
    conduit.reference === 'outerTop' &&
    [conduit.from, conduit.to].every((node) => node.feature !== '盖堵' && !isValve(node)) &&
    [conduit.from, conduit.to].some((node) => hasOther(node, conduit, draft)),
  is: () => '1',
});

/** A size in which a letter stands for a digit. */
export const sizeUnreadable = planter({
  rule: null,
  code: 'unreadable-size',
  field: '管径',
  fits: ({ conduit, row }) =>
    conduit.make.shape === 'circular' && /^DN\d+0$/.test(row.管径) && row.外径 !== '' && row.壁厚 !== '',
  is: ({ row }) => row.管径.replace(/0$/, 'O'),
});

/** A length that is not that between its points. */
export const lengthDiffers = planter({
  rule: null,
  code: 'length-differs',
  field: '管段长度',
  fits: ({ row }) => Number(row.管段长度) > 5,
  is: ({ row }) => (Number(row.管段长度) * 1.5).toFixed(2),
});

/** No end at which two lines alone meet and must be alike. */
export function isNoMeetingOfTwo({ from, to }: LaidConduit, draft: SurveyDraft): boolean {
  return [from, to].every((node) => node.kind === 'manhole' || draft.degree(node) !== 2);
}

function isValve({ appurtenance }: LaidNode): boolean {
  return appurtenance !== null && /阀/.test(appurtenance);
}

/** True where another line of the utility goes on. */
function hasOther(node: LaidNode, conduit: LaidConduit, draft: SurveyDraft): boolean {
  return draft.conduitsAt(node).some((other) => other !== conduit && other.utility === conduit.utility);
}
