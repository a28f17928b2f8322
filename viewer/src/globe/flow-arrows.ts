import {
  BillboardCollection,
  BlendOption,
  Cartesian3,
  DistanceDisplayCondition,
  NearFarScalar,
  type Scene,
} from '@cesium/engine';
import type { LinkFeature } from '@undercroft/core/protocol/answers';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { axisStations } from './axis-stations.ts';
import { flowDirection } from './flow-direction.ts';

/** Arrows along conduits that flow by gravity, from their higher end to their lower one. */
export interface FlowArrows {
  set(links: readonly LinkFeature[]): void;
  destroy(): void;
}

/** From arrow to arrow, metres. */
const SPACING_M = 11;

const SIZE_PX = 17;

/** Farther away arrows would be a rash on the picture, metres. */
const WITHIN = new DistanceDisplayCondition(0, 420);

export function flowArrows(scene: Scene, ground: GroundSurface, geoidOffsetM: number): FlowArrows {
  const arrows = new BillboardCollection({ scene, blendOption: BlendOption.TRANSLUCENT });
  scene.primitives.add(arrows);
  return {
    set(links) {
      arrows.removeAll();
      for (const link of links) {
        const downstream = flowDirection(link);
        if (downstream === 0) continue;
        addAlong(arrows, axisStations(link, ground, geoidOffsetM, SPACING_M), downstream);
      }
      scene.requestRender();
    },
    destroy() {
      scene.primitives.remove(arrows);
    },
  };
}

function addAlong(arrows: BillboardCollection, stations: readonly Cartesian3[], downstream: 1 | -1): void {
  for (const [index, station] of stations.entries()) {
    const before = stations[index - 1];
    if (before === undefined) continue;
    const along = Cartesian3.subtract(station, before, new Cartesian3());
    Cartesian3.multiplyByScalar(along, downstream, along);
    arrows.add({
      position: Cartesian3.midpoint(before, station, new Cartesian3()),
      image: ARROW,
      width: SIZE_PX,
      height: SIZE_PX,
      alignedAxis: Cartesian3.normalize(along, along),
      // The axis lies inside the pipe: the arrow is drawn over its wall.
      disableDepthTestDistance: Number.POSITIVE_INFINITY,
      scaleByDistance: new NearFarScalar(8, 1.3, 400, 0.5),
      distanceDisplayCondition: WITHIN,
    });
  }
}

/** An arrowhead pointing up; as an address, since images made of a canvas are kept anew each time. */
const ARROW = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="34" viewBox="0 0 34 34"><path d="M17 4 28 27 17 21.5 6 27Z" fill="#fff" stroke="#1d2730" stroke-width="2.4" stroke-linejoin="round"/></svg>',
)}`;
