import { ASSUMED_DEPTH_M, SHAFT_WALL_M } from './drawn-as.ts';
import { shaftLook, widestOuterM } from './node-solids.ts';
import { shaftRadiusM } from './shaft.ts';
import type { SolidSink } from './solid-sink.ts';
import type { TileFrame } from './tile-frame.ts';
import type { TileNode } from './tile-rows.ts';

/** Where nothing is known of how high a shaft is, it is drawn so high, metres. */
const ASSUMED_HEIGHT_M = 2 * ASSUMED_DEPTH_M;

/** Adds a shaft as it is seen from afar: a prism from its sump to its cover. */
export function addFarShaft(row: TileNode, frame: TileFrame, fallbackLevelM: number, sink: SolidSink): void {
  const { node, incident } = row;
  const place = new Float64Array(3);
  frame.place(node.position[0], node.position[1], fallbackLevelM, place, 0);
  const [x = 0, y = 0, base = 0] = place;
  const topM = node.coverLevelM ?? (node.sumpLevelM ?? fallbackLevelM) + ASSUMED_HEIGHT_M;
  const bottomM = Math.min(node.sumpLevelM ?? lowestInvertM(incident) ?? topM - ASSUMED_HEIGHT_M, topM - SHAFT_WALL_M);
  const radiusM = shaftRadiusM(node, widestOuterM(incident)) + SHAFT_WALL_M;
  const z = (levelM: number): number => base + levelM - fallbackLevelM;
  sink.column(shaftLook(row), { x, y, bottom: z(bottomM), top: z(topM), radiusM });
}

function lowestInvertM(incident: TileNode['incident']): number | null {
  const known = incident.flatMap(({ invertM }) => (invertM === null ? [] : [invertM]));
  return known.length === 0 ? null : Math.min(...known);
}
