import type { BuildingSolid } from '@undercroft/core/model/building-solid';
import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../../issues.ts';
import type { Placement } from '../../placing/placement.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ReadContext, Reader, ReadItem } from '../reader.ts';
import { type CityDocument, type CityObject, cityObject, readCityFile } from './city-document.ts';
import { cityFeature, cityTarget } from './city-features.ts';
import { type PlanPolygon, planOutline } from './city-footprint.ts';
import { bodyWithParts, citySolid } from './city-solid.ts';
import { type CitySurface, surfacesOf } from './city-surfaces.ts';

/**
 * CityJSON 1.1 and 2.0, whole documents and sequences. Buildings are read to their outline on the ground, their height and
 * their surfaces as surveyed (block models and roof shapes);
 * surfaces of land, water, roads and plants to their outline. Every object is kept or reported, none is dropped in silence.
 */
export const CITYJSON_READER: Reader = {
  format: 'cityjson',
  title: 'CityJSON',
  version: 'cityjson-2',
  passes: 1,
  sniff(head, name) {
    const text = new TextDecoder('latin1').decode(head);
    if (/"type"\s*:\s*"CityJSON(Feature)?"/.test(text)) return 0.98;
    if (/"CityObjects"\s*:/.test(text)) return 0.9;
    return /\.city\.jsonl?$/i.test(name) && text.trimStart().startsWith('{') ? 0.6 : 0;
  },
  declaredCrs: async (source, signal) => (await readCityFile(source, {}, signal)).crs,
  read: readCity,
};

async function* readCity(source: ByteSource, context: ReadContext, signal?: AbortSignal): AsyncIterable<ReadItem> {
  const file = await readCityFile(source, context.limits, signal);
  if (context.placement === null) {
    const message = `"${source.name}" names no coordinate system of its own, and none was given for it.`;
    yield { value: null, issues: [issue('missing-crs', null, 'referenceSystem', message)] };
    return;
  }
  for (const [index, document] of file.documents.entries()) {
    signal?.throwIfAborted();
    const row = file.documents.length > 1 ? index + 1 : null;
    yield* documentItems(document, context.placement, row);
  }
}

function* documentItems(document: CityDocument, placement: Placement, row: number | null): Iterable<ReadItem> {
  const objects = new Map<string, CityObject>();
  for (const [id, value] of Object.entries(document.objects)) {
    const object = cityObject(id, value);
    if (typeof object !== 'string') objects.set(id, object);
    else yield { value: null, issues: [issue('unreadable-object', row, id, object)] };
  }
  for (const [id, object] of objects) {
    // A part whose parent has a body of its own is in it; one whose parent has none stands for itself.
    const isPart = (object.parents ?? []).some((parent) => bodyOf(objects.get(parent)).length > 0);
    const holds = (object.children ?? []).some((child) => bodyOf(objects.get(child)).length > 0);
    if (isPart || (holds && bodyOf(object).length === 0)) continue;
    yield* objectItems(id, object, objects, document, placement, row);
  }
}

const NOTHING: BuildingSolid = { vertices: new Float64Array(0), faces: [] };

function* objectItems(
  id: string,
  object: CityObject,
  objects: ReadonlyMap<string, CityObject>,
  { vertices }: CityDocument,
  placement: Placement,
  row: number | null,
): Iterable<ReadItem> {
  const target = cityTarget(object.type);
  if (target === null) {
    const message = `${object.type} "${id}" is of a kind that is not drawn; it is left out.`;
    yield { value: null, issues: [issue('kind-not-modelled', row, id, message)] };
    return;
  }
  const surfaces = bodyOf(object);
  const polygons = planOutline(surfaces, vertices, target === 'building' ? 'down' : 'up');
  if (polygons.length === 0) {
    const message = `${object.type} "${id}" wants faces that outline it on the ground; ${surfaces.length} faces came, none of use.`;
    yield { value: null, issues: [issue('bad-polygon', row, id, message)] };
    return;
  }
  const isBuilding = target === 'building';
  const bodies = isBuilding
    ? [...allSurfaces(object), ...bodyWithParts(object, objects, new Set())]
    : allSurfaces(object);
  const levels = levelsOf(bodies, vertices, placement);
  // Its surfaces hold all of it: they are drawn with the first piece of its outline, nothing with the others.
  const solid = isBuilding ? citySolid(object, objects, vertices, placement) : null;
  for (const [index, polygon] of polygons.entries()) {
    const issues: Issue[] = [];
    const rings = placedRings(polygon, placement, `${object.type} "${id}"`, row, id, issues);
    const sourceId = index === 0 ? id : `${id}/${index + 1}`;
    if (index > 0) {
      const message = `${object.type} "${id}" is of ${polygons.length} pieces; this one is kept as "${sourceId}".`;
      issues.push(issue('split-polygon', row, id, message));
    }
    yield {
      value:
        rings === null
          ? null
          : cityFeature(sourceId, object, target, rings, levels, index === 0 || solid === null ? solid : NOTHING),
      issues,
    };
  }
}

/** The faces of the geometry that outlines best: ground surfaces that are named, else the lowest level of detail. */
function bodyOf(object: CityObject | undefined): readonly CitySurface[] {
  const bodies = (object?.geometry ?? [])
    .map((geometry) => ({ lod: Number(geometry.lod ?? 0), surfaces: surfacesOf(geometry) }))
    .filter(({ surfaces }) => surfaces.length > 0)
    .toSorted((a, b) => a.lod - b.lod);
  const named = bodies.find(({ surfaces }) => surfaces.some(({ semantic }) => semantic === 'GroundSurface'));
  return (named ?? bodies[0])?.surfaces ?? [];
}

function allSurfaces(object: CityObject): readonly CitySurface[] {
  return (object.geometry ?? []).flatMap(surfacesOf);
}

/** Lowest and highest level of any of its bodies. */
function levelsOf(surfaces: readonly CitySurface[], vertices: Float64Array, placement: Placement) {
  let lowM = Number.POSITIVE_INFINITY;
  let highM = Number.NEGATIVE_INFINITY;
  for (const { rings } of surfaces) {
    for (const index of rings.flat()) {
      const levelM = placement.levelM(vertices[index * 3 + 2] ?? Number.NaN);
      if (levelM < lowM) lowM = levelM;
      if (levelM > highM) highM = levelM;
    }
  }
  return lowM <= highM ? { lowM, highM } : null;
}

function placedRings(
  polygon: PlanPolygon,
  placement: Placement,
  what: string,
  row: number | null,
  id: string,
  issues: Issue[],
): readonly Float64Array[] | null {
  const rings: Float64Array[] = [];
  for (const plan of polygon) {
    const ring = new Float64Array(plan.length);
    for (let i = 0; i + 1 < plan.length; i += 2) {
      const place = placement.place(plan[i] ?? Number.NaN, plan[i + 1] ?? Number.NaN);
      if (typeof place === 'string') {
        issues.push(issue('outside-area-of-use', row, id, `${what}: ${place}`));
        return null;
      }
      ring.set(place, i);
    }
    rings.push(ring);
  }
  return rings;
}
