import { LAND_USES, type LandUseKind, PLACE_KINDS, type PlaceKind, type RoadClass } from '../model/map-feature.ts';
import { DARK_PALETTE, LIGHT_PALETTE, type MapPalette } from './palettes.ts';
import type { ZoomStops } from './zoom-stops.ts';

export const MAP_THEMES = ['light', 'dark'] as const;

export type MapTheme = (typeof MAP_THEMES)[number];

/** Which features of a layer a rule speaks of: those whose attribute is one of `values`; all when `null`. */
export type RuleFilter = { readonly attribute: string; readonly values: readonly string[] } | null;

/** A width on the map: pixels by zoom, or metres on the ground with a least width in pixels. */
export type RuleWidth =
  | { readonly unit: 'px'; readonly stops: ZoomStops }
  | { readonly unit: 'm'; readonly attribute: string; readonly nominalM: number; readonly leastPx: ZoomStops };

export interface FillRule {
  readonly kind: 'fill';
  readonly layer: string;
  readonly where: RuleFilter;
  readonly minZoom: number;
  readonly colour: string;
  readonly outline: FillOutline | null;
}

export interface FillOutline {
  readonly colour: string;
  readonly widthPx: number;
  /** `below`: stroked twice as wide before the fill, so that areas that meet (a stream in the sea) have no line between. */
  readonly place: 'below' | 'above';
}

export interface LineRule {
  readonly kind: 'line';
  readonly layer: string;
  readonly where: RuleFilter;
  readonly minZoom: number;
  readonly colour: string;
  readonly width: RuleWidth;
  /** Drawn below all fillings of the same level, wider by `extraPx` on each side; `null` for none. */
  readonly casing: { readonly colour: string; readonly extraPx: ZoomStops } | null;
  /** Lengths of dash and gap in pixels; empty for a whole line. */
  readonly dashPx: readonly number[];
}

export interface LabelRule {
  readonly layer: string;
  readonly where: RuleFilter;
  readonly minZoom: number;
  readonly sizePx: ZoomStops;
  readonly weight: 400 | 500 | 600;
  readonly colour: string;
  readonly halo: string;
  readonly haloPx: number;
  /** `line`: along the longest straight part, `area`: level inside a polygon, both where the text fits; `point`: level at it. */
  readonly along: 'point' | 'line' | 'area';
  /** Added to a feature's own rank; names of lower rank are placed first. */
  readonly rankFrom: number;
}

/** The look of the base map as data: rules from the lowest to the uppermost. */
export interface MapStyle {
  readonly theme: MapTheme;
  /** What stands where nothing is drawn; `null` for nothing, as over another picture. */
  readonly land: string | null;
  readonly rules: readonly (FillRule | LineRule)[];
  readonly labels: readonly LabelRule[];
}

function mapStyle(theme: MapTheme, palette: MapPalette): MapStyle {
  return {
    theme,
    land: palette.land,
    rules: [
      ...LAND_USES.map((kind) => landUseRule(kind, palette)),
      {
        kind: 'fill',
        layer: 'water',
        where: null,
        minZoom: 0,
        colour: palette.water,
        outline: { colour: palette.waterEdge, widthPx: 1, place: 'below' },
      },
      ...ROADS_UPWARDS.map((each) => roadRule(each, palette)),
      ...MARKED_ROADS.map((each) => laneMarkRule(each, palette)),
      sleepersRule(palette),
      {
        kind: 'fill',
        layer: 'buildings',
        where: null,
        minZoom: 15,
        colour: palette.building,
        outline: { colour: palette.buildingEdge, widthPx: 1, place: 'above' },
      },
    ],
    labels: [
      ...PLACE_KINDS.map((kind) => placeRule(kind, palette)),
      ...ROAD_LABELS.map((each) => roadLabelRule(each, palette)),
    ],
  };
}

function landUseRule(kind: LandUseKind, palette: MapPalette): FillRule {
  const where = { attribute: 'kind', values: [kind] };
  return { kind: 'fill', layer: 'landuse', where, minZoom: 10, colour: landUseColour(kind, palette), outline: null };
}

function landUseColour(kind: LandUseKind, palette: MapPalette): string {
  switch (kind) {
    case 'residential':
      return palette.residential;
    case 'commercial':
      return palette.commercial;
    case 'industrial':
    case 'construction':
      return palette.industrial;
    case 'public':
    case 'school':
    case 'hospital':
      return palette.civic;
    case 'park':
    case 'vegetation':
    case 'grass':
      return palette.park;
    case 'wood':
      return palette.wood;
    case 'farmland':
      return palette.field;
    case 'beach':
      return palette.beach;
    case 'square':
    case 'parking':
    case 'roadSurface':
      return palette.paved;
    case 'unknown':
      return palette.land;
  }
}

/** Widths are the road's own where it states one; these are drawn where it does not (CJJ 37-2012, usual lanes). */
const ROAD_NOMINAL_M: Readonly<Record<RoadClass, number>> = {
  motorway: 26,
  trunk: 24,
  avenue: 22,
  street: 14,
  lane: 8,
  service: 5,
  footway: 2.5,
  rail: 3,
  unknown: 6,
};

/** In the order they are drawn within one level: the lesser below the greater. */
const ROADS_UPWARDS: readonly RoadClass[] = [
  'footway',
  'service',
  'unknown',
  'lane',
  'street',
  'avenue',
  'trunk',
  'motorway',
  'rail',
];

const CASING_PX: ZoomStops = [
  [12, 0.6],
  [16, 1],
  [20, 1.6],
];

function roadRule(each: RoadClass, palette: MapPalette): LineRule {
  const isMajor = each === 'motorway' || each === 'trunk' || each === 'avenue';
  const isThin = each === 'footway' || each === 'rail';
  return {
    kind: 'line',
    layer: 'roads',
    where: { attribute: 'class', values: [each] },
    minZoom: 6,
    colour:
      each === 'rail' ? palette.rail : each === 'footway' ? palette.path : isMajor ? palette.roadMajor : palette.road,
    width: { unit: 'm', attribute: 'widthM', nominalM: ROAD_NOMINAL_M[each], leastPx: leastRoadPx(isMajor, isThin) },
    casing: isThin ? null : { colour: isMajor ? palette.casingMajor : palette.casing, extraPx: CASING_PX },
    dashPx: [],
  };
}

/** Roads wide enough for a line along their middle, drawn where a lane is some ten pixels wide. */
const MARKED_ROADS: readonly RoadClass[] = ['street', 'avenue', 'trunk', 'motorway'];
const LANE_MARK_FROM_ZOOM = 18;

function laneMarkRule(each: RoadClass, palette: MapPalette): LineRule {
  return {
    kind: 'line',
    layer: 'roads',
    where: { attribute: 'class', values: [each] },
    minZoom: LANE_MARK_FROM_ZOOM,
    colour: palette.laneMark,
    width: {
      unit: 'px',
      stops: [
        [18, 1.2],
        [20, 2],
      ],
    },
    casing: null,
    dashPx: each === 'street' ? [7, 7] : [16, 5],
  };
}

/** The light dashes by which a railway is told from a road. */
function sleepersRule(palette: MapPalette): LineRule {
  return {
    kind: 'line',
    layer: 'roads',
    where: { attribute: 'class', values: ['rail'] },
    minZoom: 12,
    colour: palette.railGap,
    width: {
      unit: 'm',
      attribute: 'widthM',
      nominalM: ROAD_NOMINAL_M.rail / 2,
      leastPx: [
        [12, 0.5],
        [16, 1.2],
      ],
    },
    casing: null,
    dashPx: [6, 6],
  };
}

function leastRoadPx(isMajor: boolean, isThin: boolean): ZoomStops {
  const scale = isMajor ? 1.5 : isThin ? 0.6 : 1;
  return [
    [8, 0.7 * scale],
    [13, 1.6 * scale],
    [16, 3 * scale],
  ];
}

function placeRule(kind: PlaceKind, palette: MapPalette): LabelRule {
  const size = kind === 'city' ? 20 : kind === 'district' ? 17 : kind === 'quarter' || kind === 'sea' ? 15 : 12;
  return {
    layer: 'places',
    where: { attribute: 'kind', values: [kind] },
    minZoom: 8,
    sizePx: [
      [10, size * 0.85],
      [16, size],
      [19, size * 1.15],
    ],
    weight: kind === 'poi' ? 400 : kind === 'city' || kind === 'district' ? 600 : 500,
    colour: placeColour(kind, palette),
    halo: palette.halo,
    haloPx: 2,
    along: 'point',
    rankFrom: 0,
  };
}

function placeColour(kind: PlaceKind, palette: MapPalette): string {
  switch (kind) {
    case 'sea':
    case 'beach':
      return palette.textWater;
    case 'park':
      return palette.textGreen;
    case 'city':
    case 'district':
    case 'quarter':
    case 'school':
    case 'hospital':
    case 'poi':
      return palette.text;
  }
}

interface RoadLabel {
  readonly classes: readonly RoadClass[];
  readonly minZoom: number;
  readonly rankFrom: number;
}

/** The greater a road, the farther away its name is written: a whole district shows its avenues, a block its lanes. */
const ROAD_LABELS: readonly RoadLabel[] = [
  { classes: ['motorway', 'trunk', 'avenue', 'rail'], minZoom: 13, rankFrom: 4 },
  { classes: ['street', 'unknown'], minZoom: 15, rankFrom: 5 },
  { classes: ['lane', 'service', 'footway'], minZoom: 16, rankFrom: 7 },
];

function roadLabelRule({ classes, minZoom, rankFrom }: RoadLabel, palette: MapPalette): LabelRule {
  return {
    layer: 'roads',
    where: { attribute: 'class', values: classes },
    minZoom,
    sizePx: [
      [14, 11],
      [18, 13],
      [20, 15],
    ],
    weight: 500,
    colour: palette.textRoad,
    halo: palette.halo,
    haloPx: 2.5,
    along: 'line',
    rankFrom,
  };
}

export const MAP_STYLES: Readonly<Record<MapTheme, MapStyle>> = {
  light: mapStyle('light', LIGHT_PALETTE),
  dark: mapStyle('dark', DARK_PALETTE),
};
