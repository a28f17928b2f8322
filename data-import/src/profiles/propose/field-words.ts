import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';

type FieldWords = Readonly<Record<string, string>>;

/**
 * Headings met in the wild beside those of the built-in profiles, by target and field. Chinese ones are found by their
 * pinyin too (`QDMS`, `qidianmaishen`); words of Latin headings in any order (`depth_start` and `start depth`).
 */
export const FIELD_WORDS: Readonly<Partial<Record<ProfileTarget, FieldWords>>> = {
  surveyPoint: {
    pointId:
      '物探点号, 管点标识码, 标识码, 管线点编号, 管点编号, 点编号, 管线点号, 物探号, 测点号, 点号, point id, point no, node id, manhole id',
    mapPointId: '图上点号, 图上编号, 图上号, 成图点号, map point no',
    x: 'X, X坐标, 坐标X, 纵坐标X, 北坐标, 纵坐标, 北坐标X, X(北), easting, east, x coordinate, point x, 经度, 东经, longitude',
    y: 'Y, Y坐标, 坐标Y, 横坐标Y, 东坐标, 横坐标, 东坐标Y, Y(东), northing, north, y coordinate, point y, 纬度, 北纬, latitude',
    groundLevel:
      '地面高程, 地面标高, 地面高, 高程, 标高, 高程H, 井盖高程, 井口高程, ground level, ground elevation, surface level, cover level, rim elevation',
    utility: '管线类别, 管线类型, 管线种类, 管类, 管道类型, 专业类别, utility, utility type, network type',
    subclass: '管线小类, 管线子类, 小类, subtype',
    feature: '特征, 管点特征, 管线点特征, 点特征, 特征点, feature, fitting, fitting type',
    appurtenance:
      '附属物, 附属物名称, 附属物类型, 附属设施, 附属物类别, appurtenance, structure type, node type, attachment',
    valveState: '阀门状态, 阀门启闭状态, 启闭状态, 阀门开关状态, 开关状态, valve state, valve status, valve position',
    code: '点编码, 点要素编码, 要素代码, 符号编码, 符号代码, feature code',
    offsetOf: '偏心井位, 偏心井点号, 偏心点号, 偏心',
    shaftDepth:
      '井深, 井底深, 井底深度, 井底埋深, 检查井深, manhole depth, shaft depth, chamber depth, structure depth',
    depth: '埋深, 管顶埋深, 管底埋深, 管线埋深, 管内底埋深, depth, pipe depth, depth to top, burial depth',
    shaftDiameter: '井径, 井直径, 井室直径, shaft diameter, manhole diameter, chamber diameter',
    coverMaterial: '井盖材质, 井盖材料, cover material, lid material',
    coverShape: '井盖形状, 井盖类型, cover shape',
    coverSize: '井盖规格, 井盖尺寸, 井盖直径, cover size, lid size',
    rotation: '旋转角, 旋转角度, 符号角度, rotation, rotation angle',
    material: '井材质, 井室材质, 井体材质, structure material, wall material',
    road: '所在道路, 道路名称, 道路, 所属道路, 所在位置, 位置, 街道, street, street name, road, road name, address',
    owner: '权属单位, 权属单位名称, 产权单位, 权属, owner, owned by',
    status: '使用状态, 使用状况, 管点状态, 状态, status, lifecycle status',
    builtYear:
      '建设年代, 建设年份, 建设时间, 埋设年代, 竣工时间, year built, install year, install date, built year, construction year',
    qualityLevel: '质量等级, 精度等级, 精度级别, quality level, ql, accuracy class',
    surveyDate: '探测日期, 探测时间, 采集日期, 测量日期, 调查日期, survey date, surveyed on',
    remark: '备注, 说明, 备注说明, remark, remarks, comment, comments, note, notes',
  },
  surveyLine: {
    lineId:
      '管段编号, 管线标识码, 管段标识码, 标识码, 管线段编号, 管线编号, 管段号, 线编号, 管线ID, line id, pipe id, conduit id, link id, main id, duct id, cable id, facility id, asset id, id',
    fromId:
      '起点点号, 起点号, 起点编号, 起点, 起点ID, 起点物探点号, 上游点号, 上游井号, from node, from id, start node, upstream node, from manhole, start no',
    toId: '终点点号, 终点号, 终点编号, 终点, 终点ID, 终点物探点号, 下游点号, 下游井号, to node, to id, end node, downstream node, to manhole, end no',
    fromX: '起点X, 起点X坐标, start x, from x',
    fromY: '起点Y, 起点Y坐标, start y, from y',
    toX: '终点X, 终点X坐标, end x, to x',
    toY: '终点Y, 终点Y坐标, end y, to y',
    fromDepth:
      '起点埋深, 起点深度, 起点管顶埋深, 起点管底埋深, 起点管内底埋深, 起埋深, 上游埋深, start depth, from depth, upstream depth',
    toDepth:
      '终点埋深, 终点深度, 终点管顶埋深, 终点管底埋深, 终点管内底埋深, 终埋深, 下游埋深, end depth, to depth, downstream depth',
    fromLevel:
      '起点高程, 起点管线高程, 起点管顶高程, 起点管底高程, 起点管内底高程, 起点内底高程, 起点标高, 上游管底高程, start level, from level, upstream invert, start invert, invert from, start elevation, start top of pipe, start obvert',
    toLevel:
      '终点高程, 终点管线高程, 终点管顶高程, 终点管底高程, 终点管内底高程, 终点内底高程, 终点标高, 下游管底高程, end level, to level, downstream invert, end invert, invert to, end elevation, end top of pipe, end obvert',
    fromGroundLevel: '起点地面高程, 起点地面标高, start ground level, from ground level, upstream cover level',
    toGroundLevel: '终点地面高程, 终点地面标高, end ground level, to ground level, downstream cover level',
    depthReference: '埋深基准, 埋深位置, 埋深类型, 高程位置, depth reference, depth datum',
    utility: '管线类别, 管线类型, 管线种类, 管类, 管道类型, 专业类别, utility, utility type, system type, network type',
    subclass: '管线小类, 管线子类, 小类, subtype',
    code: '线编码, 线要素编码, 要素代码, 管线代码, feature code',
    material: '材质, 管材, 材料, 管线材质, 管线材料, 管道材质, material, pipe material',
    size: '管径, 断面尺寸, 管径或断面尺寸, 规格, 管道规格, 管道直径, 直径, 口径, 公称直径, 管径DN, 断面尺寸WxH, diameter, pipe diameter, nominal diameter, pipe size, size',
    width: '断面宽, 断面宽度, 沟宽, width, pipe width',
    height: '断面高, 断面高度, 沟高, height, pipe height',
    outerDiameter: '外径, 管外径, outer diameter, outside diameter, od',
    casingDiameter:
      '套管管径, 套管直径, 套管规格, 套管尺寸, 套管外径, casing diameter, casing size, sleeve diameter, casing',
    wall: '壁厚, 管壁厚, wall thickness, wall',
    shape: '断面形状, 断面形式, 截面形状, 断面类型, shape, cross section shape, section shape',
    joint: '接口形式, 接口方式, 连接方式, 接口类型, joint, joint type',
    embedding: '埋设方式, 埋设类型, 敷设方式, 埋设, embedding, laying, laying method, installation method',
    pressure: '压力, 压力级别, 压力等级, 压力类型, 工作压力, 设计压力, pressure, pressure class',
    voltage: '电压, 电压等级, 电压值, voltage',
    temperature: '温度, temperature',
    cableCount: '电缆条数, 线缆条数, 光缆条数, 电缆根数, 条数, 根数, cable count, cables, number of cables',
    holeCount: '总孔数, 孔数, 管孔数, duct count, hole count, number of ducts, total hole',
    usedHoleCount: '已用孔数, 占用孔数, 占孔数, used ducts, ducts used, used hole',
    flowDirection: '流向, 水流方向, 排水流向, flow direction',
    length: '管段间距, 管段长度, 管线长度, 管长, 长度, 水平长度, length, pipe length',
    slope: '坡度, 管道坡度, slope, gradient',
    road: '所在道路, 道路名称, 道路, 所属道路, 所在位置, 位置, 街道, street, street name, road, road name, address, location',
    roadCode: '道路代码, 道路编码, 道路编号, road code',
    owner: '权属单位, 权属单位名称, 产权单位, 权属单位代码, 权属, owner, owned by',
    maintainer:
      '养护单位, 管理单位, 维护单位, 管养单位, 主管单位, 运营单位, maintainer, maintained by, operator, operated by',
    surveyor: '探测单位, 普查单位, 测量单位, 施测单位, 勘测单位, surveyor, surveyed by',
    builtYear:
      '建设年代, 建设年份, 建设时间, 埋设年代, 埋设年份, 敷设年代, 竣工日期, 竣工时间, year built, install year, install date, built year, construction year',
    surveyDate: '探测日期, 探测时间, 普查日期, 测量日期, 调查日期, survey date, surveyed on',
    status: '使用状态, 使用状况, 管线状态, 状态, status, lifecycle status',
    qualityLevel: '质量等级, 精度等级, 精度级别, quality level, ql, accuracy class',
    remark: '备注, 说明, 备注说明, remark, remarks, comment, comments, note, notes',
  },
  cityPoint: {
    id: '部件标识码, 标识码, 测点编号, 点位编号, 站点编号, 设备编码, 国标编码, 设备编号, 编号, 编码, id, camera id, device id, sensor id, asset id',
    kind: '类别名称, kind, point kind',
    name: '名称, 测点名称, 站点名称, 部件名称, 设备名称, 点位名称, 监控点名称, name, camera name, device name',
    nameEn: '英文名称, name en',
    x: '经度, 东经, 经度坐标, X, X坐标, 东坐标, longitude, lon, lng, x, easting',
    y: '纬度, 北纬, 纬度坐标, Y, Y坐标, 北坐标, latitude, lat, y, northing',
    level: '高程, 设备高程, 安装高程, 海拔, elevation, level, altitude',
    height: '安装高度, 架设高度, 立杆高度, 杆高, 离地高度, mount height, height, pole height',
    code: '国标码, 统一编码, standard code',
    category:
      '类型, 类别, 小类, 设备类型, 部件类别, 部件类型, 型号, 设备型号, 摄像机类型, category, type, model, device type',
    heading: '朝向, 朝向角度, 方位角, 监视方位, 安装朝向, heading, azimuth, bearing',
    fieldOfView: '视场角, 水平视场角, 视角, 可视角度, field of view, fov',
    range: '可视距离, 监控半径, 监控距离, 可视半径, 覆盖半径, range, view distance, radius',
    gridCell: '单元网格, 所属网格, 网格编码, 网格, 所在网格, grid cell, grid code',
    address: '地址, 位置, 安装地址, 详细地址, 所在位置, 安装位置, address, location, site',
    owner: '权属单位, 权属, 权属部门, 所属单位, 管理单位, 主管部门, 建设单位, owner, owned by, department',
    status: '状态, 设备状态, 在线状态, 部件状态, 现状, 运行状态, status, state',
  },
  gridCell: {
    code: '单元网格编码, 网格编码, 网格代码, 网格编号, 行政区划代码, 区划代码, grid code, cell code, grid id, adcode, id, code',
    name: '网格名称, 单元网格名称, 名称, grid name, name',
    nameEn: '英文名称, name en',
    level: '网格级别, 网格类型, 网格层级, grid level, grid type',
    area: '面积, 网格面积, area, grid area',
    manager: '责任人, 网格员, 网格长, 负责人, 责任单位, manager, person in charge',
  },
  building: {
    id: '房屋编号, 建筑编号, 楼栋编号, 建筑物编号, building id, bldg id, id, osm id',
    name: '建筑名称, 名称, 楼名, 小区名称, name, building name',
    nameEn: '英文名称, name en',
    height: '建筑高度, 高度, 楼高, 房屋高度, height, building height',
    storeys:
      '层数, 地上层数, 楼层数, 总层数, 楼层, levels, building levels, floors, num floors, storeys, number of floors',
    use: '建筑用途, 用途, 房屋用途, 使用性质, building use, use, usage, building type, building',
    roof: '屋顶形式, 屋顶类型, 屋顶形状, roof shape, roof type, roof',
    builtYear: '建成年代, 建造年代, 建成年份, 竣工年份, year built, built year, construction year, start date',
  },
  road: {
    id: '道路编号, 路段编号, road id, id, osm id',
    name: '道路名称, 路名, 名称, name, road name, street name',
    nameEn: '英文名称, name en',
    class: '道路等级, 等级, 道路类型, class, road class, highway, fclass, functional class',
    width: '道路宽度, 路宽, 宽度, width, road width',
  },
  landUse: {
    id: '地块编号, 编号, id, osm id, parcel id',
    name: '名称, 地块名称, name',
    nameEn: '英文名称, name en',
    kind: '用地性质, 用地类型, 土地用途, land use, landuse, zoning',
  },
  water: {
    id: '水系编号, id, osm id',
    name: '名称, 水系名称, 河流名称, name, water name, river name',
    nameEn: '英文名称, name en',
    kind: '水系类型, 水体类型, water, waterway, water type',
  },
  place: {
    id: '地名编号, id, osm id',
    name: '地名, 名称, 兴趣点名称, name, place name',
    nameEn: '英文名称, name en',
    kind: '地名类型, 地名类别, 兴趣点类型, place, place type, poi type',
  },
};
