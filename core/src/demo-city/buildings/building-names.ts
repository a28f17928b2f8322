import type { BilingualName } from '../../model/map-feature.ts';
import { UNNAMED } from '../../model/map-feature.ts';
import type { Block } from '../plan/district-plan.ts';
import type { BuildingPart } from './building-parts.ts';

/** Words that malls, hotels and office houses are called by; made up. */
const WORDS: readonly (readonly [zh: string, en: string])[] = [
  ['望澜', 'Wanglan'],
  ['澄海', 'Chenghai'],
  ['云汀', 'Yunting'],
  ['海岳', 'Haiyue'],
  ['金屿', 'Jinyu'],
  ['听涛', 'Tingtao'],
  ['碧湾', 'Biwan'],
  ['鸿泰', 'Hongtai'],
  ['银帆', 'Yinfan'],
  ['东澜', 'Donglan'],
  ['启航', 'Qihang'],
  ['远洲', 'Yuanzhou'],
  ['锦程', 'Jincheng'],
  ['瑞和', 'Ruihe'],
  ['沧浪', 'Canglang'],
  ['渤华', 'Bohua'],
  ['天泽', 'Tianze'],
  ['恒润', 'Hengrun'],
  ['嘉禾', 'Jiahe'],
  ['新岸', "Xin'an"],
];

const KINDS: Readonly<Partial<Record<BuildingPart, readonly (readonly [zh: string, en: string])[]>>> = {
  office: [
    ['大厦', 'Tower'],
    ['商务中心', 'Business Centre'],
    ['国际大厦', 'International Tower'],
    ['科技楼', 'Technology House'],
  ],
  hotel: [
    ['酒店', 'Hotel'],
    ['宾馆', 'Guest House'],
    ['假日酒店', 'Holiday Hotel'],
  ],
  mall: [
    ['广场', 'Plaza'],
    ['购物中心', 'Shopping Centre'],
    ['百货', 'Department Store'],
    ['生活广场', 'Living Plaza'],
  ],
};

/** Buildings called after their block: its name, then what they are. */
const WITHIN: Readonly<Partial<Record<BuildingPart, readonly [zh: string, en: string]>>> = {
  slab: ['号楼', 'Building'],
  tower: ['号楼', 'Building'],
  teaching: ['号教学楼', 'Teaching Building'],
  ward: ['号住院楼', 'Ward Building'],
  clinic: ['号门诊楼', 'Clinic Building'],
  hall: ['号厂房', 'Hall'],
  tank: ['号储罐', 'Tank'],
};

const SOLE: Readonly<Partial<Record<BuildingPart, readonly [zh: string, en: string]>>> = {
  gym: ['体育馆', 'Gymnasium'],
  nursery: ['幼儿园', 'Nursery'],
  station: ['站房', 'Station House'],
  market: ['市场', 'Market Hall'],
};

/** Gives out names; each is given once. */
export class BuildingNames {
  #invented = 0;
  readonly #numbers = new Map<string, number>();

  of(part: BuildingPart, block: Block): BilingualName {
    const kinds = KINDS[part];
    if (kinds) return this.#invent(part, kinds);
    const { zh, en } = block;
    if (zh === null || en === null) return UNNAMED;
    const within = WITHIN[part];
    if (within) {
      const number = this.#next(`${zh} ${within[0]}`);
      return { zh: `${zh}${number}${within[0]}`, en: `${en} ${within[1]} ${number}` };
    }
    const sole = SOLE[part];
    if (!sole) return UNNAMED;
    const number = this.#next(`${zh} ${sole[0]}`);
    return number === 1
      ? { zh: `${zh}${sole[0]}`, en: `${en} ${sole[1]}` }
      : { zh: `${zh}第${number}${sole[0]}`, en: `${en} ${sole[1]} ${number}` };
  }

  #invent(part: BuildingPart, kinds: readonly (readonly [string, string])[]): BilingualName {
    const i = this.#invented++;
    const [wordZh, wordEn] = WORDS[i % WORDS.length] ?? ['', ''];
    const [kindZh, kindEn] = kinds[Math.floor(i / WORDS.length) % kinds.length] ?? ['', ''];
    const number = this.#next(`${wordZh}${kindZh} ${part}`);
    const suffix = number === 1 ? ['', ''] : [`${number}座`, ` ${number}`];
    return { zh: `${wordZh}${kindZh}${suffix[0]}`, en: `${wordEn} ${kindEn}${suffix[1]}` };
  }

  #next(key: string): number {
    const number = (this.#numbers.get(key) ?? 0) + 1;
    this.#numbers.set(key, number);
    return number;
  }
}
