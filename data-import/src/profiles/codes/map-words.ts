import type { LandUseKind, RoadClass, WaterKind } from '@undercroft/core/model/map-feature';
import { words } from './words.ts';

export const ROAD_CLASS_WORDS: Readonly<Record<RoadClass, readonly string[]>> = {
  motorway: ['高速', '高速公路', 'motorway', 'motorway_link', 'freeway'],
  trunk: ['快速路', '国道', '省道', 'trunk', 'trunk_link', 'expressway', 'highway'],
  avenue: ['主干路', '主干道', '城市主干道', 'avenue', 'primary', 'primary_link', 'arterial', 'main'],
  street: words(
    '次干路, 次干道, 支路, 城市次干道, 城市支路, street, secondary, secondary_link, tertiary',
    'tertiary_link, residential, unclassified, local, collector',
  ),
  lane: ['巷', '胡同', '小路', '街巷', 'lane', 'living_street', 'alley', 'track'],
  service: ['内部道路', '辅路', '匝道', '小区路', 'service', 'driveway'],
  footway: ['人行道', '步行街', '人行', 'footway', 'pedestrian', 'path', 'steps', 'cycleway'],
  rail: ['铁路', '轨道', '地铁', '轻轨', 'rail', 'railway', 'light_rail', 'subway', 'tram'],
  unknown: ['其他', '其它', 'road', 'unknown', 'other'],
};

export const LAND_USE_WORDS: Readonly<Record<LandUseKind, readonly string[]>> = {
  residential: ['居住用地', '住宅用地', '居住', '住宅', 'residential'],
  commercial: ['商业用地', '商业', '商服', 'commercial', 'retail'],
  industrial: ['工业用地', '工业', '仓储', '物流仓储', 'industrial', 'port', 'railway'],
  public: ['公共', '公共用地', '行政办公', '公共管理', 'public', 'civic', 'institutional'],
  school: ['学校', '教育用地', '教育科研', 'school', 'university', 'college', 'education'],
  hospital: ['医院', '医疗用地', '医疗卫生', 'hospital', 'healthcare'],
  park: ['公园', '公园绿地', 'park', 'garden', 'recreation_ground', 'playground', 'pitch'],
  wood: ['林地', '森林', '树林', 'wood', 'forest'],
  grass: ['草地', '绿地', '防护绿地', '绿化', 'grass', 'meadow', 'scrub', 'greenfield', 'village_green'],
  farmland: ['耕地', '农田', '农用地', '园地', 'farmland', 'farm', 'orchard', 'farmyard', 'allotments'],
  beach: ['沙滩', '海滩', '滩涂', 'beach', 'sand', 'shoal'],
  square: ['广场', '广场用地', 'square', 'plaza'],
  parking: ['停车场', '停车', 'parking', 'garages'],
  roadSurface: ['道路用地', '道路面', 'road surface', 'carriageway'],
  vegetation: ['植被', 'vegetation', 'trees'],
  construction: ['在建', '工地', '施工', '建设用地', 'construction', 'brownfield'],
  unknown: ['其他', '其它', 'unknown', 'other'],
};

export const WATER_KIND_WORDS: Readonly<Record<WaterKind, readonly string[]>> = {
  sea: ['海', '海洋', '海湾', 'sea', 'ocean', 'bay'],
  lake: ['湖', '湖泊', 'lake', 'lagoon', 'pond', '池塘', '水塘'],
  river: ['河', '河流', '江', 'river', 'riverbank'],
  stream: ['溪', '溪流', '小河', 'stream', 'ditch', '沟渠'],
  canal: ['运河', '渠', '渠道', 'canal', 'drain'],
  basin: ['水库', '蓄水池', '水池', 'basin', 'reservoir', 'dock'],
  unknown: ['水域', '水面', '水体', '其他', '其它', 'water', 'yes', 'unknown'],
};
