/**
 * Sections of an EPA SWMM 5 input file that the reader keeps, with the names of their columns (SWMM 5.2 user's manual,
 * appendix D). Columns past the last named one are kept as `Param<n>`.
 */
export const SWMM_COLUMNS = {
  OPTIONS: ['Option', 'Value'],
  JUNCTIONS: ['Name', 'Elevation', 'MaxDepth', 'InitDepth', 'SurDepth', 'Aponded'],
  OUTFALLS: ['Name', 'Elevation', 'Type'],
  STORAGE: ['Name', 'Elevation', 'MaxDepth', 'InitDepth', 'Shape'],
  DIVIDERS: ['Name', 'Elevation', 'DivertedLink', 'Type'],
  CONDUITS: ['Name', 'FromNode', 'ToNode', 'Length', 'Roughness', 'InOffset', 'OutOffset', 'InitFlow', 'MaxFlow'],
  PUMPS: ['Name', 'FromNode', 'ToNode', 'PumpCurve', 'Status', 'Startup', 'Shutoff'],
  ORIFICES: ['Name', 'FromNode', 'ToNode', 'Type', 'Offset', 'Qcoeff', 'Gated', 'CloseTime'],
  WEIRS: ['Name', 'FromNode', 'ToNode', 'Type', 'CrestHt', 'Qcoeff', 'Gated', 'EndCon', 'EndCoeff', 'Surcharge'],
  OUTLETS: ['Name', 'FromNode', 'ToNode', 'Offset', 'Type', 'QTable', 'Qexpon', 'Gated'],
  XSECTIONS: ['Link', 'Shape', 'Geom1', 'Geom2', 'Geom3', 'Geom4', 'Barrels', 'Culvert'],
  LOSSES: ['Link', 'Kentry', 'Kexit', 'Kavg', 'FlapGate', 'Seepage'],
  TRANSECTS: ['Record'],
  CURVES: ['Name', 'Type', 'X', 'Y'],
  STREETS: ['Name', 'Tcrown', 'Hcurb', 'Sx', 'nRoad', 'a', 'W', 'Sides', 'Tback', 'Sback', 'nBack'],
  SUBCATCHMENTS: ['Name', 'RainGage', 'Outlet', 'Area', 'Imperv', 'Width', 'Slope', 'CurbLen', 'SnowPack'],
  COORDINATES: ['Node', 'X-Coord', 'Y-Coord'],
  VERTICES: ['Link', 'X-Coord', 'Y-Coord'],
  POLYGONS: ['Subcatchment', 'X-Coord', 'Y-Coord'],
  TAGS: ['Object', 'Name', 'Tag'],
  MAP: ['Key', 'Value'],
} as const satisfies Record<string, readonly string[]>;

export type SwmmSection = keyof typeof SWMM_COLUMNS;

const KEPT = Object.keys(SWMM_COLUMNS) as readonly SwmmSection[];

/** Beginnings by which SWMM itself knows a section, for those the reader keeps (`[Polygons]` is `POLYGON`). */
const BEGINNINGS: Readonly<Partial<Record<SwmmSection, string>>> = {
  OPTIONS: 'OPTION',
  JUNCTIONS: 'JUNC',
  OUTFALLS: 'OUTFALL',
  DIVIDERS: 'DIVIDER',
  CONDUITS: 'CONDUIT',
  PUMPS: 'PUMP',
  ORIFICES: 'ORIFICE',
  WEIRS: 'WEIR',
  OUTLETS: 'OUTLET',
  XSECTIONS: 'XSECT',
  LOSSES: 'LOSS',
  TRANSECTS: 'TRANSECT',
  CURVES: 'CURVE',
  STREETS: 'STREET',
  SUBCATCHMENTS: 'SUBCATCH',
  COORDINATES: 'COORDINATE',
  POLYGONS: 'POLYGON',
  TAGS: 'TAG',
};

/** Sections SWMM knows and this reader has no use for. */
const IGNORED =
  /^(TITLE|FILE|RAINGAGE|TEMP|EVAP|SUBAREA|INFIL|AQUIFER|GROUNDWATER|SNOWPACK|CONTROL|POLLUT|LANDUSE|BUILDUP|WASHOFF|COVERAGE|INFLOW|DWF|PATTERN|RDII|HYDROGRAPH|LOADING|TIMESERIES|TREAT|REPORT|LABEL|SYMBOL|BACKDROP|PROFILE|LID_|GWF|ADJUSTMENT|EVENT|INLET)/;

/** The section a header line (`[Polygons]`) opens: one that is kept, one of no use here, or one nobody knows. */
export function sectionOf(header: string): SwmmSection | 'ignored' | 'unknown' {
  const name = header.slice(1).split(']', 1)[0]?.trim().toUpperCase() ?? '';
  for (const section of KEPT) {
    if (name.startsWith(BEGINNINGS[section] ?? section)) return section;
  }
  return IGNORED.test(name) ? 'ignored' : 'unknown';
}

/** A record as named text, word for word. */
export function namedColumns(section: SwmmSection, tokens: readonly string[]): Record<string, string> {
  const columns: readonly string[] = SWMM_COLUMNS[section];
  const record: Record<string, string> = {};
  tokens.forEach((token, index) => {
    record[columns[index] ?? `Param${index - columns.length + 1}`] = token;
  });
  return record;
}
