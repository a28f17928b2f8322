/** What a table's rows become. */
export const PROFILE_TARGETS = [
  'surveyPoint',
  'surveyLine',
  'cityPoint',
  'gridCell',
  'cityCase',
  'building',
  'road',
  'landUse',
  'water',
  'place',
] as const;

export type ProfileTarget = (typeof PROFILE_TARGETS)[number];

/**
 * What a column's values are, which decides how they are read and which units they may have. `level` is metres above the
 * datum, `depth` metres below the ground, `size` a nominal size in millimetres with the grammar of survey tables
 * (`DN300`, `1200X800`), `lengthMm` and `lengthM` plain lengths, `moment` a date with the time of day by the city's clock.
 */
export type Quantity =
  | 'id'
  | 'text'
  | 'code'
  | 'coordinate'
  | 'level'
  | 'depth'
  | 'size'
  | 'lengthMm'
  | 'lengthM'
  | 'areaM2'
  | 'angleDeg'
  | 'count'
  | 'number'
  | 'date'
  | 'moment';

/** A field's quantity, and whether the target means nothing without it (`one` of a group of alternatives by its name). */
export interface ProfileField {
  readonly quantity: Quantity;
  readonly required?: true;
}

/** A point of an underground survey (管点). Coordinates by column, or by the row's geometry. */
const SURVEY_POINT = {
  pointId: { quantity: 'id', required: true },
  mapPointId: { quantity: 'text' },
  x: { quantity: 'coordinate' },
  y: { quantity: 'coordinate' },
  groundLevel: { quantity: 'level' },
  utility: { quantity: 'code' },
  subclass: { quantity: 'code' },
  feature: { quantity: 'code' },
  appurtenance: { quantity: 'code' },
  /** How a valve was found: open, closed, inoperable. */
  valveState: { quantity: 'code' },
  code: { quantity: 'text' },
  offsetOf: { quantity: 'text' },
  /** Ground to the bottom of the shaft (井底深). */
  shaftDepth: { quantity: 'depth' },
  /** Ground to the pipe at this point, where a point table states it. */
  depth: { quantity: 'depth' },
  shaftDiameter: { quantity: 'lengthMm' },
  coverMaterial: { quantity: 'code' },
  coverShape: { quantity: 'code' },
  coverSize: { quantity: 'size' },
  rotation: { quantity: 'angleDeg' },
  material: { quantity: 'code' },
  road: { quantity: 'text' },
  owner: { quantity: 'text' },
  status: { quantity: 'code' },
  builtYear: { quantity: 'date' },
  qualityLevel: { quantity: 'code' },
  surveyDate: { quantity: 'date' },
  remark: { quantity: 'text' },
} as const satisfies Record<string, ProfileField>;

/** A line of an underground survey (管线) between two points, or a line with a geometry of its own. */
const SURVEY_LINE = {
  lineId: { quantity: 'id' },
  fromId: { quantity: 'id' },
  toId: { quantity: 'id' },
  fromX: { quantity: 'coordinate' },
  fromY: { quantity: 'coordinate' },
  toX: { quantity: 'coordinate' },
  toY: { quantity: 'coordinate' },
  fromDepth: { quantity: 'depth' },
  toDepth: { quantity: 'depth' },
  fromLevel: { quantity: 'level' },
  toLevel: { quantity: 'level' },
  fromGroundLevel: { quantity: 'level' },
  toGroundLevel: { quantity: 'level' },
  depthReference: { quantity: 'code' },
  utility: { quantity: 'code' },
  subclass: { quantity: 'code' },
  code: { quantity: 'text' },
  material: { quantity: 'code' },
  size: { quantity: 'size' },
  width: { quantity: 'lengthMm' },
  height: { quantity: 'lengthMm' },
  outerDiameter: { quantity: 'lengthMm' },
  /** Of the casing pipe around it (套管管径). */
  casingDiameter: { quantity: 'size' },
  wall: { quantity: 'lengthMm' },
  shape: { quantity: 'code' },
  joint: { quantity: 'code' },
  embedding: { quantity: 'code' },
  pressure: { quantity: 'text' },
  voltage: { quantity: 'text' },
  temperature: { quantity: 'text' },
  cableCount: { quantity: 'count' },
  holeCount: { quantity: 'count' },
  usedHoleCount: { quantity: 'count' },
  flowDirection: { quantity: 'code' },
  length: { quantity: 'lengthM' },
  slope: { quantity: 'number' },
  road: { quantity: 'text' },
  roadCode: { quantity: 'text' },
  owner: { quantity: 'text' },
  maintainer: { quantity: 'text' },
  surveyor: { quantity: 'text' },
  builtYear: { quantity: 'date' },
  surveyDate: { quantity: 'date' },
  status: { quantity: 'code' },
  qualityLevel: { quantity: 'code' },
  remark: { quantity: 'text' },
} as const satisfies Record<string, ProfileField>;

const CITY_POINT = {
  id: { quantity: 'id', required: true },
  kind: { quantity: 'code' },
  name: { quantity: 'text' },
  nameEn: { quantity: 'text' },
  x: { quantity: 'coordinate' },
  y: { quantity: 'coordinate' },
  level: { quantity: 'level' },
  height: { quantity: 'lengthM' },
  code: { quantity: 'text' },
  category: { quantity: 'text' },
  heading: { quantity: 'angleDeg' },
  fieldOfView: { quantity: 'angleDeg' },
  range: { quantity: 'lengthM' },
  gridCell: { quantity: 'text' },
  address: { quantity: 'text' },
  owner: { quantity: 'text' },
  status: { quantity: 'code' },
} as const satisfies Record<string, ProfileField>;

const GRID_CELL = {
  code: { quantity: 'id', required: true },
  name: { quantity: 'text' },
  nameEn: { quantity: 'text' },
  level: { quantity: 'code' },
  area: { quantity: 'areaM2' },
  manager: { quantity: 'text' },
} as const satisfies Record<string, ProfileField>;

/** A case of city management (案件) with the times of its steps. */
const CITY_CASE = {
  id: { quantity: 'id', required: true },
  kind: { quantity: 'code' },
  majorClass: { quantity: 'text' },
  minorClass: { quantity: 'text' },
  title: { quantity: 'text' },
  channel: { quantity: 'code' },
  x: { quantity: 'coordinate' },
  y: { quantity: 'coordinate' },
  gridCell: { quantity: 'text' },
  component: { quantity: 'text' },
  address: { quantity: 'text' },
  department: { quantity: 'text' },
  reportTime: { quantity: 'moment', required: true },
  registerTime: { quantity: 'moment' },
  dispatchTime: { quantity: 'moment' },
  handleTime: { quantity: 'moment' },
  verifyTime: { quantity: 'moment' },
  closeTime: { quantity: 'moment' },
  dispatchDue: { quantity: 'text' },
  /** A moment, or how long after dispatching: `4小时`. */
  handleDue: { quantity: 'text' },
  result: { quantity: 'code' },
} as const satisfies Record<string, ProfileField>;

const BUILDING = {
  id: { quantity: 'id' },
  name: { quantity: 'text' },
  nameEn: { quantity: 'text' },
  height: { quantity: 'lengthM' },
  storeys: { quantity: 'count' },
  use: { quantity: 'code' },
  roof: { quantity: 'code' },
  builtYear: { quantity: 'date' },
} as const satisfies Record<string, ProfileField>;

const ROAD = {
  id: { quantity: 'id' },
  name: { quantity: 'text' },
  nameEn: { quantity: 'text' },
  class: { quantity: 'code' },
  width: { quantity: 'lengthM' },
} as const satisfies Record<string, ProfileField>;

const NAMED_KIND = {
  id: { quantity: 'id' },
  name: { quantity: 'text' },
  nameEn: { quantity: 'text' },
  kind: { quantity: 'code' },
} as const satisfies Record<string, ProfileField>;

/** The fields of each target. */
export const PROFILE_FIELDS = {
  surveyPoint: SURVEY_POINT,
  surveyLine: SURVEY_LINE,
  cityPoint: CITY_POINT,
  gridCell: GRID_CELL,
  cityCase: CITY_CASE,
  building: BUILDING,
  road: ROAD,
  landUse: NAMED_KIND,
  water: NAMED_KIND,
  place: NAMED_KIND,
} as const satisfies Record<ProfileTarget, Readonly<Record<string, ProfileField>>>;

export type FieldOf<T extends ProfileTarget> = keyof (typeof PROFILE_FIELDS)[T] & string;
export type SurveyPointField = FieldOf<'surveyPoint'>;
export type SurveyLineField = FieldOf<'surveyLine'>;
