import { type HeadingSet, headingSet } from './heading-set.ts';

/** Sets that were written before the proposals were tuned and looked at only after. */
export const HELD_OUT_HEADING_SETS: readonly HeadingSet[] = [
  headingSet(
    'held-zh-points-old',
    'surveyPoint',
    '雨水管点表',
    `
    管线点编号 ~ pointId ~ pid
    图上编号 ~ mapPointId ~ code:Y:3
    X坐标(m) ~ x ~ north
    Y坐标(m) ~ y ~ east
    地面高(m) ~ groundLevel ~ ground
    井底埋深(m) ~ shaftDepth ~ shaft
    管线点特征 ~ feature ~ w:弯头|直线点|三通
    附属物类型 ~ appurtenance ~ w:雨水篦|检查井|
    井盖尺寸(mm) ~ coverSize ~ w:700|750x450
    道路 ~ road ~ w:海阳路|建国路
    采集日期 ~ surveyDate ~ date
    经办人 ~ - ~ w:赵六|钱七`,
  ),
  headingSet(
    'held-zh-lines-drainage',
    'surveyLine',
    '排水线',
    `
    本点号 ~ fromId ~ from
    连接点号 ~ toId ~ to
    本点埋深 ~ fromDepth ~ fromDepth
    连接点埋深 ~ toDepth ~ toDepth
    本点高程 ~ fromLevel ~ fromLevel
    连接点高程 ~ toLevel ~ toLevel
    管道类型 ~ utility ~ w:雨水|污水|合流
    管道材质 ~ material ~ w:砼|PVC|砖石
    管道规格(mm) ~ size ~ w:300|500|800X600
    埋设年份 ~ builtYear ~ year
    主管单位 ~ maintainer ~ w:排水处
    使用状态 ~ status ~ w:在用|废弃
    说明 ~ remark ~ w:堵|?`,
  ),
  headingSet(
    'held-zh-points-swapped-letters',
    'surveyPoint',
    '燃气点',
    `
    点号 ~ pointId ~ pid
    东坐标Y ~ y ~ east
    北坐标X ~ x ~ north
    高程H ~ groundLevel ~ ground
    点特征 ~ feature ~ w:三通|弯头|变径
    附属物 ~ appurtenance ~ w:阀门|凝水缸|调压箱|
    权属单位名称 ~ owner ~ w:燃气公司
    调查方法 ~ - ~ w:明显点|隐蔽点`,
  ),
  headingSet(
    'held-pinyin-lines-mixed',
    'surveyLine',
    'RQX',
    `
    QDBH ~ fromId ~ from
    ZDBH ~ toId ~ to
    QDGDGC ~ fromLevel ~ fromLevel
    ZDGDGC ~ toLevel ~ toLevel
    QDMS ~ fromDepth ~ fromDepth
    ZDMS ~ toDepth ~ toDepth
    GXCZ ~ material ~ w:PE|钢
    GJ ~ size ~ w:110|160|250
    YLJB ~ pressure ~ w:中压|低压
    MSND ~ builtYear ~ year
    SSDL ~ road ~ w:海阳路|建国路
    GLDW ~ maintainer ~ w:燃气公司`,
    { depthReference: 'outerTop' },
  ),
  headingSet(
    'held-english-storm',
    'surveyLine',
    'storm_pipes',
    `
    OBJECTID ~ - ~ oid
    UPSTREAM_NODE ~ fromId ~ from
    DOWNSTREAM_NODE ~ toId ~ to
    INV_UP_M ~ fromLevel ~ fromLevel
    INV_DN_M ~ toLevel ~ toLevel
    PIPE_DIA_MM ~ size ~ w:300|450|600
    PIPE_MAT ~ material ~ w:RCP|PVC|HDPE
    XSECT_SHAPE ~ shape ~ w:circular|box
    CONST_YEAR ~ builtYear ~ year
    MAINT_BY ~ maintainer ~ w:Public Works
    FLOW_DIR ~ flowDirection ~ w:forward|reverse`,
    { geometry: 'line', depthReference: 'invert' },
  ),
  headingSet(
    'held-english-points-feet',
    'surveyPoint',
    'structures',
    `
    STRUCTURE_ID ~ pointId ~ pid
    POINT_X ~ x ~ east
    POINT_Y ~ y ~ north
    RIM_ELEV ~ groundLevel[ft] ~ groundFt
    STRUCT_TYPE ~ appurtenance ~ w:manhole|catch basin|valve
    DEPTH ~ depth[ft] ~ depthFt
    CONDITION ~ - ~ w:good|fair|poor
    INSPECTED ~ - ~ date
    OWNER ~ owner ~ w:City|County`,
  ),
  headingSet(
    'held-zh-cameras-short',
    'cityPoint',
    '摄像头',
    `
    国标编码 ~ id ~ code:1303020000131:7
    点位名称 ~ name ~ s:燕山大街卡口
    经度坐标 ~ x ~ lon
    纬度坐标 ~ y ~ lat
    杆高 ~ height ~ n:4:9:1
    朝向角度 ~ heading ~ n:0:359:0
    监控半径 ~ range ~ n:30:150:0
    所属网格 ~ gridCell ~ code:130302001001:3
    建设单位 ~ owner ~ w:交警支队|城管局`,
  ),
  headingSet(
    'held-zh-components-local',
    'cityPoint',
    '市政井盖',
    `
    编码 ~ id ~ code:1303020102:6
    类型 ~ category ~ w:雨水井盖|污水井盖
    X坐标 ~ x ~ plainX
    Y坐标 ~ y ~ plainY
    权属 ~ owner ~ w:排水公司|电力公司
    网格 ~ gridCell ~ code:130302001001:3
    详细地址 ~ address ~ w:河北大街12号|迎宾路3号
    现状 ~ status ~ w:正常|废弃`,
  ),
  headingSet(
    'held-english-buildings',
    'building',
    'footprints',
    `
    BLDG_ID ~ id ~ s:B
    BLDG_NAME ~ name ~ w:City Hall|Library||
    HEIGHT_M ~ height ~ n:5:60:1
    NUM_FLOORS ~ storeys ~ n:1:18:0
    BLDG_USE ~ use ~ w:residential|office|commercial
    YEAR_BUILT ~ builtYear ~ year
    ROOF_TYPE ~ roof ~ w:flat|gabled
    SHAPE_AREA ~ - ~ n:100:3000:2`,
    { geometry: 'polygon' },
  ),
  headingSet(
    'held-mixed-telecom',
    'surveyLine',
    '通信line',
    `
    管线段编号 ~ lineId ~ s:TX
    StartNo ~ fromId ~ from
    EndNo ~ toId ~ to
    StartDepth(m) ~ fromDepth ~ fromDepth
    EndDepth(m) ~ toDepth ~ toDepth
    断面尺寸WxH ~ size ~ w:400X300|600X400
    孔数 ~ holeCount ~ w:6|9|12
    占用孔数 ~ usedHoleCount ~ w:1|3|5
    光缆条数 ~ cableCount ~ w:1|2|4
    埋设方式 ~ embedding ~ w:管块|直埋
    建设时间 ~ builtYear ~ date
    产权单位 ~ owner ~ w:联通|移动`,
  ),
];
