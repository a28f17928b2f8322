import { type HeadingSet, headingSet } from './heading-set.ts';

/** Sets written after the forty were scored, with headings that no list of words was made for. */
export const FRESH_HEADING_SETS: readonly HeadingSet[] = [
  headingSet(
    'fresh-pinyin-underscored',
    'surveyLine',
    'T_GX_WS',
    `
    QD_DH ~ fromId ~ from
    ZD_DH ~ toId ~ to
    QD_MS ~ fromDepth ~ fromDepth
    ZD_MS ~ toDepth ~ toDepth
    GXLX ~ utility ~ w:污水|雨水
    GXCZ ~ material ~ w:砼|PVC
    GJ_CC ~ size ~ w:300|400|800X600
    MS_FS ~ embedding ~ w:管埋|管沟
    QS_DW ~ owner ~ w:排水公司
    JS_SJ ~ builtYear ~ date
    TCSJ ~ surveyDate ~ date
    SJLY ~ - ~ w:普查|竣工`,
  ),
  headingSet(
    'fresh-zh-long',
    'surveyPoint',
    '给水管线点成果表',
    `
    工程编号 ~ - ~ const:2021-QHD-03
    管线点物探点号 ~ pointId ~ pid
    平面坐标X(m) ~ x ~ north
    平面坐标Y(m) ~ y ~ east
    地面高程(m) ~ groundLevel ~ ground
    管线点特征名称 ~ feature ~ w:三通|弯头|变径
    管线点附属物名称 ~ appurtenance ~ w:阀门|消防栓|水表
    井盖材质类型 ~ coverMaterial ~ w:铸铁|塑料
    所属道路名称 ~ road ~ w:燕山大街|文化路
    产权单位名称 ~ owner ~ w:首创水务
    测量时间 ~ surveyDate ~ date
    测量人员 ~ - ~ w:孙一|周二`,
  ),
  headingSet(
    'fresh-zh-lines-brackets',
    'surveyLine',
    '燃气管线段',
    `
    管线段标识码 ~ lineId ~ s:RQ
    起始管点编号 ~ fromId ~ from
    终止管点编号 ~ toId ~ to
    起点管线埋深[米] ~ fromDepth ~ fromDepth
    终点管线埋深[米] ~ toDepth ~ toDepth
    公称直径【mm】 ~ size ~ w:110|160|250
    管材类型 ~ material ~ w:PE|钢
    压力等级 ~ pressure ~ w:中压A|低压
    管线运行状态 ~ status ~ w:在用|废弃
    敷设时间 ~ builtYear ~ year
    埋设方式代码 ~ embedding ~ w:ZM|GM
    管段长度(米) ~ length ~ length
    运营企业 ~ maintainer ~ w:华润燃气`,
  ),
  headingSet(
    'fresh-english-uk',
    'surveyLine',
    'wastewater_pipe',
    `
    PIPE_REF ~ lineId ~ s:SP
    US_MH_REF ~ fromId ~ from
    DS_MH_REF ~ toId ~ to
    US_IL ~ fromLevel ~ fromLevel
    DS_IL ~ toLevel ~ toLevel
    US_CL ~ fromGroundLevel ~ fromGround
    DS_CL ~ toGroundLevel ~ toGround
    PIPE_SHAPE ~ shape ~ w:circular|egg
    HEIGHT_MM ~ height ~ w:225|300|450
    PURPOSE ~ utility ~ w:foul|surface water|combined
    MATL ~ material ~ w:VC|CO|concrete
    YEAR_LAID ~ builtYear ~ year`,
    { geometry: 'line', depthReference: 'invert' },
  ),
  headingSet(
    'fresh-english-us',
    'surveyPoint',
    'ssManhole',
    `
    FACILITYID ~ pointId ~ pid
    RIMELEV ~ groundLevel[ft] ~ groundFt
    MHDEPTH ~ shaftDepth[ft] ~ depthFt
    MHTYPE ~ appurtenance ~ w:manhole|catch basin
    COVERSIZE ~ - ~ w:24 in|30 in
    INSTALLDATE ~ builtYear ~ date
    OWNEDBY ~ owner ~ w:City
    LASTUPDATE ~ - ~ date
    GLOBALID ~ - ~ s:guid`,
    { geometry: 'point' },
  ),
  headingSet(
    'fresh-sensors',
    'cityPoint',
    '水位监测点',
    `
    测点编号 ~ id ~ s:SW
    测点名称 ~ name ~ s:河北大街积水点
    东经 ~ x ~ lon
    北纬 ~ y ~ lat
    设备型号 ~ category ~ w:LX-20|LX-30
    安装位置 ~ address ~ w:河北大街12号|迎宾路3号
    权属部门 ~ owner ~ w:水务局
    运行状态 ~ status ~ w:正常|停用
    预警水位 ~ - ~ n:0.2:0.6:2`,
  ),
  headingSet(
    'fresh-buildings-gis',
    'building',
    'JZW',
    `
    JZWBH ~ id ~ s:J
    JZMC ~ name ~ w:和平家园|实验中学||
    JZGD ~ height ~ n:6:60:1
    LC ~ storeys ~ n:2:20:0
    FWYT ~ use ~ w:住宅|商业|办公
    JCND ~ builtYear ~ year
    JZMJ ~ - ~ n:300:9000:1`,
    { geometry: 'polygon' },
  ),
  headingSet(
    'fresh-mixed-cables',
    'surveyLine',
    'power_cable',
    `
    cable_id ~ lineId ~ s:PC
    起点 ~ fromId ~ from
    终点 ~ toId ~ to
    start_埋深 ~ fromDepth ~ fromDepth
    end_埋深 ~ toDepth ~ toDepth
    电压等级kV ~ voltage ~ w:10|35|110
    型号规格 ~ size ~ w:3x240|3x120|4x120
    沟槽形式 ~ embedding ~ w:直埋|管块|管沟
    回路数 ~ - ~ w:1|2
    投运日期 ~ builtYear ~ date`,
  ),
];
