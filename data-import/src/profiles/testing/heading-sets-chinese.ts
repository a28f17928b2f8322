import { type HeadingSet, headingSet } from './heading-set.ts';

/** Survey tables with Chinese headings, as bureaus write them. */
export const CHINESE_HEADING_SETS: readonly HeadingSet[] = [
  headingSet(
    'zh-points-standard',
    'surveyPoint',
    'WS管点',
    `
    图上点号 ~ mapPointId ~ code:W:3
    物探点号 ~ pointId ~ pid
    X ~ x ~ north
    Y ~ y ~ east
    地面高程 ~ groundLevel ~ ground
    特征 ~ feature ~ w:三通|弯头|直线点||
    附属物 ~ appurtenance ~ w:检查井|检查井|
    点编码 ~ code ~ code:520222:2
    井深 ~ shaftDepth ~ shaft
    井盖材质 ~ coverMaterial ~ w:铸铁|混凝土
    井盖规格 ~ coverSize ~ w:700|800|600x600
    所在道路 ~ road ~ w:河北大街|燕山大街|秦皇东大街
    权属单位 ~ owner ~ w:市排水公司
    建设年代 ~ builtYear ~ year
    备注 ~ remark ~ w:井内有水||||?`,
  ),
  headingSet(
    'zh-lines-standard',
    'surveyLine',
    'WS管线',
    `
    起点点号 ~ fromId ~ from
    连接点号 ~ toId ~ to
    起点埋深(m) ~ fromDepth ~ fromDepth
    终点埋深(m) ~ toDepth ~ toDepth
    起点高程(m) ~ fromLevel ~ fromLevel
    终点高程(m) ~ toLevel ~ toLevel
    管线类别 ~ utility ~ w:污水
    材质 ~ material ~ w:砼|PVC|HDPE
    管径(mm) ~ size ~ w:300|400|600|1200X800
    埋设方式 ~ embedding ~ w:管埋|管沟
    流向 ~ flowDirection ~ w:0|1
    建设年代 ~ builtYear ~ year
    权属单位 ~ owner ~ w:市排水公司|开发区
    所在道路 ~ road ~ w:河北大街|燕山大街
    探测单位 ~ surveyor ~ w:省测绘院
    备注 ~ remark ~ w:淤积|?`,
  ),
  headingSet(
    'zh-points-reordered',
    'surveyPoint',
    '管点表',
    `
    序号 ~ - ~ oid
    管线种类 ~ utility ~ w:给水|污水|燃气|电力
    管点编号 ~ pointId ~ pid
    附属物名称 ~ appurtenance ~ w:阀门井|检查井|消防栓|
    管点特征 ~ feature ~ w:三通|弯头|变径|
    高程 ~ groundLevel ~ ground
    纵坐标X ~ x ~ north
    横坐标Y ~ y ~ east
    使用状况 ~ status ~ w:在用|废弃
    井盖形状 ~ coverShape ~ w:圆形|方形
    井盖材料 ~ coverMaterial ~ w:铸铁|复合材料
    偏心井点号 ~ offsetOf ~ code:P:3?
    探测日期 ~ surveyDate ~ date
    图幅号 ~ - ~ w:53.25-44.50|53.25-44.75`,
  ),
  headingSet(
    'zh-lines-units-cm',
    'surveyLine',
    '给水管线',
    `
    管线编号 ~ lineId ~ s:JSL
    起始点号 ~ fromId ~ from
    终止点号 ~ toId ~ to
    起点埋深（cm） ~ fromDepth[cm] ~ fromDepthCm
    终点埋深（cm） ~ toDepth[cm] ~ toDepthCm
    管材 ~ material ~ w:铸铁|PE|球墨铸铁
    规格 ~ size ~ w:DN100|DN200|DN300
    压力 ~ pressure ~ w:0.3|0.4
    埋设类型 ~ embedding ~ w:直埋
    敷设年代 ~ builtYear ~ year
    产权单位 ~ owner ~ w:自来水公司
    位置 ~ road ~ w:海阳路|建设大街`,
  ),
  headingSet(
    'zh-points-coordinates-in-words',
    'surveyPoint',
    '探测点',
    `
    探测点号 ~ pointId ~ pid
    北坐标(m) ~ x ~ north
    东坐标(m) ~ y ~ eastZ
    地面标高(m) ~ groundLevel ~ ground
    管顶埋深(m) ~ depth ~ depth
    特征点 ~ feature ~ w:三通|四通|直线点
    附属设施 ~ appurtenance ~ w:阀门|水表|消火栓|
    所在位置 ~ road ~ w:和平大街|文化路
    权属 ~ owner ~ w:自来水公司|联通公司
    照片编号 ~ - ~ s:IMG_`,
    { depthReference: 'outerTop' },
  ),
  headingSet(
    'zh-lines-tops',
    'surveyLine',
    'RQ_LINE',
    `
    起点物探点号 ~ fromId ~ from
    终点物探点号 ~ toId ~ to
    起点管顶高程 ~ fromLevel ~ fromLevel
    终点管顶高程 ~ toLevel ~ toLevel
    起点地面高程 ~ fromGroundLevel ~ fromGround
    终点地面高程 ~ toGroundLevel ~ toGround
    管径 ~ size ~ w:110|160|219
    管线材料 ~ material ~ w:PE|钢
    压力级别 ~ pressure ~ w:中压|低压|次高压
    敷设方式 ~ embedding ~ w:直埋|套管
    竣工日期 ~ builtYear ~ date
    管长 ~ length ~ length
    管理单位 ~ maintainer ~ w:燃气公司`,
    { depthReference: 'outerTop' },
  ),
  headingSet(
    'zh-lines-inverts',
    'surveyLine',
    '雨水管段',
    `
    管段编号 ~ lineId ~ s:YS
    起点编号 ~ fromId ~ from
    终点编号 ~ toId ~ to
    起点管内底高程(m) ~ fromLevel ~ fromLevel
    终点管内底高程(m) ~ toLevel ~ toLevel
    断面形式 ~ shape ~ w:圆形|矩形
    断面尺寸(mm) ~ size ~ w:400|600|800|1000X1200
    管材 ~ material ~ w:混凝土|钢筋混凝土
    长度(m) ~ length ~ length
    坡度(‰) ~ slope ~ n:1:5:1
    排水流向 ~ flowDirection ~ w:正向|反向
    管线状态 ~ status ~ w:在用|废弃
    道路名称 ~ road ~ w:迎宾路|红旗路
    养护单位 ~ maintainer ~ w:市政处`,
    { depthReference: 'invert' },
  ),
  headingSet(
    'zh-lines-power',
    'surveyLine',
    'DL线表',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    起点埋深 ~ fromDepth ~ fromDepth
    终点埋深 ~ toDepth ~ toDepth
    断面尺寸 ~ size ~ w:400X300|600X400|3x4/110
    电压(kV) ~ voltage ~ w:10|35|0.4
    电缆条数 ~ cableCount ~ w:1|2|4|6
    总孔数 ~ holeCount ~ w:6|9|12
    已用孔数 ~ usedHoleCount ~ w:1|3|5
    埋设方式 ~ embedding ~ w:管块|直埋|管沟
    材质 ~ material ~ w:铜|光纤
    权属单位代码 ~ owner ~ w:DLJ|GDJ
    埋设年代 ~ builtYear ~ year
    道路代码 ~ roadCode ~ w:R001|R002|R017`,
  ),
  headingSet(
    'zh-lines-with-coordinates',
    'surveyLine',
    '热力管线成果',
    `
    FID ~ - ~ oid
    起点号 ~ fromId ~ fromNum
    终点号 ~ toId ~ toNum
    起点X坐标 ~ fromX ~ fromNorth
    起点Y坐标 ~ fromY ~ fromEast
    终点X坐标 ~ toX ~ toNorth
    终点Y坐标 ~ toY ~ toEast
    起点埋深 ~ fromDepth ~ fromDepth
    终点埋深 ~ toDepth ~ toDepth
    管类 ~ utility ~ w:RL
    小类 ~ subclass ~ w:RS|ZQ
    管径或断面尺寸(mm×mm) ~ size ~ w:DN200|DN400|1200X800
    外径(mm) ~ outerDiameter ~ w:325|426
    壁厚(mm) ~ wall ~ w:7|8
    接口形式 ~ joint ~ w:焊接|法兰
    温度 ~ temperature ~ w:95|110|130
    普查日期 ~ surveyDate ~ date
    质量等级 ~ qualityLevel ~ w:A|B|C`,
  ),
  headingSet(
    'zh-components',
    'cityPoint',
    '部件',
    `
    部件标识码 ~ id ~ code:1303020102:6
    部件名称 ~ name ~ w:污水井盖|雨水井盖|路灯
    部件类别 ~ category ~ w:0102|0103|0201
    经度 ~ x ~ lon
    纬度 ~ y ~ lat
    主管部门名称 ~ owner ~ w:市城管局|市排水公司
    单元网格编码 ~ gridCell ~ code:130302001001:3
    所在位置 ~ address ~ w:河北大街12号|迎宾路3号
    部件状态 ~ status ~ w:完好|废弃
    普查时间 ~ - ~ date`,
  ),
  headingSet(
    'zh-cameras',
    'cityPoint',
    '监控点位表',
    `
    序号 ~ - ~ oid
    设备编码 ~ id ~ code:1303020000131:7
    设备名称 ~ name ~ s:河北大街球机
    经度 ~ x ~ lon
    纬度 ~ y ~ lat
    安装高度(米) ~ height ~ n:4:9:1
    摄像机类型 ~ category ~ w:球机|枪机
    监视方位(度) ~ heading ~ n:0:359:0
    视场角 ~ fieldOfView ~ n:40:110:0
    可视距离(m) ~ range ~ n:30:150:0
    安装地址 ~ address ~ w:河北大街与文化路交叉口|迎宾路
    所属单位 ~ owner ~ w:市公安局
    IP地址 ~ - ~ s:10.1.2.
    在线状态 ~ status ~ w:在线|离线`,
  ),
  headingSet(
    'zh-grid',
    'gridCell',
    '单元网格',
    `
    单元网格编码 ~ code ~ code:130302001001:3
    单元网格名称 ~ name ~ s:网格
    面积 ~ area ~ n:8000:14000:1
    责任人 ~ manager ~ w:张三|李四|王五
    SHAPE_Leng ~ - ~ n:300:500:3`,
    { geometry: 'polygon' },
  ),
  headingSet(
    'zh-buildings',
    'building',
    '建筑物',
    `
    房屋编号 ~ id ~ s:FW
    建筑名称 ~ name ~ w:和平家园3号楼|实验中学||
    建筑高度(m) ~ height ~ n:6:60:1
    地上层数 ~ storeys ~ n:2:20:0
    建筑用途 ~ use ~ w:住宅|商业|办公
    建成年代 ~ builtYear ~ year
    结构 ~ - ~ w:砖混|框架
    SHAPE_Area ~ - ~ n:100:3000:2`,
    { geometry: 'polygon' },
  ),
];
