import { type HeadingSet, headingSet } from './heading-set.ts';

/**
 * Tables that mislead. A `!` behind a heading marks a column that must not pass without being confirmed: its values are not
 * what the heading says, or one of the two says nothing.
 */
export const TRAP_SETS: readonly HeadingSet[] = [
  headingSet(
    'longitude and latitude changed over',
    'cityPoint',
    '监控点',
    `
    设备编码 ~ id ~ code:1303020000131:7
    名称 ~ name ~ s:球机
    经度! ~ y ~ lat
    纬度! ~ x ~ lon`,
  ),
  headingSet(
    'easting under X in a Chinese survey',
    'surveyPoint',
    'WS管点',
    `
    物探点号 ~ pointId ~ pid
    X! ~ x ~ east
    Y! ~ y ~ north
    地面高程 ~ groundLevel ~ ground
    特征 ~ feature ~ w:三通|弯头`,
  ),
  headingSet(
    'north and east changed over',
    'surveyPoint',
    '管点',
    `
    点号 ~ pointId ~ pid
    北坐标! ~ y ~ east
    东坐标! ~ x ~ north
    特征 ~ feature ~ w:三通|弯头`,
  ),
  headingSet(
    'a grid of the city',
    'surveyPoint',
    '管点',
    `
    点号 ~ pointId ~ pid
    X! ~ x ~ plainX
    Y! ~ y ~ plainY
    地面高程 ~ groundLevel ~ ground`,
  ),
  headingSet(
    'two pairs of coordinates',
    'surveyPoint',
    '管点',
    `
    点号 ~ pointId ~ pid
    X坐标! ~ x ~ plainX
    Y坐标! ~ y ~ plainY
    X坐标2000! ~ - ~ north
    Y坐标2000! ~ - ~ east
    地面高程 ~ groundLevel ~ ground`,
  ),
  headingSet(
    'levels under depth',
    'surveyLine',
    'JS_LINE',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    起点埋深! ~ fromLevel ~ n:44:49:3
    终点埋深! ~ toLevel ~ n:44:49:3
    管径 ~ size ~ w:100|200
    埋设方式 ~ embedding ~ w:直埋`,
  ),
  headingSet(
    'centimetres under metres',
    'surveyLine',
    'JS_LINE',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    起点埋深(m)! ~ fromDepth[cm] ~ fromDepthCm
    终点埋深(m)! ~ toDepth[cm] ~ toDepthCm
    管径 ~ size ~ w:100|200
    埋设方式 ~ embedding ~ w:直埋`,
  ),
  headingSet(
    'centimetres without a word',
    'surveyLine',
    'JS_LINE',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    起点埋深! ~ fromDepth[cm] ~ fromDepthCm
    终点埋深! ~ toDepth[cm] ~ toDepthCm
    管径 ~ size ~ w:100|200
    埋设方式 ~ embedding ~ w:直埋`,
  ),
  headingSet(
    'metres under millimetres',
    'surveyLine',
    'JS_LINE',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    管径(mm)! ~ size[m] ~ w:0.1|0.2|0.3
    埋设方式 ~ embedding ~ w:直埋`,
  ),
  headingSet(
    'metres without a word',
    'surveyLine',
    'JS_LINE',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    管径! ~ size[m] ~ w:0.1|0.2|1.2
    埋设方式 ~ embedding ~ w:直埋`,
  ),
  headingSet(
    'levels that do not fit the ground',
    'surveyLine',
    'WS_LINE',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    起点高程! ~ fromDepth ~ n:1.2:2.4:2
    终点高程! ~ toDepth ~ n:1.2:2.4:2
    起点地面高程 ~ fromGroundLevel ~ n:44:49:3
    终点地面高程 ~ toGroundLevel ~ n:44:49:3
    管径 ~ size ~ w:300|400`,
  ),
  headingSet(
    'feet without a word',
    'surveyPoint',
    'manholes',
    `
    node_id ~ pointId ~ pid
    easting ~ x ~ east
    northing ~ y ~ north
    rim_elevation! ~ groundLevel[ft] ~ groundFt
    depth! ~ depth[ft] ~ depthFt`,
  ),
  headingSet(
    'a top and an invert in one table',
    'surveyLine',
    'pipes',
    `
    from_node ~ fromId ~ from
    to_node ~ toId ~ to
    us_invert_m! ~ fromLevel ~ fromLevel
    ds_top_of_pipe_m! ~ toLevel ~ toLevel
    diameter_mm ~ size ~ w:300|400
    depth_us_m! ~ fromDepth ~ fromDepth`,
  ),
  headingSet(
    'headings that say nothing',
    'surveyPoint',
    'table1',
    `
    a ~ pointId ~ pid
    b! ~ x ~ north
    c! ~ y ~ east
    d! ~ groundLevel ~ ground
    e ~ feature ~ w:三通|弯头|直线点
    f ~ appurtenance ~ w:检查井|雨水篦`,
  ),
  headingSet(
    'bottom, of the inside or the outside',
    'surveyLine',
    '污水管线',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    起点管底高程! ~ fromLevel ~ fromLevel
    终点管底高程! ~ toLevel ~ toLevel
    管径(mm) ~ size ~ w:300|400
    材质 ~ material ~ w:砼|PVC`,
  ),
  headingSet(
    'a top in the levels and nothing in the depths',
    'surveyLine',
    'WS_LINE',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    起点管顶高程 ~ fromLevel ~ fromLevel
    终点管顶高程 ~ toLevel ~ toLevel
    起点埋深! ~ fromDepth ~ fromDepth
    终点埋深! ~ toDepth ~ toDepth
    管径 ~ size ~ w:300|400`,
  ),
  headingSet(
    'a level of a point that may be the pipe',
    'surveyPoint',
    'RQ_POINT',
    `
    物探点号 ~ pointId ~ pid
    X ~ x ~ north
    Y ~ y ~ east
    H! ~ groundLevel ~ ground
    特征 ~ feature ~ w:三通|弯头`,
  ),
  headingSet(
    'sizes in centimetres without a word',
    'surveyLine',
    '污水管线',
    `
    起点点号 ~ fromId ~ from
    终点点号 ~ toId ~ to
    管径! ~ size[cm] ~ w:30|40|60
    材质 ~ material ~ w:砼|PVC`,
  ),
  headingSet(
    'shafts in metres without a word',
    'surveyPoint',
    '污水管点',
    `
    物探点号 ~ pointId ~ pid
    X ~ x ~ north
    Y ~ y ~ east
    井径! ~ shaftDiameter[m] ~ w:0.7|1.0|1.2
    附属物 ~ appurtenance ~ w:检查井|雨水篦`,
  ),
  headingSet(
    'feet of a state plane',
    'surveyPoint',
    'manholes',
    `
    node_id ~ pointId ~ pid
    x! ~ x ~ n:2010000:2012000:2
    y! ~ y ~ n:710000:712000:2
    rim_elev_ft ~ groundLevel[ft] ~ groundFt
    owner ~ owner ~ w:City|County`,
  ),
  headingSet(
    'two coordinates of like size',
    'surveyPoint',
    'manholes',
    `
    node_id ~ pointId ~ pid
    x! ~ x ~ n:529000:531000:2
    y! ~ y ~ n:180000:182000:2
    cover_level_m ~ groundLevel ~ ground
    owner ~ owner ~ w:City|County`,
  ),
  headingSet(
    'degrees under X and Y, latitude first',
    'cityPoint',
    '部件',
    `
    部件标识码 ~ id ~ code:1303020102:6
    部件名称 ~ name ~ w:污水井盖|雨水井盖
    X! ~ x ~ lat
    Y! ~ y ~ lon`,
  ),
];
