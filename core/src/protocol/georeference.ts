import { z } from 'zod';

/** Places a source's coordinates: which system, in which order, whether they were shifted, and in what unit levels are. */
export const georeferenceSchema = z.strictObject({
  /**
   * `EPSG:<number>`, or `LOCAL:<name>` for a city's own grid, whose parameters stand in a private file of the installation
   * and nowhere else.
   */
  crs: z.string().regex(/^(EPSG:\d{1,6}|LOCAL:[a-z0-9-]{1,40})$/),
  /** Order of a pair in the source. In columns `x` is then east and `y` north, or, as Chinese surveys write, the other way. */
  axes: z.enum(['eastNorth', 'northEast']).default('eastNorth'),
  /** A shift of Chinese web maps that was DECLARED to lie in longitudes and latitudes; nothing in the data tells. */
  shift: z.enum(['none', 'GCJ-02', 'BD-09']).default('none'),
  /** Unit of levels where no column says otherwise. */
  levelUnit: z.enum(['metre', 'foot', 'usSurveyFoot']).default('metre'),
  /** Added to every level to bring it to the scene's height datum, metres. */
  verticalOffsetM: z.number().min(-500).max(500).default(0),
});

export type Georeference = z.infer<typeof georeferenceSchema>;

/** A city's own grid: its parameters are secret in many cities. They enter no log, no answer and no export. */
export const localGridSchema = z.discriminatedUnion('kind', [
  /** Local (x east, y north) to a projected system: turned, scaled, moved. `E = dx + k (x cos a - y sin a)`, `N = dy + k (x sin a + y cos a)`. */
  z.strictObject({
    kind: z.literal('helmert'),
    /** The projected system it leads to. */
    to: z.string().regex(/^EPSG:\d{1,6}$/),
    dx: z.number(),
    dy: z.number(),
    /** Counter-clockwise, degrees. */
    rotationDeg: z.number().min(-360).max(360),
    /** Scale `k`: 1 + parts per million. */
    scale: z.number().min(0.9).max(1.1),
  }),
  /** A transverse Mercator of its own: another meridian, another false origin, a projection surface above the ellipsoid. */
  z.strictObject({
    kind: z.literal('transverseMercator'),
    centralMeridianDeg: z.number().min(-180).max(180),
    latitudeOfOriginDeg: z.number().min(-90).max(90).default(0),
    scale: z.number().min(0.9).max(1.1).default(1),
    falseEastingM: z.number(),
    falseNorthingM: z.number(),
    /** Height of the surface projected to, above the CGCS2000 ellipsoid, metres. */
    surfaceHeightM: z.number().min(-1000).max(9000).default(0),
  }),
]);

export type LocalGrid = z.infer<typeof localGridSchema>;

/** `local-grids.json` of an installation: grids by the name that follows `LOCAL:`. */
export const localGridsSchema = z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), localGridSchema);

export type LocalGrids = z.infer<typeof localGridsSchema>;
