import { HexagonLayer } from '@deck.gl/aggregation-layers';
import { Deck, MapView, WebMercatorViewport } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import type { LonLat } from '../pit/pit-spec.ts';
import type { Box } from './density-box.ts';
import type { Outline } from './density-outline.ts';
import { DENSITY_TONES } from './density-tones.ts';

/** A plan of where cases are, in a canvas of its own. */
export interface DensityMap {
  show(cases: readonly LonLat[], outline: Outline | null): void;
  destroy(): void;
}

export interface DensityMapOptions {
  readonly host: HTMLDivElement;
  readonly box: Box;
  /** Width of a hexagon's outer circle, half of it, metres. */
  readonly radiusM: number;
  /** The most cases in a hexagon, once they are counted. */
  readonly onMost: (most: number) => void;
  readonly onFailed: () => void;
}

const WATER: [number, number, number, number] = [92, 128, 152, 150];
const ROADS: [number, number, number, number] = [150, 165, 178, 44];

export function densityMap({ host, box, radiusM, onMost, onFailed }: DensityMapOptions): DensityMap {
  let shown: { readonly cases: readonly LonLat[]; readonly outline: Outline | null } = { cases: [], outline: null };
  const viewState = () => fitted(host, box);
  const deck = new Deck({
    parent: host,
    views: new MapView({ repeat: false }),
    viewState: viewState(),
    controller: false,
    useDevicePixels: 1,
    layers: [],
    onError: onFailed,
    getCursor: () => 'default',
  });
  const draw = (): void => {
    const { cases, outline } = shown;
    deck.setProps({
      viewState: viewState(),
      layers: [
        new PathLayer<readonly LonLat[]>({
          id: 'roads',
          data: outline?.roads ?? [],
          getPath: (line) => line.map(([lon, lat]): [number, number] => [lon, lat]),
          getColor: ROADS,
          widthMinPixels: 1,
          getWidth: 1,
        }),
        new PathLayer<readonly LonLat[]>({
          id: 'water',
          data: outline?.water ?? [],
          getPath: (line) => line.map(([lon, lat]): [number, number] => [lon, lat]),
          getColor: WATER,
          widthMinPixels: 1.4,
          getWidth: 1,
        }),
        new HexagonLayer<LonLat>({
          id: 'cases',
          data: [...cases],
          gpuAggregation: false,
          getPosition: ([lon, lat]) => [lon, lat],
          radius: radiusM,
          coverage: 0.92,
          extruded: false,
          opacity: 0.82,
          colorRange: DENSITY_TONES.map(([r, g, b]): [number, number, number] => [r, g, b]),
          colorScaleType: 'quantize',
          onSetColorDomain: ([, most]) => onMost(most),
        }),
      ],
    });
  };
  const watcher = new ResizeObserver(draw);
  watcher.observe(host);
  const lost = (event: Event): void => {
    event.preventDefault();
    onFailed();
  };
  host.addEventListener('webglcontextlost', lost, true);
  return {
    show(cases, outline) {
      shown = { cases, outline };
      draw();
    },
    destroy() {
      watcher.disconnect();
      host.removeEventListener('webglcontextlost', lost, true);
      deck.finalize();
      host.replaceChildren();
    },
  };
}

/** The view in which the rectangle fills the panel. */
function fitted({ clientWidth, clientHeight }: HTMLElement, [west, south, east, north]: Box) {
  const width = Math.max(clientWidth, 40);
  const height = Math.max(clientHeight, 40);
  const { longitude, latitude, zoom } = new WebMercatorViewport({ width, height }).fitBounds(
    [
      [west, south],
      [east, north],
    ],
    { padding: 6 },
  );
  return { longitude, latitude, zoom };
}
