import { Cartesian3, ClippingPolygon, type Matrix4, type Scene } from '@cesium/engine';
import type { CutConduit } from '../pit/pit-cuts.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import type { Theme } from '../state/view-state.ts';
import type { Rgb } from './palette.ts';
import { drawPit } from './pit-drawing.ts';
import { type PitFigures, pitFigures } from './pit-figures.ts';
import { openingOf, pitHoles } from './pit-holes.ts';
import { type PitSurface, pitSurface } from './pit-surface.ts';
import { PitVertices } from './pit-vertices.ts';
import { pitToWorld } from './pit-world.ts';
import { type ZoneLayer, zoneLayer } from './zone-layer.ts';
import type { ZonedConduit } from './zone-mesh.ts';

/** A pit that is to be seen. */
export interface DrawnPit {
  readonly id: string;
  readonly placed: PlacedPit;
  /** Conduits to show cut where they pass the walls; none while they stay whole. */
  readonly cuts: readonly CutConduit[];
  /** Conduits whose zones show. */
  readonly zones: readonly ZonedConduit[];
  /** Without its dimensions: for one that nobody means to dig. */
  readonly isBare?: boolean;
}

/** The pits in the ground: openings, walls, floors, figures. */
export interface PitLayer {
  /**
   * Shows these and no others; what is the same object as before is left as it is. With `cutAway` what lies within them
   * is left out of the network, as long as one looks from above: from below, what lies under a pit must show.
   */
  show(pits: readonly DrawnPit[], cutAway: boolean): void;
  setTheme(theme: Theme): void;
  /** The tone that far things fade to below ground, and how far under the camera is (0 to 1). */
  setFog(tone: Rgb, share: number): void;
  destroy(): void;
}

const BRIGHTNESS: Readonly<Record<Theme, number>> = { light: 1, dark: 0.74 };

/** Zones give light of their own, so they dim less than soil; a little under full, or they would glare. */
const ZONE_BRIGHTNESS = 0.95;

interface Standing {
  readonly vertices: PitVertices;
  readonly surface: PitSurface;
  readonly figures: PitFigures;
  readonly zones: ZoneLayer;
  shown: DrawnPit | null;
}

export function pitLayer(
  scene: Scene,
  geoidOffsetM: number,
  theme: Theme,
  cutNetwork: (polygons: readonly ClippingPolygon[]) => void,
  fellTrees: (polygons: readonly ClippingPolygon[]) => void,
): PitLayer {
  const holes = pitHoles(scene);
  const standing = new Map<string, Standing>();
  let brightness = BRIGHTNESS[theme];
  const fogTone = new Cartesian3();
  let fogShare = 0;
  let cut: readonly PlacedPit[] = [];
  let wantedCut: readonly PlacedPit[] = [];
  let felled: readonly PlacedPit[] = [];
  const fell = (pits: readonly PlacedPit[]): void => {
    if (pits.length === felled.length && pits.every((pit, i) => pit === felled[i])) return;
    felled = pits;
    fellTrees(pits.map((pit) => new ClippingPolygon({ positions: openingOf(pit) })));
  };
  const cutAway = (): void => {
    const next = fogShare > 0 ? [] : wantedCut;
    if (next.length === cut.length && next.every((pit, i) => pit === cut[i])) return;
    cut = next;
    cutNetwork(next.map((pit) => new ClippingPolygon({ positions: openingOf(pit, 0) })));
  };

  const stand = (): Standing => {
    const surface = pitSurface();
    scene.primitives.add(surface.primitive);
    const zones = zoneLayer(scene, geoidOffsetM);
    return { vertices: new PitVertices(), surface, figures: pitFigures(scene), zones, shown: null };
  };
  const take = (id: string): void => {
    const gone = standing.get(id);
    if (gone === undefined) return;
    scene.primitives.remove(gone.surface.primitive);
    gone.figures.destroy();
    gone.zones.destroy();
    standing.delete(id);
  };
  const draw = (pit: DrawnPit, place: Standing): void => {
    const { shown } = place;
    place.shown = pit;
    if (shown?.placed !== pit.placed || shown.zones !== pit.zones) place.zones.show(pit.placed, pit.zones);
    if (shown !== null && shown.placed === pit.placed && shown.cuts === pit.cuts) return;
    const toWorld: Matrix4 = pitToWorld(pit.placed, geoidOffsetM);
    const mesh = drawPit(pit.placed, seedOf(pit.id), pit.cuts, place.vertices);
    place.surface.show(place.vertices, toWorld);
    place.surface.look.depthM = pit.placed.pit.depthM;
    if (pit.isBare !== true) place.figures.show(mesh, pit.placed.pit, toWorld);
  };
  const light = (): void => {
    for (const { surface, zones } of standing.values()) {
      zones.setBrightness(ZONE_BRIGHTNESS * brightness);
      surface.look.brightness = brightness;
      surface.look.fogTone = fogTone;
      surface.look.fogShare = fogShare;
    }
    scene.requestRender();
  };
  return {
    show(pits, cutsAway) {
      const wanted = new Set(pits.map(({ id }) => id));
      for (const id of standing.keys()) if (!wanted.has(id)) take(id);
      for (const pit of pits) {
        const place = standing.get(pit.id) ?? stand();
        standing.set(pit.id, place);
        draw(pit, place);
      }
      const placed = pits.map((pit) => pit.placed);
      holes(placed);
      fell(placed);
      wantedCut = cutsAway ? placed : [];
      cutAway();
      light();
    },
    setTheme(next) {
      brightness = BRIGHTNESS[next];
      light();
    },
    setFog([red, green, blue], share) {
      if (share === fogShare && share === 0) return;
      Cartesian3.fromElements(red / 255, green / 255, blue / 255, fogTone);
      fogShare = share;
      cutAway();
      light();
    },
    destroy() {
      for (const id of standing.keys()) take(id);
    },
  };
}

/** The same pit of a link has the same soil on every machine. */
function seedOf(id: string): number {
  let seed = 17;
  for (const character of id) seed = (seed * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return seed;
}
