import { type AxisBand, axisBand, SURENESS, type Sureness } from '../dig/axis-band.ts';
import { DEEPEST_PLAUSIBLE_M } from '../dig/link-band.ts';
import type { GroundLevelAt } from '../dig/plane-ground.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { ASSUMED_DEPTH_M } from '../tiling/drawn-as.ts';
import type { MeshBuilder } from '../tiling/mesh-builder.ts';
import type { TileFrame } from '../tiling/tile-frame.ts';
import type { TileLink } from '../tiling/tile-rows.ts';
import { addBand } from './band-mesh.ts';
import { addCurtain, type CurtainPlace } from './curtain-mesh.ts';
import { FADED_OPACITY } from './envelope-opacity.ts';
import { type AxisPlaces, placeAxis } from './place-axis.ts';
import { straightRuns } from './straight-runs.ts';

/** A conduit's band along its axis. */
export interface Envelope {
  /** The least sure of all places. */
  readonly sureness: Sureness;
  readonly places: AxisPlaces;
  /** Levels of the axis, metres above the datum; NaN is unknown. */
  readonly axisM: Float64Array;
  /** Levels of the ground; NaN is unknown. */
  readonly groundM: Float64Array;
  readonly bands: readonly AxisBand[];
  /** True where a level anywhere along it is not known well enough: then it is drawn from the ground downwards. */
  readonly atAnyDepth: boolean;
}

/**
 * Accuracy goes with depth: the band is asked for at places no farther apart than this, metres. In between it runs
 * straight, which is no less than its figures, since these grow with depth or stay.
 */
const STEP_M = 10;

/** The lid of a curtain lies so much under the ground, so that both are seen, metres. */
const UNDER_GROUND_M = 0.05;

/** The band about a link; null for one without a place. */
export function envelopeOf({ link }: TileLink, rules: RuleSet, ground: GroundLevelAt): Envelope | null {
  const places = placeAxis(link.path, STEP_M);
  if (places === null) return null;
  const [fromM, toM] = [link.from.axisM, link.to.axisM];
  const levelKnown = fromM !== null && toM !== null && Number.isFinite(fromM + toM);
  const axisM = new Float64Array(places.count).fill(Number.NaN);
  const groundM = new Float64Array(places.count);
  const bands: AxisBand[] = [];
  for (let k = 0; k < places.count; k++) {
    const levelM = ground(places.lonLat[k * 2] ?? Number.NaN, places.lonLat[k * 2 + 1] ?? Number.NaN);
    groundM[k] = levelM ?? Number.NaN;
    if (levelKnown) axisM[k] = fromM + (toM - fromM) * (places.share[k] ?? 0);
    const depthM = levelM === null || !levelKnown ? null : levelM - (axisM[k] ?? Number.NaN);
    bands.push(axisBand(rules, link, levelKnown, depthM));
  }
  const worst = bands.reduce((most, { sureness }) => Math.max(most, SURENESS.indexOf(sureness)), 0);
  return {
    sureness: SURENESS[worst] ?? 'unknownAccuracy',
    places,
    axisM,
    groundM,
    bands,
    atAnyDepth: bands.some(({ bandZM }) => bandZM === null),
  };
}

/** Half the width of a band in plan, metres. */
export function halfWidthM({ outerHalfWidthM, bandXyM }: AxisBand): number {
  return outerHalfWidthM + bandXyM;
}

/** Draws it under the mesh's current feature. `fallbackLevelM` is the level of what has none, metres above the datum. */
export function addEnvelope(
  row: TileLink,
  envelope: Envelope,
  frame: TileFrame,
  fallbackLevelM: number,
  mesh: MeshBuilder,
): void {
  if (envelope.atAnyDepth) addCurtainOf(row, envelope, frame, fallbackLevelM, mesh);
  else addBandOf(envelope, frame, mesh);
}

function addBandOf({ places, axisM, bands }: Envelope, frame: TileFrame, mesh: MeshBuilder): void {
  const axis = new Float64Array(places.count * 3);
  for (let k = 0; k < places.count; k++) put(places, k, axisM[k] ?? 0, frame, axis);
  const isRiserOfOnePlace = places.count === 2 && Math.abs((axisM[1] ?? 0) - (axisM[0] ?? 0)) < LEAST_RISER_M;
  // A link of no extent has a wall all the same.
  if (isRiserOfOnePlace && planGap(axis) < LEAST_RISER_M) axis[5] = (axis[2] ?? 0) + LEAST_RISER_M;
  const widths = bands.map(halfWidthM);
  for (const [from, to] of straightRuns(axis, widths)) {
    addBand(axis.slice(from * 3, to * 3 + 3), bands.slice(from, to + 1), mesh);
  }
}

/** A riser shorter than this has no direction, metres. */
const LEAST_RISER_M = 0.01;

function planGap(axis: Float64Array): number {
  return Math.hypot((axis[3] ?? 0) - (axis[0] ?? 0), (axis[4] ?? 0) - (axis[1] ?? 0));
}

/** From the ground, or the axis' own wall where that is higher, to the deepest plausible level. */
function addCurtainOf(
  { fromNode, toNode }: TileLink,
  { sureness, places, axisM, groundM, bands }: Envelope,
  frame: TileFrame,
  fallbackLevelM: number,
  mesh: MeshBuilder,
): void {
  // Where nobody knows the ground a cover stands for it, as it does where the conduit itself is drawn.
  const coverM = fromNode?.coverLevelM ?? toNode?.coverLevelM ?? fallbackLevelM + ASSUMED_DEPTH_M;
  const at = new Float64Array(3);
  const axis = new Float64Array(places.count * 3);
  const line = bands.map((band, k): CurtainPlace => {
    const known = groundM[k] ?? Number.NaN;
    const topM = Number.isNaN(known) ? coverM : known;
    const wallM = axisM[k] ?? Number.NaN;
    const [highM, lowM] = [wallM + band.outerHalfHeightM, wallM - band.outerHalfHeightM];
    const top = Number.isNaN(wallM) ? topM - UNDER_GROUND_M : Math.max(topM - UNDER_GROUND_M, highM);
    const bottom = Number.isNaN(wallM) ? topM - DEEPEST_PLAUSIBLE_M : Math.min(topM - DEEPEST_PLAUSIBLE_M, lowM);
    place(places, k, bottom, frame, at);
    const [x = 0, y = 0, z = 0] = at;
    axis.set(at, k * 3);
    return { x, y, bottom: z, top: z + (top - bottom), halfWidthM: halfWidthM(band) };
  });
  const widths = bands.map(halfWidthM);
  const runs = places.count === 2 ? ([[0, 1]] as const) : straightRuns(axis, widths);
  const isLost = sureness === 'unknownAccuracy';
  // A strip of ten metres with a wall across it at each end of each conduit would hide everything else.
  const look = { footOpacity: isLost ? FADED_OPACITY : mesh.opacity, hasEnds: !isLost };
  for (const [from, to] of runs) addCurtain(line.slice(from, to + 1), look, mesh);
}

function put(places: AxisPlaces, k: number, levelM: number, frame: TileFrame, axis: Float64Array): void {
  frame.place(places.lonLat[k * 2] ?? 0, places.lonLat[k * 2 + 1] ?? 0, levelM, axis, k * 3);
}

function place(places: AxisPlaces, k: number, levelM: number, frame: TileFrame, out: Float64Array): void {
  frame.place(places.lonLat[k * 2] ?? 0, places.lonLat[k * 2 + 1] ?? 0, levelM, out, 0);
}
