import type { BuildPattern } from './district-plan.ts';
import type { StreetName } from './street-names.ts';

const WORDS: readonly (readonly [zh: string, en: string])[] = [
  ['海晴', 'Haiqing'],
  ['燕大', 'Yanda'],
  ['金舍', 'Jinshe'],
  ['玉龙', 'Yulong'],
  ['秦新', 'Qinxin'],
  ['安康', 'Ankang'],
  ['港城', 'Gangcheng'],
  ['民生', 'Minsheng'],
  ['东盛', 'Dongsheng'],
  ['天洋', 'Tianyang'],
  ['文景', 'Wenjing'],
  ['华新', 'Huaxin'],
  ['福临', 'Fulin'],
  ['御景', 'Yujing'],
  ['翠岛', 'Cuidao'],
  ['万和', 'Wanhe'],
  ['泰盛', 'Taisheng'],
  ['明日', 'Mingri'],
  ['热电', 'Redian'],
  ['桥东', 'Qiaodong'],
  ['桥西', 'Qiaoxi'],
  ['交运', 'Jiaoyun'],
  ['港务', 'Gangwu'],
  ['铁建', 'Tiejian'],
  ['机床', 'Jichuang'],
  ['纺织', 'Fangzhi'],
  ['水岸', 'Shuian'],
  ['晓园', 'Xiaoyuan'],
  ['恒泰', 'Hengtai'],
  ['嘉园', 'Jiayuan'],
  ['和泰', 'Hetai'],
  ['金龙', 'Jinlong'],
  ['碧海', 'Bihai'],
  ['云鼎', 'Yunding'],
  ['博雅', 'Boya'],
  ['丽景', 'Lijing'],
  ['蓝湾', 'Lanwan'],
  ['北岸', 'Beian'],
  ['银河', 'Yinhe'],
  ['新苑', 'Xinyuan'],
];

const SUFFIXES: readonly (readonly [zh: string, en: string])[] = [
  ['小区', 'Estate'],
  ['花园', 'Gardens'],
  ['家园', 'Homes'],
  ['里', 'Court'],
];

const VILLAS: typeof SUFFIXES = [
  ['别墅', 'Villas'],
  ['山庄', 'Manor'],
  ['墅院', 'Villa Court'],
  ['雅墅', 'Fine Villas'],
];

/** The name of the estate of a number, unique below 160. Villas are 别墅, the others take the usual endings in turn. */
export function estateName(number: number, pattern: BuildPattern | null): StreetName {
  const word = WORDS[number % WORDS.length];
  const suffix = SUFFIXES[(number + Math.floor(number / WORDS.length)) % SUFFIXES.length];
  if (!word || !suffix || number >= WORDS.length * SUFFIXES.length) {
    throw new RangeError(`estateName: wanted a number below ${WORDS.length * SUFFIXES.length}, got ${number}`);
  }
  const [zh, en] =
    pattern === 'villas' ? (VILLAS[Math.floor(number / WORDS.length) % VILLAS.length] ?? suffix) : suffix;
  return { zh: `${word[0]}${zh}`, en: `${word[1]} ${en}` };
}
