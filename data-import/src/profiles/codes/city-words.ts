import type { CityPointKind } from '@undercroft/core/model/city-point';
import type { GridLevel } from '@undercroft/core/model/grid-cell';
import type { BuildingUse, PlaceKind, RoofShape } from '@undercroft/core/model/map-feature';
import { words } from './words.ts';

export const CITY_POINT_KIND_WORDS: Readonly<Record<CityPointKind, readonly string[]>> = {
  camera: words(
    '摄像头, 摄像机, 监控, 监控点, 球机, 枪机, 卡口, 电子警察, 视频监控, 球型摄像机, 枪型摄像机',
    'camera, cctv, ptz, traffic camera, surveillance',
  ),
  sensor: words('传感器, 监测点, 监测站, 水位计, 液位计, 流量计, 压力计, 雨量计, 感知设备, sensor, gauge, monitor'),
  unit: ['人员', '车辆', '巡查员', '执法车', '单位', '队伍', 'unit', 'vehicle', 'patrol', 'person'],
  hydrant: ['消防栓', '消火栓', 'hydrant', 'fire hydrant'],
  signal: ['信号灯', '红绿灯', '交通信号灯', 'signal', 'traffic signal', 'traffic signals', 'traffic light'],
  component: ['部件', '城市部件', '井盖', '路灯', '垃圾箱', '果皮箱', '行道树', '公交站牌', 'component', 'asset'],
  other: ['其他', '其它', 'other'],
};

export const GRID_LEVEL_WORDS: Readonly<Record<GridLevel, readonly string[]>> = {
  cell: ['单元网格', '万米单元网格', '基础网格', '单元', 'cell', 'unit grid', 'grid cell'],
  duty: ['责任网格', '工作网格', '巡查网格', 'duty', 'duty grid', 'responsibility grid'],
  community: ['社区', '居委会', '村', '社区网格', 'community', 'neighbourhood'],
  street: ['街道', '镇', '乡', '街道办', '街道网格', 'street', 'subdistrict', 'township'],
  district: ['区', '县', '区县', '城区', 'district', 'county'],
  unknown: ['其他', '其它', 'unknown'],
};

export const BUILDING_USE_WORDS: Readonly<Record<BuildingUse, readonly string[]>> = {
  residential: words(
    '住宅, 居住, 居民楼, 公寓, 民居, 别墅, 宿舍, residential, apartments, house, detached, terrace',
    'dormitory, semidetached_house, bungalow, villa',
  ),
  commercial: ['商业', '商铺', '商场', '商住', '市场', 'commercial', 'retail', 'shop', 'supermarket', 'mall', 'kiosk'],
  office: ['办公', '办公楼', '写字楼', 'office'],
  industrial: ['工业', '厂房', '仓库', '车间', '仓储', 'industrial', 'warehouse', 'factory', 'manufacture'],
  public: words(
    '公共, 公建, 政府, 行政, 文化, 体育, 公共服务, public, civic, government, townhall, library',
    'museum, train_station, fire_station, sports_hall',
  ),
  school: ['学校', '教学楼', '幼儿园', '教育', 'school', 'university', 'kindergarten', 'college'],
  hospital: ['医院', '医疗', '卫生', 'hospital', 'clinic'],
  hotel: ['酒店', '宾馆', '旅馆', 'hotel', 'hostel'],
  other: words('其他, 其它, 附属, garage, garages, shed, roof, church, mosque, temple, service, other'),
  unknown: ['yes', '是', '房屋', '建筑', '一般房屋', '建筑物', 'building', 'unknown'],
};

export const ROOF_WORDS: Readonly<Record<RoofShape, readonly string[]>> = {
  flat: ['平', '平顶', '平屋顶', 'flat'],
  gabled: ['坡', '双坡', '人字', '坡顶', '坡屋顶', 'gabled', 'gable', 'half-hipped', 'saltbox'],
  hipped: ['四坡', '庑殿', 'hipped', 'hip'],
  pyramidal: ['攒尖', '四角攒尖', '锥形', 'pyramidal', 'pyramid', 'tented'],
  skillion: ['单坡', '单坡顶', 'skillion', 'shed', 'mono-pitch'],
  domed: ['穹顶', '圆顶', 'dome', 'domed', 'onion'],
  unknown: ['其他', '其它', 'unknown', 'other'],
};

export const PLACE_KIND_WORDS: Readonly<Record<PlaceKind, readonly string[]>> = {
  city: ['市', '城市', '县', 'city', 'town'],
  district: ['区', '行政区', 'district', 'borough', 'suburb'],
  quarter: ['街道', '社区', '小区', '片区', 'quarter', 'neighbourhood', 'village', 'hamlet'],
  park: ['公园', '广场', '绿地', 'park', 'garden'],
  school: ['学校', '大学', '中学', '小学', '幼儿园', 'school', 'university', 'college', 'kindergarten'],
  hospital: ['医院', '诊所', '卫生院', 'hospital', 'clinic'],
  beach: ['海滩', '浴场', '沙滩', 'beach'],
  sea: ['海', '海湾', 'sea', 'bay'],
  poi: ['其他', '其它', '地标', '兴趣点', 'poi', 'other', 'landmark'],
};
