import type { PlanLine } from '../place/plan-geometry.ts';
import type { StreetClass } from './street.ts';

/** A street drawn by hand: a smooth line through control points in plan metres. */
export interface MainStreet {
  readonly zh: string;
  readonly en: string;
  readonly kind: StreetClass;
  readonly builtYear: number;
  readonly tunnel: boolean;
  readonly controls: PlanLine;
}

/** Ends drawn this far or less beyond (or short of) another street are brought to it: a T junction, metres. */
export const JOIN_M = 60;

/*
 * Along the shore (大街, west to east), then inland (路, south to north). Blocks differ in size and hardly any street is
 * quite straight; what meets does so near a right angle. Ends beyond 0 or 3000 leave the district.
 */
export const MAIN_STREETS: readonly MainStreet[] = [
  street('滨海大街', 'Binhai Street', 'arterial', 1998, false, [
    [-40, 196],
    [300, 190],
    [640, 176],
    [1000, 166],
    [1400, 176],
    [1760, 186],
    [2000, 168],
    [2146, 148],
  ]),
  street('港城大街', 'Gangcheng Street', 'collector', 1988, false, [
    [640, 520],
    [880, 540],
    [1130, 548],
    [1480, 522],
    [1830, 470],
    [2190, 402],
    [2460, 404],
    [2700, 430],
    [2900, 448],
    [3040, 450],
  ]),
  street('河北大街', 'Hebei Street', 'arterial', 1984, true, [
    [-40, 826],
    [400, 856],
    [800, 898],
    [1300, 912],
    [1800, 872],
    [2250, 812],
    [2600, 796],
    [3040, 832],
  ]),
  street('建设大街', 'Jianshe Street', 'collector', 1986, false, [
    [-40, 1246],
    [400, 1262],
    [850, 1286],
    [1300, 1318],
    [1750, 1292],
    [2200, 1226],
    [2600, 1196],
    [3040, 1224],
  ]),
  street('燕山大街', 'Yanshan Street', 'arterial', 1992, false, [
    [-40, 1670],
    [400, 1700],
    [900, 1756],
    [1400, 1756],
    [1900, 1694],
    [2400, 1640],
    [3040, 1676],
  ]),
  street('秦皇大街', 'Qinhuang Street', 'collector', 2003, false, [
    [740, 2150],
    [1000, 2196],
    [1300, 2214],
    [1750, 2150],
    [2250, 2082],
    [2300, 2078],
  ]),
  street('北环路', 'Beihuan Road', 'arterial', 2006, false, [
    [-40, 2622],
    [500, 2664],
    [1000, 2668],
    [1600, 2606],
    [2200, 2540],
    [2600, 2530],
    [3040, 2580],
  ]),
  street('西港路', 'Xigang Road', 'collector', 1995, false, [
    [196, 160],
    [206, 500],
    [214, 850],
    [200, 1250],
    [186, 1480],
    [184, 1730],
  ]),
  street('滨河路', 'Binhe Road', 'collector', 2008, false, [
    [386, 170],
    [436, 500],
    [476, 850],
    [492, 1250],
    [470, 1700],
    [462, 1980],
    [476, 2300],
    [508, 2650],
    [560, 3040],
  ]),
  street('友谊路', 'Youyi Road', 'collector', 1996, false, [
    [632, 150],
    [676, 500],
    [730, 890],
    [752, 1270],
    [744, 1740],
    [756, 2170],
    [804, 2660],
    [850, 3040],
  ]),
  street('红旗路', 'Hongqi Road', 'arterial', 1990, false, [
    [1034, 140],
    [1072, 500],
    [1112, 880],
    [1130, 1300],
    [1120, 1730],
    [1128, 2180],
    [1166, 2630],
    [1190, 3040],
  ]),
  street('文化路', 'Wenhua Road', 'arterial', 1985, false, [
    [1420, 150],
    [1464, 500],
    [1504, 890],
    [1514, 1300],
    [1486, 1740],
    [1494, 2180],
    [1540, 2610],
    [1556, 3040],
  ]),
  street('民族路', 'Minzu Road', 'collector', 1982, false, [
    [1742, 170],
    [1812, 470],
    [1882, 845],
    [1920, 1260],
    [1904, 1720],
  ]),
  street('迎宾路', 'Yingbin Road', 'collector', 2001, false, [
    [1690, 1690],
    [1744, 1810],
    [1868, 2140],
    [2012, 2570],
    [2052, 2740],
    [2076, 3040],
  ]),
  street('海阳路', 'Haiyang Road', 'arterial', 1983, false, [
    [2100, 120],
    [2180, 400],
    [2258, 810],
    [2268, 1230],
    [2258, 1670],
    [2256, 2110],
    [2282, 2555],
    [2290, 3040],
  ]),
  street('东港路', 'Donggang Road', 'collector', 1994, false, [
    [2902, 420],
    [2884, 820],
    [2862, 1240],
    [2850, 1680],
    [2842, 2150],
    [2830, 2570],
    [2822, 3040],
  ]),
];

function street(
  zh: string,
  en: string,
  kind: StreetClass,
  builtYear: number,
  tunnel: boolean,
  controls: PlanLine,
): MainStreet {
  return { zh, en, kind, builtYear, tunnel, controls };
}

/** The railway from the north through the station to the harbour. */
export const RAILWAY_CONTROLS: PlanLine = [
  [2446, 3040],
  [2432, 2560],
  [2424, 2200],
  [2428, 1800],
  [2452, 1400],
  [2494, 1080],
  [2520, 820],
  [2504, 620],
  [2472, 440],
  [2446, 300],
  [2430, -20],
];

/** The fence between the promenade and the port, from the end of the shore's street to the water. */
export const PORT_FENCE: PlanLine = [
  [2104, 170],
  [2146, 20],
];
