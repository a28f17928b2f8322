import {
  Credit,
  Rectangle,
  Resource,
  UrlTemplateImageryProvider,
  WebMapTileServiceImageryProvider,
  WebMercatorTilingScheme,
} from '@cesium/engine';
import type { Imagery } from '@undercroft/core/protocol/scene';
import type { LonLatRectangle } from '@undercroft/core/terrain/terrain-tiling';

/** The engine's reader of a service's pictures, web Mercator, within a rectangle in degrees. */
export function imageryProvider(
  imagery: Imagery,
  rectangle: LonLatRectangle,
): UrlTemplateImageryProvider | WebMapTileServiceImageryProvider {
  const common = {
    url: new Resource({ url: imagery.url }),
    tilingScheme: new WebMercatorTilingScheme(),
    rectangle: Rectangle.fromDegrees(...rectangle),
    maximumLevel: imagery.maxZoom,
    // Attribution stands in the page's own bottom line.
    credit: new Credit(''),
  };
  switch (imagery.kind) {
    case 'xyz':
      return new UrlTemplateImageryProvider({
        ...common,
        minimumLevel: imagery.minZoom,
        enablePickFeatures: false,
      });
    case 'wmts':
      return new WebMapTileServiceImageryProvider({
        ...common,
        layer: imagery.layer,
        style: imagery.style,
        format: imagery.format,
        tileMatrixSetID: imagery.tileMatrixSet,
        enablePickFeatures: false,
      });
  }
}
