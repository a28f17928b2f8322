import type { MapFeature } from '../../model/map-feature.ts';
import type { DemoSite } from '../place/demo-site.ts';
import type { PlanRing } from '../plan/district-plan.ts';
import type { DemoBuilding } from './demo-building.ts';
import type { FurnitureItem } from './street-furniture.ts';

/** What every record of the made-up district says of itself. */
const SYNTHETIC = '模拟 synthetic';

/** The building as a map feature, with the record a city would have of it. */
export function buildingMapFeature(building: DemoBuilding, site: DemoSite): MapFeature {
  const { id, zh, en, storeys, heightM, use, roof, builtYear, address, households, blockId } = building;
  const raw = {
    楼房编号: id,
    名称: zh ?? '',
    地址: address,
    用途: use,
    层数: String(storeys),
    高度: heightM.toFixed(1),
    屋顶: roof,
    户数: String(households),
    建成年代: String(builtYear),
    地块: blockId,
    备注: SYNTHETIC,
  };
  const value = {
    sourceId: id,
    name: { zh, en },
    rings: building.rings.map((ring) => closedPath(ring, site)),
    heightM,
    storeys,
    use,
    useBasis: 'stated',
    roof,
    roofHeightM: null,
    roofDirectionDeg: null,
    solid: null,
    builtYear,
    raw,
  } as const;
  return { family: 'building', value };
}

/** Flat longitude, latitude; the first point repeated. */
function closedPath(ring: PlanRing, site: DemoSite): Float64Array {
  return Float64Array.from([...ring, ...ring.slice(0, 1)].flatMap((at) => site.lonLat(at)));
}

/** A tree or a lamp as a map feature. */
export function furnitureMapFeature(item: FurnitureItem, site: DemoSite): MapFeature {
  const { id, at, kind, species, heightM, crownM, headingDeg } = item;
  const [x, y] = at;
  const [northM, eastM] = site.northEast(at);
  const [inlandNorthM, inlandEastM] = site.northEast([x, y + 100]);
  // The plan's y axis, clockwise from north.
  const axisDeg = (Math.atan2(inlandEastM - eastM, inlandNorthM - northM) * 180) / Math.PI;
  const raw = {
    编号: id,
    类别: kind === 'tree' ? '树木' : '路灯',
    树种: species?.zh ?? '',
    高度: heightM.toFixed(1),
    冠幅: species === null ? '' : crownM.toFixed(1),
    备注: SYNTHETIC,
  };
  const value = {
    sourceId: id,
    kind: species === null ? 'lamp' : species.isConifer ? 'conifer' : 'tree',
    name: { zh: species?.zh ?? null, en: species?.en ?? null },
    position: site.lonLat(at),
    heightM,
    widthM: species === null ? null : crownM,
    headingDeg: Math.round((headingDeg + axisDeg + 360) % 360),
    raw,
  } as const;
  return { family: 'furniture', value };
}

/** A sports field that was kept open at a school, as land use. `number` counts them within the site, from 1. */
export function sportsFieldMapFeature(ring: PlanRing, number: number, site: DemoSite): MapFeature {
  const sourceId = `C${String(number).padStart(3, '0')}`;
  const name = { zh: '操场', en: 'Sports field' };
  const raw = { 地块编号: sourceId, 用地: '操场', 备注: SYNTHETIC };
  return { family: 'landUse', value: { sourceId, kind: 'grass', name, rings: [closedPath(ring, site)], raw } };
}
