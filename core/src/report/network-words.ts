import type { SUPPLIES, VALVE_USES } from '../protocol/analysis/isolation.ts';
import type { NetworkAssumption, NetworkWarning } from '../protocol/analysis/network-shapes.ts';
import type { FLOW_METHODS } from '../protocol/analysis/trace.ts';
import type { ReportLanguage } from './dig-words.ts';

type Bilingual = Readonly<Record<ReportLanguage, string>>;

/** What is done with a valve round an isolated section. */
export const VALVE_USE_WORDS: Readonly<Record<(typeof VALVE_USES)[number], Bilingual>> = {
  close: { zh: '须关闭', en: 'Close' },
  closeToBeSure: { zh: '建议一并关闭', en: 'Close to be sure' },
  keepClosed: { zh: '已关闭，保持', en: 'Closed already, keep it' },
  doesNotTurn: { zh: '失灵，无法关断', en: 'Does not turn' },
};

/** What is known of the supply of an isolated section. */
export const SUPPLY_WORDS: Readonly<Record<(typeof SUPPLIES)[number], Bilingual>> = {
  known: { zh: '供给点已知', en: 'The supply is known' },
  sourceInside: { zh: '供给点位于隔离区内，须停供', en: 'A source lies inside: it has to be stopped' },
  noSourceKnown: { zh: '资料中没有该管网的供给点', en: 'The data names no source of this network' },
  noSourceReaches: { zh: '资料中没有供给点通到此处', en: 'No source in the data reaches here' },
};

/** What a direction of flow was taken from. */
export const FLOW_METHOD_WORDS: Readonly<Record<(typeof FLOW_METHODS)[number], Bilingual>> = {
  fall: { zh: '流向按管内底坡降判断', en: 'Flow by the fall of the inverts' },
  sources: { zh: '流向按供给点判断', en: 'Flow from the sources' },
  notAsked: { zh: '不考虑流向', en: 'Flow not considered' },
};

/** What was not known and was taken for something; `{count}` features. */
const ASSUMED: Readonly<Record<NetworkAssumption['what'], Bilingual>> = {
  valveOpen: {
    zh: '{count} 个阀门状态不明，按开启且可关断计',
    en: '{count} valves of unknown state were taken to be open, and to turn',
  },
  utility: {
    zh: '{count} 条管线类别不明，按属于本管网计',
    en: '{count} links of unknown utility were taken to belong to this network',
  },
};

export function networkAssumptionWords({ what, featureIds }: NetworkAssumption, language: ReportLanguage): string {
  return ASSUMED[what][language].replace('{count}', String(featureIds.length));
}

/** Chinese sentences of the warnings; the English ones come with them. */
const WARNINGS_ZH: ReadonlyMap<string, string> = new Map([
  ['looseEnds', '其中 {count} 条管线有一端没有管点：该处与何相接不明。'],
  ['notInUse', '有 {count} 条废弃或规划管线与之相接：按已断开计。'],
  ['valveStateUnknown', '隔离区周边有 {count} 个阀门状态未注明：按开启且可关断计。'],
  ['customersInDoubt', '另有 {count} 个用户，只有状态不明的阀门确为开启时才能保持供给。'],
  ['noValve', '该部分管网周边没有阀门：无法用阀门隔离。'],
  ['sourceInside', '隔离区内有 {count} 个供给点，没有阀门可将其隔开：须停止供给。'],
  ['flowUnknown', '有 {count} 条管线须经过流向不明的管线才能到达：可能在途中，也可能不在。'],
]);

/** These say another thing of an isolation, where all valves have to be closed, than of a trace. */
const SUPPLY_ZH: ReadonlyMap<string, string> = new Map([
  ['isolation noSourceKnown', '资料中没有该管网的供给点。须关闭周边全部阀门；关闭其中哪些即可、外围谁会停供，均不明。'],
  [
    'isolation noSourceReaches',
    '资料中并非处处都有供给点通达。须关闭周边全部阀门；关闭其中哪些即可、外围谁会停供，均不明。',
  ],
  ['trace noSourceKnown', '资料中没有该管网的供给点：各处流向均不明。'],
]);

/** A warning as a sentence. One without Chinese words stands in English: it is never left out. */
export function networkWarningWords(
  { code, count, message }: NetworkWarning,
  of: 'trace' | 'isolation',
  language: ReportLanguage,
): string {
  if (language === 'en') return message;
  const sentence = SUPPLY_ZH.get(`${of} ${code}`) ?? WARNINGS_ZH.get(code);
  return sentence?.replace('{count}', String(count)) ?? message;
}
