import { type HeadingSet, headingSet } from './heading-set.ts';

/** Tables with pinyin, English, mixed and abbreviated headings. */
export const LATIN_HEADING_SETS: readonly HeadingSet[] = [
  headingSet(
    'pinyin-points',
    'surveyPoint',
    'JSPOINT',
    `
    TSDH ~ mapPointId ~ code:J:3
    WTDH ~ pointId ~ pid
    X ~ x ~ north
    Y ~ y ~ east
    DMGC ~ groundLevel ~ ground
    TZ ~ feature ~ w:三通|弯头|
    FSW ~ appurtenance ~ w:阀门|检查井|
    JS ~ shaftDepth ~ shaft
    JGCZ ~ coverMaterial ~ w:铸铁|水泥
    SZDL ~ road ~ w:河北大街|文化路
    QSDW ~ owner ~ w:自来水公司
    JSND ~ builtYear ~ year
    BZ ~ remark ~ w:无盖|?`,
  ),
  headingSet(
    'pinyin-lines',
    'surveyLine',
    'JSLINE',
    `
    QDDH ~ fromId ~ from
    ZDDH ~ toId ~ to
    QDMS ~ fromDepth ~ fromDepth
    ZDMS ~ toDepth ~ toDepth
    QDGC ~ fromLevel ~ fromLevel
    ZDGC ~ toLevel ~ toLevel
    CZ ~ material ~ w:铸铁|PE
    GJ ~ size ~ w:100|200|300
    MSFS ~ embedding ~ w:直埋
    YL ~ pressure ~ w:0.35|0.4
    JSND ~ builtYear ~ year
    QSDW ~ owner ~ w:自来水公司
    SZDL ~ road ~ w:河北大街|文化路
    TCDW ~ surveyor ~ w:省院`,
  ),
  headingSet(
    'pinyin-lines-reordered',
    'surveyLine',
    'dx_line',
    `
    OBJECTID ~ - ~ oid
    GJ_MM ~ size ~ w:110|50|400X300
    CZ ~ material ~ w:光纤|铜
    DLTS ~ cableCount ~ w:1|2|3
    ZKS ~ holeCount ~ w:4|6|12
    ZYKS ~ usedHoleCount ~ w:1|2|3
    QSMS ~ fromDepth ~ fromDepth
    ZZMS ~ toDepth ~ toDepth
    LJDH ~ toId ~ to
    QSDH ~ fromId ~ from
    SYZT ~ status ~ w:在用|空管|废弃
    Shape_Length ~ - ~ n:10:60:4`,
  ),
  headingSet(
    'pinyin-full-words',
    'surveyPoint',
    'guandian',
    `
    GuanDianBianHao ~ pointId ~ pid
    ZuoBiaoX ~ x ~ north
    ZuoBiaoY ~ y ~ east
    DiMianGaoCheng ~ groundLevel ~ ground
    GuanXianLeiBie ~ utility ~ w:JS|WS|RQ
    TeZheng ~ feature ~ w:弯头|三通|直线点
    FuShuWu ~ appurtenance ~ w:检查井|阀门|
    QuanShuDanWei ~ owner ~ w:排水处|水务集团
    BeiZhu ~ remark ~ w:已核|?`,
  ),
  headingSet(
    'attribute-names-lines',
    'surveyLine',
    'WSLine',
    `
    Prj_No ~ - ~ const:P2019-03
    S_Exp ~ fromId ~ from
    E_Exp ~ toId ~ to
    S_X ~ fromX ~ fromNorth
    S_Y ~ fromY ~ fromEast
    E_X ~ toX ~ toNorth
    E_Y ~ toY ~ toEast
    S_Deep ~ fromDepth ~ fromDepth
    E_Deep ~ toDepth ~ toDepth
    Type ~ utility ~ w:WS
    Code ~ code ~ w:52021101
    Material ~ material ~ w:砼|PVC
    PSize ~ size ~ w:300|400|1200X800
    EmBed ~ embedding ~ w:管埋|管沟
    FlowDir ~ flowDirection ~ w:0|1
    Address ~ road ~ w:河北大街|文化路
    RoadCode ~ roadCode ~ w:R12|R13
    Mdate ~ builtYear ~ year
    Belong ~ owner ~ w:排水公司
    Munit ~ maintainer ~ w:市政处
    Sunit ~ surveyor ~ w:省院
    Sdate ~ surveyDate ~ date
    Note ~ remark ~ w:淤|?`,
  ),
  headingSet(
    'english-manholes',
    'surveyPoint',
    'manholes',
    `
    MH_ID ~ pointId ~ pid
    Easting ~ x ~ east
    Northing ~ y ~ north
    Cover Level (m) ~ groundLevel ~ ground
    Manhole Depth (m) ~ shaftDepth ~ shaft
    Shaft Diameter (mm) ~ shaftDiameter ~ w:1000|1200|700
    Cover Material ~ coverMaterial ~ w:cast iron|ductile iron
    Street ~ road ~ w:Mill Lane|High Street|Park Road
    Owner ~ owner ~ w:City Drainage
    Year Built ~ builtYear ~ year
    Comments ~ remark ~ w:flooded|?`,
  ),
  headingSet(
    'english-sewers',
    'surveyLine',
    'sewers',
    `
    Pipe ID ~ lineId ~ s:P
    US Node ~ fromId ~ from
    DS Node ~ toId ~ to
    US Invert (m) ~ fromLevel ~ fromLevel
    DS Invert (m) ~ toLevel ~ toLevel
    Diameter (mm) ~ size ~ w:225|300|450
    Material ~ material ~ w:VC|concrete|PVC
    Length (m) ~ length ~ length
    System Type ~ utility ~ w:foul|storm|combined
    Install Year ~ builtYear ~ year
    Status ~ status ~ w:active|abandoned`,
    { depthReference: 'invert' },
  ),
  headingSet(
    'english-sewers-feet',
    'surveyLine',
    'gravity_mains',
    `
    FACILITYID ~ lineId ~ s:SGM
    FROMMH ~ fromId ~ from
    TOMH ~ toId ~ to
    UPELEV_FT ~ fromLevel[ft] ~ fromLevelFt
    DOWNELEV_FT ~ toLevel[ft] ~ toLevelFt
    DIAMETER_IN ~ size[in] ~ w:8|12|24
    MATERIAL ~ material ~ w:PVC|VCP|DI
    LENGTH_FT ~ length[ft] ~ n:80:300:1
    SLOPE ~ slope ~ n:0.002:0.01:4
    INSTALLDATE ~ builtYear ~ date
    OWNEDBY ~ owner ~ w:City
    SHAPE_Length ~ - ~ n:80:300:6`,
    { geometry: 'line' },
  ),
  headingSet(
    'english-inches-unsaid',
    'surveyLine',
    'water mains',
    `
    asset_id ~ lineId ~ s:WM
    from_node ~ fromId ~ from
    to_node ~ toId ~ to
    diameter ~ size[in] ~ w:6|8|12|16
    material ~ material ~ w:DI|CI|PVC
    install_year ~ builtYear ~ year
    status ~ status ~ w:active|abandoned
    pressure_class ~ pressure ~ w:350|250`,
    { geometry: 'line' },
  ),
  headingSet(
    'english-abbreviated-points',
    'surveyPoint',
    'nodes',
    `
    pt_id ~ pointId ~ pid
    x_coord ~ x ~ east
    y_coord ~ y ~ north
    grnd_elev ~ groundLevel ~ ground
    util ~ utility ~ w:water|sewer|gas
    fitting ~ feature ~ w:tee|bend|reducer|
    struct_type ~ appurtenance ~ w:manhole|valve|hydrant|
    yr_inst ~ builtYear ~ year
    ql ~ qualityLevel ~ w:A|B|C|D
    photo ~ - ~ s:img`,
  ),
  headingSet(
    'english-telecom-ducts',
    'surveyLine',
    'telecom ducts',
    `
    duct_id ~ lineId ~ s:TD
    start_node ~ fromId ~ from
    end_node ~ toId ~ to
    depth_start_m ~ fromDepth ~ fromDepth
    depth_end_m ~ toDepth ~ toDepth
    duct_count ~ holeCount ~ w:4|6|9
    ducts_used ~ usedHoleCount ~ w:1|2|4
    cables ~ cableCount ~ w:1|2|3
    laying ~ embedding ~ w:duct|duct bank|direct buried
    operator ~ maintainer ~ w:NetCo|FibreCo
    survey_date ~ surveyDate ~ date`,
  ),
  headingSet(
    'english-top-of-pipe',
    'surveyLine',
    'gas mains',
    `
    id ~ lineId ~ s:G
    node_from ~ fromId ~ from
    node_to ~ toId ~ to
    top_of_pipe_start (m) ~ fromLevel ~ fromLevel
    top_of_pipe_end (m) ~ toLevel ~ toLevel
    od_mm ~ outerDiameter ~ w:110|160|219.1
    wall_thickness_mm ~ wall ~ w:6.3|10|14.6
    mat ~ material ~ w:PE|steel
    press_bar ~ pressure ~ w:0.1|4
    joint_type ~ joint ~ w:welded|fusion`,
    { depthReference: 'outerTop' },
  ),
  headingSet(
    'mixed-points',
    'surveyPoint',
    'TX_P',
    `
    点号EXP_NO ~ pointId ~ pid
    X(北) ~ x ~ north
    Y(东) ~ y ~ eastZ
    H(地面) ~ groundLevel ~ ground
    特征Feature ~ feature ~ w:直线点|三通|
    附属物Subsid ~ appurtenance ~ w:人孔|手孔|
    权属Owner ~ owner ~ w:联通|移动|电信
    Road道路 ~ road ~ w:河北大街|文化路`,
  ),
  headingSet(
    'mixed-lines-millimetres',
    'surveyLine',
    'dl_pipe',
    `
    起点ID ~ fromId ~ fromNum
    终点ID ~ toId ~ toNum
    起点埋深mm ~ fromDepth[mm] ~ fromDepthMm
    终点埋深mm ~ toDepth[mm] ~ toDepthMm
    管径DN ~ size ~ w:150|200
    VOLT ~ voltage ~ w:10kV|35kV
    条数 ~ cableCount ~ w:1|2|3
    埋设EMBED ~ embedding ~ w:直埋|管块`,
  ),
  headingSet(
    'english-cameras',
    'cityPoint',
    'cctv',
    `
    camera_id ~ id ~ s:CAM
    camera_name ~ name ~ s:Main St & 
    longitude ~ x ~ lon
    latitude ~ y ~ lat
    mount_height_m ~ height ~ n:4:9:1
    azimuth ~ heading ~ n:0:359:0
    fov_deg ~ fieldOfView ~ n:40:110:0
    range_m ~ range ~ n:30:150:0
    model ~ category ~ w:PTZ-20|Dome-4
    owner ~ owner ~ w:Police|Traffic
    status ~ status ~ w:active|abandoned
    stream_url ~ - ~ s:rtsp//cam/`,
  ),
  headingSet(
    'osm-buildings',
    'building',
    'buildings',
    `
    @id ~ id ~ s:way/
    building ~ use ~ w:yes|apartments|retail
    building:levels ~ storeys ~ n:1:16:0
    height ~ height ~ n:4:50:1
    name ~ name ~ w:Lidl|Town Hall||
    roof:shape ~ roof ~ w:flat|gabled
    start_date ~ builtYear ~ year
    addr:housenumber ~ - ~ n:1:120:0
    timestamp ~ - ~ date`,
    { geometry: 'polygon' },
  ),
  headingSet(
    'english-grid',
    'gridCell',
    'grid_cells',
    `
    grid_code ~ code ~ code:130302001001:3
    grid_name ~ name ~ s:Cell 
    grid_level ~ level ~ w:cell|duty grid
    area_m2 ~ area ~ n:8000:14000:1
    manager ~ manager ~ w:Zhang|Li`,
    { geometry: 'polygon' },
  ),
];
