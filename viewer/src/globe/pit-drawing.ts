import { UTILITY_COLOURS } from '@undercroft/core/model/utility-colour';
import { cutSections } from '@undercroft/core/pit/cut-section';
import type { Pit } from '@undercroft/core/pit/pit';
import { wallNormal } from '@undercroft/core/pit/pit-frame';
import { type PitMesh, pitMesh } from '@undercroft/core/pit/pit-mesh';
import { SOIL_BANDS } from '@undercroft/core/pit/soil-bands';
import { axisLine, type CutConduit } from '../pit/pit-cuts.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import { mix, type Rgb } from './palette.ts';
import { PAINT, type Paint, type PitVertices } from './pit-vertices.ts';
import type { Place } from './ribbon-vertices.ts';

const RIM_TONE: Rgb = [112, 110, 106];
const TICK_TONE: Rgb = [250, 246, 234];
const INK: Rgb = [34, 32, 30];
const BORE_TONE: Rgb = [24, 24, 26];

/** Half the width of the lines on a pit, metres; none is drawn thinner than a pixel and a half. */
const TICK_HALF_M = 0.011;
const EDGE_HALF_M = 0.004;
const HATCH_HALF_M = 0.0022;
const DIMENSION_HALF_M = 0.008;

/** How far a dimension line stands over the rim, and the length of the strokes at its ends, metres. */
const DIMENSION_LIFT_M = 0.05;
const STROKE_M = 0.12;

const UP: Place = [0, 0, 1];

/** Fills the vertices with all that is drawn of a pit and returns the mesh they came from. */
export function drawPit(placed: PlacedPit, seed: number, cuts: readonly CutConduit[], into: PitVertices): PitMesh {
  const { pit } = placed;
  const mesh = pitMesh(pit, placed.ground, { seed });
  const floorTone = floorToneOf(pit);
  const look = (material: number): { readonly colour: Rgb; readonly paint: Paint } => {
    const band = SOIL_BANDS[material];
    if (band !== undefined) return { colour: band.colour, paint: paintOf(band.material) };
    return material === SOIL_BANDS.length ? { colour: floorTone, paint: 'floor' } : { colour: RIM_TONE, paint: 'rim' };
  };
  into.clear();
  into.add(mesh.wallsAndFloor, look);
  into.add(mesh.rim, look);
  drawTicks(mesh, pit.batter, into);
  drawDimensions(mesh, into);
  for (const cut of cuts) drawCut(pit, cut, into);
  return mesh;
}

function paintOf(material: string): Paint {
  const known = (Object.keys(PAINT) as Paint[]).find((paint) => paint === material);
  return known ?? 'fill';
}

/** The floor is of the soil it lies in, trodden lighter. */
function floorToneOf({ depthM }: Pit): Rgb {
  let top = 0;
  for (const band of SOIL_BANDS) {
    top += band.thicknessM;
    if (depthM < top) return mix(band.colour, [176, 164, 146], 0.3);
  }
  return RIM_TONE;
}

function drawTicks({ ticks }: PitMesh, batter: number, into: PitVertices): void {
  const { lines } = ticks;
  const slant = Math.hypot(1, batter);
  for (let i = 0; i + 5 < lines.length; i += 6) {
    const from = placeAt(lines, i);
    const to = placeAt(lines, i + 3);
    const run = Math.hypot(to[0] - from[0], to[1] - from[1]);
    // Sides run anticlockwise: into the pit is to the left of them.
    const normal: Place = [-(to[1] - from[1]) / run / slant, (to[0] - from[0]) / run / slant, batter / slant];
    into.line(lifted(from, normal, 0.002), lifted(to, normal, 0.002), normal, TICK_HALF_M * 1.9, INK);
    into.line(lifted(from, normal, 0.006), lifted(to, normal, 0.006), normal, TICK_HALF_M, TICK_TONE);
  }
}

function drawDimensions({ dimensions }: PitMesh, into: PitVertices): void {
  for (const { from, to, measures } of dimensions) {
    if (measures === 'depth') continue;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    if (length < 3 * STROKE_M) continue;
    const across: Place = [(-(to[1] - from[1]) / length) * STROKE_M, ((to[0] - from[0]) / length) * STROKE_M, 0];
    const start = lifted(from, UP, DIMENSION_LIFT_M);
    const end = lifted(to, UP, DIMENSION_LIFT_M);
    into.line(start, end, UP, DIMENSION_HALF_M, TICK_TONE);
    for (const at of [start, end])
      into.line(lifted(at, across, 1), lifted(at, across, -1), UP, DIMENSION_HALF_M, TICK_TONE);
  }
}

/** Where a wall cuts a conduit: its wall in the utility's colour, hatched, around a dark bore. */
function drawCut(pit: Pit, cut: CutConduit, into: PitVertices): void {
  const tone = mix(UTILITY_COLOURS[cut.utility], [255, 255, 255], 0.22);
  const bore = mix(UTILITY_COLOURS[cut.utility], BORE_TONE, 0.85);
  for (const section of cutSections(pit, axisLine(cut), cut.section)) {
    const normal = wallNormal(pit, section.side);
    into.add(section.triangles, (material) => ({ colour: material === 0 ? tone : bore, paint: 'plain' }));
    const stroke = (lines: Float32Array, halfWidthM: number) => {
      for (let i = 0; i + 5 < lines.length; i += 6) {
        const [from, to] = [placeAt(lines, i), placeAt(lines, i + 3)];
        into.line(lifted(from, normal, 0.001), lifted(to, normal, 0.001), normal, halfWidthM, INK);
      }
    };
    stroke(section.hatch, HATCH_HALF_M);
    stroke(section.outerEdge, EDGE_HALF_M);
    stroke(section.innerEdge, EDGE_HALF_M);
  }
}

function placeAt(lines: Float32Array, i: number): Place {
  return [lines[i] ?? 0, lines[i + 1] ?? 0, lines[i + 2] ?? 0];
}

function lifted(at: Place, by: Place, times: number): Place {
  return [at[0] + by[0] * times, at[1] + by[1] * times, at[2] + by[2] * times];
}
