import type { LandUseKind } from '../../model/map-feature.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { BuildPattern } from './district-plan.ts';
import type { Reserve, ZoneName } from './zones.ts';

/** What a block is used for. */
export interface Use {
  readonly kind: LandUseKind;
  readonly pattern: BuildPattern | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly builtYear: number;
}

/** Land given a use by hand: the block that holds the place. It is kept whole down to `mostM2`. */
export interface GivenUse extends Use, Reserve {
  readonly at: PlanPoint;
  readonly zh: string;
  readonly en: string;
}

const WHOLE = Number.POSITIVE_INFINITY;

function given(
  at: PlanPoint,
  mostM2: number,
  [kind, pattern]: readonly [LandUseKind, BuildPattern | null],
  builtYear: number,
  zh: string,
  en: string,
): GivenUse {
  return { at, mostM2, kind, pattern, builtYear, zh, en };
}

const PARK = ['park', 'park'] as const;
const SCHOOL = ['school', 'school'] as const;
const HOSPITAL = ['hospital', 'hospital'] as const;
const OFFICES = ['commercial', 'offices'] as const;
const MARKET = ['commercial', 'market'] as const;
const HOTEL = ['commercial', 'towers'] as const;
const CIVIC = ['public', 'offices'] as const;
const SQUARE = ['square', null] as const;
const HALLS = ['industrial', 'halls'] as const;

/** What the district is known by. No two of the places lie in one block of any seed's plan, or the first takes it. */
export const GIVEN_USES: readonly GivenUse[] = [
  given([235, 2215], WHOLE, PARK, 2001, '栖云山公园', 'Qiyun Hill Park'),
  given([1310, 1530], WHOLE, PARK, 1987, '人民公园', "People's Park"),
  given([2350, 250], WHOLE, ['industrial', 'port'], 1978, '海港港区', 'Haigang Port'),
  given([2345, 1860], WHOLE, ['public', 'station'], 1999, '海港站', 'Haigang Railway Station'),
  given([2170, 1950], 20_000, SQUARE, 1999, '站前广场', 'Station Square'),
  given([1400, 1010], 26_000, SQUARE, 1994, '文化广场', 'Wenhua Square'),
  given([930, 1080], 62_000, HOSPITAL, 1990, '海港区人民医院', "Haigang People's Hospital"),
  given([2080, 2380], 40_000, HOSPITAL, 2005, '海港区妇幼保健院', 'Haigang Maternity Hospital'),
  given([950, 2420], 70_000, SCHOOL, 2004, '燕山中学', 'Yanshan Middle School'),
  given([1320, 1960], 62_000, SCHOOL, 1996, '秦皇第一中学', 'Qinhuang No. 1 Middle School'),
  given([2090, 700], 22_000, SCHOOL, 1979, '海阳路小学', 'Haiyang Road Primary School'),
  given([320, 1050], 40_000, SCHOOL, 1998, '西港小学', 'Xigang Primary School'),
  given([900, 700], 40_000, SCHOOL, 2002, '友谊路小学', 'Youyi Road Primary School'),
  given([1700, 2400], 40_000, SCHOOL, 2009, '迎宾小学', 'Yingbin Primary School'),
  given([2560, 1420], 42_000, SCHOOL, 1986, '东港小学', 'Donggang Primary School'),
  given([1640, 1080], 32_000, OFFICES, 2010, '文化广场商厦', 'Wenhua Plaza Mall'),
  given([1640, 1400], 32_000, OFFICES, 2014, '建设金融中心', 'Jianshe Finance Centre'),
  given([2090, 1080], 32_000, OFFICES, 2007, '民族商贸城', 'Minzu Trade City'),
  given([1250, 780], 40_000, OFFICES, 2012, '红旗商务区', 'Hongqi Business Quarter'),
  given([1320, 1150], 40_000, CIVIC, 1995, '海港区政务中心', 'Haigang Civic Centre'),
  given([1640, 660], 16_000, MARKET, 1988, '四季市场', 'Siji Market'),
  given([1960, 300], 13_000, MARKET, 1984, '渔港水产市场', 'Yugang Fish Market'),
  given([890, 1900], 30_000, MARKET, 1997, '友谊农贸市场', 'Youyi Market'),
  given([760, 330], 42_000, HOTEL, 2013, '观海国际酒店', 'Guanhai International Hotel'),
  given([1250, 300], 42_000, HOTEL, 2009, '金沙湾酒店', 'Jinsha Bay Hotel'),
  given([2700, 2330], 130_000, HALLS, 1991, '东港物流园', 'Donggang Logistics Park'),
  given([2920, 1000], WHOLE, HALLS, 1985, '海港玻璃厂', 'Haigang Glass Works'),
  given([250, 2850], 0, ['residential', 'village'], 1975, '北环村', 'Beihuan Village'),
  given([2640, 2820], WHOLE, ['wood', null], 1990, '铁路防护林', 'Railway Shelter Belt'),
];

const ESTATE_BUILDS: readonly BuildPattern[] = ['slabs', 'slabs', 'slabs', 'mixed', 'towers', 'slabs'];

/** How blocks without a use by hand are built over, by zone. */
export const ZONE_BUILDS: Readonly<Record<ZoneName, readonly BuildPattern[]>> = {
  oldQuarter: ['courtyards', 'courtyards', 'courtyards', 'courtyards', 'slabs'],
  centre: ['offices', 'mixed', 'slabs', 'mixed', 'slabs'],
  seaFront: ['towers', 'towers', 'mixed'],
  estates: ESTATE_BUILDS,
  west: ['villas', 'villas', 'slabs', 'villas', 'courtyards', 'mixed'],
  village: ['village'],
  industry: ['halls', 'halls', 'halls', 'slabs'],
};

/** Years in which most of a zone was built: from, before. */
export const ZONE_YEARS: Readonly<Record<ZoneName, readonly [from: number, before: number]>> = {
  oldQuarter: [1936, 1984],
  centre: [1982, 2016],
  seaFront: [2003, 2021],
  estates: [1986, 2014],
  west: [1990, 2016],
  village: [1962, 1998],
  industry: [1974, 2006],
};

/** The land use a way of building stands for. */
export function landUseOf(pattern: BuildPattern): LandUseKind {
  switch (pattern) {
    case 'slabs':
    case 'towers':
    case 'mixed':
    case 'villas':
    case 'village':
    case 'courtyards':
      return 'residential';
    case 'market':
    case 'offices':
      return 'commercial';
    case 'school':
      return 'school';
    case 'hospital':
      return 'hospital';
    case 'halls':
    case 'port':
      return 'industrial';
    case 'station':
      return 'public';
    case 'park':
      return 'park';
  }
}
