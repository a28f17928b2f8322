import type { Rgb } from './palette.ts';
import type { Place } from './ribbon-vertices.ts';
import type { ZonePaint, ZoneVertices } from './zone-vertices.ts';

/** A unit as a body on the ground. Whether it is a person or a vehicle nobody says: it is a marker, and looks like one. */
export interface Figure {
  /** Where it stands, metres about the frame of the vertices. */
  readonly at: Place;
  /** Clockwise from the frame's north; null when not known: then nothing points anywhere. */
  readonly headingRad: number | null;
  /** Metres of the body for one of the drawing below. */
  readonly scale: number;
  readonly tone: Rgb;
  /** Its frame is not declared, and it may stand elsewhere: it wears a band. */
  readonly isDoubtful: boolean;
}

const SIDES = 8;

/**
 * The body from the side, as height and radius in metres: a skirt that narrows to the neck, and a head.
 *
 *      __       1.80
 *     /  \      1.58
 *      \/       1.36
 *      ||
 *     /  \
 *    /____\     0.00
 */
const BODY: readonly (readonly [heightM: number, radiusM: number])[] = [
  [0, 0.42],
  [1.36, 0.13],
];
const HEAD: readonly (readonly [heightM: number, radiusM: number])[] = [
  [1.3, 0.1],
  [1.46, 0.23],
  [1.66, 0.23],
  [1.8, 0.06],
];
const BAND: readonly (readonly [heightM: number, radiusM: number])[] = [
  [0.55, 0.34],
  [0.85, 0.28],
];
const BAND_TONE: Rgb = [255, 214, 64];

/** The arrow on the ground that tells where it goes: its height, tip, tail and half width, metres. */
const ARROW = { heightM: 0.14, tipM: 1.5, tailM: 0.45, halfM: 0.5 } as const;

const UP: Place = [0, 0, 1];

export function addFigure(figure: Figure, into: ZoneVertices): void {
  addTurned(BODY, figure, figure.tone, into);
  addTurned(HEAD, figure, figure.tone, into);
  if (figure.isDoubtful) addTurned(BAND, figure, BAND_TONE, into);
  if (figure.headingRad !== null) addArrow(figure, figure.headingRad, into);
}

/** A body of revolution, ring above ring. */
function addTurned(
  outline: readonly (readonly [heightM: number, radiusM: number])[],
  { at, scale }: Figure,
  colour: Rgb,
  into: ZoneVertices,
): void {
  const paint: ZonePaint = { colour, alpha: 1, kind: 'flat' };
  let below: number | null = null;
  for (const [heightM, radiusM] of outline) {
    const first = into.vertexCount;
    for (let side = 0; side <= SIDES; side++) {
      const angle = (side / SIDES) * 2 * Math.PI;
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      const place: Place = [at[0] + x * radiusM * scale, at[1] + y * radiusM * scale, at[2] + heightM * scale];
      into.vertex(place, [x, y, 0], paint);
    }
    if (below !== null) into.strip(below, first, SIDES + 1);
    below = first;
  }
}

function addArrow({ at, scale, tone }: Figure, headingRad: number, into: ZoneVertices): void {
  const paint: ZonePaint = { colour: tone, alpha: 1, kind: 'flat' };
  const [east, north] = [Math.sin(headingRad), Math.cos(headingRad)];
  const corner = (aheadM: number, rightM: number): number =>
    into.vertex(
      [
        at[0] + (east * aheadM + north * rightM) * scale,
        at[1] + (north * aheadM - east * rightM) * scale,
        at[2] + ARROW.heightM * scale,
      ],
      UP,
      paint,
    );
  into.triangle(corner(ARROW.tipM, 0), corner(ARROW.tailM, -ARROW.halfM), corner(ARROW.tailM, ARROW.halfM));
}
