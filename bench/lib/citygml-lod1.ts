import { writeFile } from 'node:fs/promises';
import type { TileBuilding } from '@undercroft/core/building/building-columns';
import { drawnHeight } from '@undercroft/core/building/building-height';

/**
 * Writes buildings as CityGML 2.0 with a block model (LOD1) each: the floor, the roof and a wall a side, in longitude,
 * latitude, metres. Courtyards are left out: a solid of the format the others read has none.
 */
export async function writeCityGml(path: string, buildings: readonly TileBuilding[], groundM: number): Promise<void> {
  const members = buildings.map((row) => memberOf(row, groundM)).join('\n');
  await writeFile(
    path,
    `<?xml version="1.0" encoding="utf-8"?>
<CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
  xmlns:bldg="http://www.opengis.net/citygml/building/2.0">
<gml:boundedBy><gml:Envelope srsDimension="3" srsName="WGS84">
<gml:lowerCorner>${corner(buildings, Math.min)} 0</gml:lowerCorner>
<gml:upperCorner>${corner(buildings, Math.max)} 1000</gml:upperCorner>
</gml:Envelope></gml:boundedBy>
${members}
</CityModel>
`,
  );
}

function memberOf({ featureId, building }: TileBuilding, groundM: number): string {
  const { heightM } = drawnHeight(building);
  const ring = building.rings[0] ?? new Float64Array(0);
  const count = ring.length / 2 - 1;
  const at = (i: number, levelM: number): string => `${ring[2 * i]} ${ring[2 * i + 1]} ${levelM}`;
  const topM = groundM + heightM;
  const places = Array.from({ length: count + 1 }, (_, i) => i);
  const faces = [
    places.toReversed().map((i) => at(i, groundM)),
    places.map((i) => at(i, topM)),
    ...places
      .slice(0, -1)
      .map((i) => [at(i, groundM), at(i + 1, groundM), at(i + 1, topM), at(i, topM), at(i, groundM)]),
  ];
  const surfaces = faces.map(
    (face) =>
      `<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>${face.join(' ')}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>`,
  );
  return `<cityObjectMember><bldg:Building gml:id="${featureId.replaceAll('/', '_')}"><bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface>${surfaces.join('')}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid></bldg:Building></cityObjectMember>`;
}

function corner(buildings: readonly TileBuilding[], pick: (a: number, b: number) => number): string {
  const [lon, lat] = [0, 1].map((axis) =>
    buildings
      .flatMap(({ building }) => [...(building.rings[0] ?? [])].filter((_, i) => i % 2 === axis))
      .reduce((a, b) => pick(a, b)),
  );
  return `${lon} ${lat}`;
}
