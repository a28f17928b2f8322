import { REGION_LAND } from '../../map/region-land.ts';
import { planPointAt } from '../../place/demo-frame.ts';
import { boxRing, type PlanRing, ringArea, turned } from '../../plan/ring-geometry.ts';
import type { StreetName } from '../../plan/street-names.ts';
import type { CellCharacter } from '../case-ground.ts';
import type { DistrictCode } from './cell-draft.ts';

/** Land outside the detailed district that the management grid covers. */
export interface GridArea {
  readonly district: DistrictCode;
  /** Its 街道 or 镇; an area of several is parted into as many pieces. */
  readonly subdistricts: readonly StreetName[];
  readonly character: CellCharacter;
  /** Anticlockwise, in plan. */
  readonly ring: PlanRing;
}

const HAIGANG = '130302';
const SHANHAIGUAN = '130303';
const BEIDAIHE = '130304';

/** An outline of the map by its Chinese name. Throws a RangeError for one that is not drawn. */
function outline(
  zh: string,
  district: DistrictCode,
  character: CellCharacter,
  ...names: readonly (readonly [zh: string, en: string])[]
): GridArea {
  const land = REGION_LAND.find((each) => each.zh === zh);
  if (land === undefined) throw new RangeError(`gridAreas: wanted an outline called "${zh}", the map draws none`);
  return area(land.ring, district, character, names);
}

/** A sight in the country: a turned box about a place. */
function around(
  lon: number,
  lat: number,
  [widthM, depthM]: readonly [number, number],
  district: DistrictCode,
  name: readonly [zh: string, en: string],
): GridArea {
  return area(turned(boxRing(widthM, depthM), planPointAt(lon, lat), 0.3), district, 'scenic', [name]);
}

function area(
  ring: PlanRing,
  district: DistrictCode,
  character: CellCharacter,
  names: readonly (readonly [zh: string, en: string])[],
): GridArea {
  const subdistricts = names.map(([zh, en]) => ({ zh, en }));
  return { district, subdistricts, character, ring: ringArea(ring) < 0 ? ring.toReversed() : ring };
}

/** The towns, works and sights about the district: what is built over or visited, not fields and hills. */
export function gridAreas(): readonly GridArea[] {
  return [
    outline(
      '海港区西部',
      HAIGANG,
      'housing',
      ['西港镇街道', 'Xigangzhen Subdistrict'],
      ['白塔岭街道', 'Baitaling Subdistrict'],
    ),
    outline(
      '海港区北部',
      HAIGANG,
      'housing',
      ['北环路街道', 'Beihuanlu Subdistrict'],
      ['建业街道', 'Jianye Subdistrict'],
    ),
    outline('海港区东部', HAIGANG, 'housing', ['东环路街道', 'Donghuanlu Subdistrict']),
    outline('秦皇岛港', HAIGANG, 'port', ['港务街道', 'Gangwu Subdistrict']),
    outline('经济技术开发区', HAIGANG, 'industry', ['开发区街道', 'Kaifaqu Subdistrict']),
    outline('海阳镇', HAIGANG, 'housing', ['海阳镇', 'Haiyang Town']),
    outline('北港镇', HAIGANG, 'housing', ['北港镇', 'Beigang Town']),
    outline('西河南街道', HAIGANG, 'housing', ['西河南街道', 'Xihenan Subdistrict']),
    outline(
      '山海关城区',
      SHANHAIGUAN,
      'housing',
      ['古城街道', 'Gucheng Subdistrict'],
      ['南关街道', 'Nanguan Subdistrict'],
    ),
    outline('山海关船厂', SHANHAIGUAN, 'industry', ['船厂街道', 'Chuanchang Subdistrict']),
    outline('南海街道', SHANHAIGUAN, 'housing', ['南海街道', 'Nanhai Subdistrict']),
    outline('老龙头', SHANHAIGUAN, 'scenic', ['老龙头景区', 'Laolongtou Scenic Area']),
    around(119.735, 40.0285, [700, 500], SHANHAIGUAN, ['角山景区', 'Jiao Mountain Scenic Area']),
    around(119.8185, 40.011, [360, 300], SHANHAIGUAN, ['孟姜女庙景区', 'Mengjiangnü Temple Scenic Area']),
    around(119.6905, 40.0245, [500, 340], SHANHAIGUAN, ['燕塞湖景区', 'Yansai Lake Scenic Area']),
    outline(
      '北戴河海滨',
      BEIDAIHE,
      'housing',
      ['西山街道', 'Xishan Subdistrict'],
      ['东山街道', 'Dongshan Subdistrict'],
      ['海滨镇', 'Haibin Town'],
      ['金山嘴街道', 'Jinshanzui Subdistrict'],
    ),
    outline('戴河镇', BEIDAIHE, 'housing', ['戴河镇', 'Daihe Town']),
    outline('老虎石浴场', BEIDAIHE, 'beach', ['老虎石景区', 'Tiger Rocks Scenic Area']),
    outline('鸽子窝公园', BEIDAIHE, 'scenic', ['鸽子窝景区', "Pigeon's Nest Scenic Area"]),
    outline('海滨国家森林公园', BEIDAIHE, 'green', ['森林公园管理处', 'Forest Park Office']),
  ];
}
