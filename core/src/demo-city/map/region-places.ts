import type { PlaceKind } from '../../model/map-feature.ts';

/** A name outside the district: kind, rank, longitude, latitude, names. */
export type RegionPlace = readonly [kind: PlaceKind, rank: number, lon: number, lat: number, zh: string, en: string];

export const REGION_PLACES: readonly RegionPlace[] = [
  ['city', 1, 119.5985, 39.9315, '秦皇岛市', 'Qinhuangdao'],
  ['district', 2, 119.585, 39.946, '海港区', 'Haigang District'],
  ['district', 2, 119.487, 39.834, '北戴河区', 'Beidaihe District'],
  ['district', 2, 119.752, 39.9995, '山海关区', 'Shanhaiguan District'],
  ['sea', 1, 119.7, 39.84, '渤海', 'Bohai Sea'],
  ['sea', 3, 119.585, 39.87, '秦皇岛湾', 'Qinhuangdao Bay'],
  ['sea', 4, 119.4445, 39.823, '戴河', 'Dai River'],
  ['sea', 5, 119.504, 39.853, '新河', 'Xin River'],
  ['sea', 4, 119.571, 39.966, '汤河', 'Tang River'],
  ['sea', 4, 119.7445, 39.983, '石河', 'Shi River'],
  ['sea', 5, 119.706, 40.034, '燕塞湖', 'Yansai Lake'],
  ['park', 3, 119.56, 40.03, '燕山', 'Yanshan Mountains'],
  ['park', 4, 119.735, 40.0285, '角山', 'Jiao Mountain'],
  ['park', 4, 119.467, 39.8275, '联峰山', 'Lianfeng Hill'],
  ['park', 5, 119.797, 40.041, '长寿山', 'Changshou Mountain'],
  ['park', 5, 119.5325, 39.874, '海滨国家森林公园', 'Haibin Forest Park'],
  ['poi', 4, 119.525, 39.8142, '金山嘴', 'Cape Jinshanzui'],
  ['poi', 4, 119.7965, 39.966, '老龙头', 'Laolongtou'],
  ['poi', 5, 119.5275, 39.835, '鸽子窝', "Pigeon's Nest"],
  ['poi', 5, 119.7535, 40.0085, '山海关古城', 'Shanhaiguan Old Town'],
  ['poi', 5, 119.598, 39.954, '秦皇岛站', 'Qinhuangdao Railway Station'],
  ['poi', 5, 119.434, 39.879, '北戴河站', 'Beidaihe Railway Station'],
  ['poi', 5, 119.75, 39.9965, '山海关站', 'Shanhaiguan Railway Station'],
  ['beach', 5, 119.486, 39.812, '老虎石浴场', 'Tiger Rocks Beach'],
  ['quarter', 4, 119.529, 39.928, '经济技术开发区', 'Economic Development Area'],
  ['quarter', 4, 119.64, 39.924, '秦皇岛港', 'Port of Qinhuangdao'],
  ['quarter', 5, 119.434, 39.872, '戴河镇', 'Daihe Town'],
  ['quarter', 5, 119.528, 39.96, '海阳镇', 'Haiyang Town'],
  ['quarter', 5, 119.586, 39.974, '北港镇', 'Beigang Town'],
  ['quarter', 5, 119.688, 39.958, '西河南街道', 'Xihenan Subdistrict'],
  ['quarter', 5, 119.783, 39.974, '南海街道', 'Nanhai Subdistrict'],
];
