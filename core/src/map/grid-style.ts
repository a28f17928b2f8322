import type { GridLevel } from '../model/grid-cell.ts';
import { GRID_LEVEL_MIN_ZOOM } from './map-layers.ts';
import type { FillRule, LabelRule, MapStyle, MapTheme } from './style.ts';

/** Tones of the management grid, CSS: legible on a map and on an aerial picture alike. */
interface GridPalette {
  readonly line: string;
  /** A soft edge below the line, which sets it off from a picture. */
  readonly edge: string;
  readonly text: string;
  readonly halo: string;
  /** Opacity of a fill, two hexadecimal digits, and its tone by level. */
  readonly fillAlpha: string;
  readonly fill: Readonly<Record<GridLevel, string>>;
}

const GRID_PALETTES: Readonly<Record<MapTheme, GridPalette>> = {
  light: {
    line: '#5a4fb0d9',
    edge: '#ffffff99',
    text: '#4a3f9e',
    halo: '#fbf8f2',
    fillAlpha: '0b',
    fill: {
      cell: '#5a4fb0',
      duty: '#2f7f86',
      community: '#2f6fb0',
      street: '#8a4fa6',
      district: '#5a4fb0',
      unknown: '#6b6b70',
    },
  },
  dark: {
    line: '#a79df0cc',
    edge: '#14151a80',
    text: '#bdb5f5',
    halo: '#1a1c20',
    fillAlpha: '12',
    fill: {
      cell: '#a79df0',
      duty: '#7fd0d6',
      community: '#86b8ee',
      street: '#d09be6',
      district: '#a79df0',
      unknown: '#a0a0a6',
    },
  },
};

/** The lesser below the greater. */
const LEVELS_UPWARDS: readonly GridLevel[] = ['cell', 'unknown', 'duty', 'community', 'street', 'district'];

/** Pixels of an outline; the greater the level the wider. */
const LINE_PX: Readonly<Record<GridLevel, number>> = {
  cell: 1.25,
  unknown: 1.25,
  duty: 1.75,
  community: 2.25,
  street: 3,
  district: 4,
};

const TEXT_PX: Readonly<Record<GridLevel, number>> = {
  cell: 11,
  unknown: 11,
  duty: 12,
  community: 13,
  street: 14,
  district: 16,
};

/** Names of the grid come after those of streets and places, the greater levels first. */
const RANK_FROM: Readonly<Record<GridLevel, number>> = {
  district: 6,
  street: 7,
  community: 8,
  duty: 9,
  cell: 10,
  unknown: 10,
};

function gridStyle(theme: MapTheme): MapStyle {
  const palette = GRID_PALETTES[theme];
  return {
    theme,
    land: null,
    rules: [
      ...LEVELS_UPWARDS.map((level) => outlineRule(level, palette.edge, LINE_PX[level] + 2, palette)),
      ...LEVELS_UPWARDS.map((level) => outlineRule(level, palette.line, LINE_PX[level], null)),
    ],
    labels: LEVELS_UPWARDS.toReversed().map((level) => labelRule(level, palette)),
  };
}

/** An outline; the one that lies below the others brings the fill, where `palette` is given. */
function outlineRule(level: GridLevel, colour: string, widthPx: number, palette: GridPalette | null): FillRule {
  return {
    kind: 'fill',
    layer: 'gridCells',
    where: { attribute: 'level', values: [level] },
    minZoom: GRID_LEVEL_MIN_ZOOM[level],
    colour: palette === null ? '#00000000' : `${palette.fill[level]}${palette.fillAlpha}`,
    outline: { colour, widthPx, place: 'above' },
  };
}

function labelRule(level: GridLevel, { text, halo }: GridPalette): LabelRule {
  return {
    layer: 'gridCells',
    where: { attribute: 'level', values: [level] },
    minZoom: GRID_LEVEL_MIN_ZOOM[level],
    sizePx: [
      [12, TEXT_PX[level]],
      [18, TEXT_PX[level] + 1],
    ],
    weight: level === 'cell' || level === 'unknown' ? 500 : 600,
    colour: text,
    halo,
    haloPx: 2,
    along: 'area',
    rankFrom: RANK_FROM[level],
  };
}

/** The management grid by itself, to be laid over the base map or whatever else lies on the ground. */
export const GRID_STYLES: Readonly<Record<MapTheme, MapStyle>> = { light: gridStyle('light'), dark: gridStyle('dark') };
