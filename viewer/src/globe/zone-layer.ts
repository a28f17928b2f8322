import { Cartesian2, Cartesian3, Matrix4, type Scene } from '@cesium/engine';
import { eastNorthUpToEcef } from '@undercroft/core/geodesy/ellipsoid';
import type { PlacedPit } from '../pit/pit-place.ts';
import { addSupports } from './support-mesh.ts';
import { addZones, type ZonedConduit } from './zone-mesh.ts';
import { MOST_OPENING_CORNERS } from './zone-shader.ts';
import { type ZoneSurface, zoneSurface } from './zone-surface.ts';
import { ZoneVertices } from './zone-vertices.ts';

/** The zones around what a dig concerns, and the supports that hold it: translucent, about one pit. */
export interface ZoneLayer {
  show(placed: PlacedPit, zones: readonly ZonedConduit[]): void;
  setBrightness(brightness: number): void;
  destroy(): void;
}

/** A zone is whole so far beyond the pit's corners and gone so far beyond that, metres. */
const WHOLE_BEYOND_M = 6;
const FADED_OVER_M = 16;

/** Zones are made for so much more around the pit, and made anew when it has moved by half of that, metres. */
const SPARE_M = 24;

export function zoneLayer(scene: Scene, geoidOffsetM: number): ZoneLayer {
  const zones = standing(scene);
  const supports = standing(scene);
  let shown = '';
  let origin: readonly [number, number, number] = [0, 0, 0];
  let made: PlacedPit | null = null;

  /** Only when other conduits are concerned, or the pit has moved out of what was made: never for each frame. */
  const remake = (placed: PlacedPit, wanted: readonly ZonedConduit[]): void => {
    const key = wanted
      .map(({ id, protectionM, controlM }) => `${id} ${protectionM} ${controlM ?? ''}`)
      .sort()
      .join('|');
    const { centre, floorLevelM } = placed.pit;
    const moved = Math.hypot(centre[0] - origin[0], centre[1] - origin[1]) > SPARE_M / 2;
    if (key === shown && made?.ground === placed.ground && !moved) return;
    shown = key;
    made = placed;
    origin = [centre[0], centre[1], floorLevelM];
    const withinM = sizeM(placed) + WHOLE_BEYOND_M + FADED_OVER_M + SPARE_M;
    zones.vertices.clear();
    for (const zone of wanted) {
      addZones(zone, { origin, middle: centre, withinM, ground: placed.ground }, zones.vertices);
    }
    zones.surface.show(zones.vertices, frameAt(placed, origin, geoidOffsetM));
  };
  return {
    show(placed, wanted) {
      remake(placed, wanted);
      aim(zones.surface, placed, origin);
      const { centre, floorLevelM } = placed.pit;
      const here = [centre[0], centre[1], floorLevelM] as const;
      supports.vertices.clear();
      addSupports(placed.plan, here, supports.vertices);
      supports.surface.show(supports.vertices, frameAt(placed, here, geoidOffsetM));
      aim(supports.surface, placed, here);
      scene.requestRender();
    },
    setBrightness(brightness) {
      zones.surface.look.brightness = brightness;
      supports.surface.look.brightness = brightness;
    },
    destroy() {
      scene.primitives.remove(zones.surface.primitive);
      scene.primitives.remove(supports.surface.primitive);
    },
  };
}

function standing(scene: Scene): { readonly vertices: ZoneVertices; readonly surface: ZoneSurface } {
  const surface = zoneSurface();
  scene.primitives.add(surface.primitive);
  return { vertices: new ZoneVertices(), surface };
}

function frameAt({ projection }: PlacedPit, [x, y, z]: readonly [number, number, number], geoidOffsetM: number) {
  const [lon, lat] = projection.inverse(x, y);
  return Matrix4.fromArray(Array.from(eastNorthUpToEcef(lon, lat, z + geoidOffsetM)));
}

/** The part that changes with every frame: where the pit is and how it is open. */
function aim({ look }: ZoneSurface, placed: PlacedPit, [x, y]: readonly [number, number, number]): void {
  const { pit, solid } = placed;
  Cartesian2.fromElements(pit.centre[0] - x, pit.centre[1] - y, look.middle);
  look.nearM = sizeM(placed) + WHOLE_BEYOND_M;
  look.farM = look.nearM + FADED_OVER_M;
  const corners = solid.top.length / 2;
  look.openingCorners = corners <= MOST_OPENING_CORNERS ? corners : 0;
  for (let i = 0; i < look.openingCorners; i++) {
    Cartesian2.fromElements((solid.top[i * 2] ?? 0) - x, (solid.top[i * 2 + 1] ?? 0) - y, look.opening[i]);
  }
}

/** From the middle of a pit to its farthest side. */
function sizeM({ solid }: PlacedPit): number {
  const [west, south, east, north] = solid.bounds;
  return Cartesian3.magnitude(new Cartesian3((east - west) / 2, (north - south) / 2, 0));
}
