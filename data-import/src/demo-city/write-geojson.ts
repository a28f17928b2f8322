import type { DemoDistrict } from '@undercroft/core/demo-city/demo-district';
import type { PlanPoint } from '@undercroft/core/demo-city/place/plan-geometry';
import { SYNTHETIC } from '@undercroft/core/demo-city/survey/survey-words';
import { fileOutput } from './file-output.ts';

/** A feature collection in longitude and latitude, written feature by feature. */
export interface GeoJsonWriter {
  add(geometry: object, properties: object): void;
  close(): void;
}

export function geoJsonWriter(path: string): GeoJsonWriter {
  const file = fileOutput(path);
  const encoder = new TextEncoder();
  let count = 0;
  file.write(encoder.encode('{"type":"FeatureCollection","features":[\n'));
  return {
    add(geometry, properties) {
      const text = JSON.stringify({ type: 'Feature', properties, geometry });
      file.write(encoder.encode(`${count++ === 0 ? '' : ',\n'}${text}`));
    },
    close() {
      file.write(encoder.encode('\n]}\n'));
      file.close();
    },
  };
}

/** Footprints with storeys, heights and addresses. */
export function addBuildings({ site, buildings }: DemoDistrict, writer: GeoJsonWriter): void {
  for (const building of buildings) {
    const { id, storeys, heightM, use, roof, builtYear, address, zh, en } = building;
    const coordinates = building.rings.map((ring) => [...ring, ...ring.slice(0, 1)].map((at) => site.lonLat(at)));
    const name = site.index === 0 ? id : `${id}-${site.index}`;
    const height = Math.round(heightM * 100) / 100;
    writer.add(
      { type: 'Polygon', coordinates },
      { id: name, name: zh, name_en: en, address, storeys, height, use, roof, built_year: builtYear, note: SYNTHETIC },
    );
  }
}

/** Centrelines of streets, and of paths, railway and quays. */
export function addRoads({ site, plan }: DemoDistrict, writer: GeoJsonWriter): void {
  const line = (points: readonly PlanPoint[]) => ({
    type: 'LineString',
    coordinates: points.map((at) => site.lonLat(at)),
  });
  const own = (id: string) => (site.index === 0 ? id : `${id}-${site.index}`);
  for (const { id, zh, en, kind, centreline, kerbM } of plan.network.streets) {
    writer.add(line(centreline), {
      id: own(id),
      name: zh,
      name_en: en,
      class: kind,
      width: 2 * kerbM,
      note: SYNTHETIC,
    });
  }
  for (const way of plan.ways) {
    const { id, zh, en, widthM, isBridge } = way;
    const facts = { class: way.class, width: widthM, bridge: isBridge, note: SYNTHETIC };
    writer.add(line(way.line), { id: own(id), name: zh, name_en: en, ...facts });
  }
}
