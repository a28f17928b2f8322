import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { coordinatePool } from '../coordinate-pool.ts';
import type { RawGeometry } from '../raw-geometry.ts';
import type { ColumnInfo, DeclaredCrs } from '../table-format.ts';
import { declaredCrs, isCrsLink, RFC_7946_CRS } from './declared-crs.ts';
import { featureParts, type GeoJsonLayout } from './feature-parts.ts';
import { geometryOf } from './geometry-of.ts';
import type { JsonSlice } from './parse-slices.ts';
import { type ColumnLayout, featureOf } from './row-maker.ts';
import { sampleProperties } from './sample-properties.ts';

/** What the first features and the members about them tell. */
export interface FeatureSurvey {
  readonly columns: readonly ColumnInfo[];
  readonly layout: ColumnLayout;
  readonly geometry: RawGeometry['kind'] | 'mixed' | null;
  readonly crs: DeclaredCrs;
  /** Number of features where all were seen. */
  readonly rowCount: number | null;
  readonly issues: readonly Issue[];
}

/** Features within so many bytes, and samples of the rest, say which columns there are: a tenth of a second. */
const SURVEYED_BYTES = 16 * 1024 ** 2;
const TAIL_BYTES = 1 << 16;
const MOST_COLUMNS = 1000;

/** Looks at the beginning of a file, and at its end for a `crs` that stands behind the features. */
export async function surveyFeatures(
  source: ByteSource,
  layout: GeoJsonLayout,
  signal?: AbortSignal,
): Promise<FeatureSurvey> {
  const seen = new Seen();
  let whole = true;
  for await (const part of featureParts(source, layout, null, signal)) {
    if (part.kind === 'member') seen.members.set(part.name, part.value);
    else if (part.kind === 'features') for (const slice of part.slices) seen.take(slice);
    else if (part.kind === 'broken') {
      if (seen.count === 0) throw brokenAtOnce(source, part.atByte, part.why);
      whole = false;
    }
    if (part.kind === 'features' && (part.slices.at(-1)?.atByte ?? 0) > SURVEYED_BYTES) {
      whole = false;
      break;
    }
  }
  if (!whole) {
    for await (const properties of sampleProperties(source, SURVEYED_BYTES)) seen.takeProperties(properties);
  }
  if (!whole && !seen.members.has('crs')) {
    const late = await lateCrs(source);
    if (late !== undefined) seen.members.set('crs', late);
  }
  return seen.survey(whole);
}

class Seen {
  readonly members = new Map<string, unknown>();
  count = 0;
  readonly #types = new Map<string, ColumnInfo['type'] | null>();
  readonly #kinds = new Set<RawGeometry['kind']>();
  readonly #pool = coordinatePool();
  #hasIds = false;
  #places = 0;
  #farthestX = 0;
  #farthestY = 0;

  take(slice: JsonSlice): void {
    this.count++;
    const feature = featureOf(slice);
    if (typeof feature === 'string') return;
    if (feature.id !== undefined && feature.id !== null) this.#hasIds = true;
    this.takeProperties(feature.properties);
    if (
      typeof slice.value === 'object' &&
      slice.value !== null &&
      'place' in slice.value &&
      slice.value.place !== null
    ) {
      this.#places++;
    }
    const { geometry } = geometryOf(feature.geometry, this.#pool);
    if (geometry === null) return;
    this.#kinds.add(geometry.kind);
    const [x, y] = firstPosition(geometry);
    this.#farthestX = Math.max(this.#farthestX, Math.abs(x));
    this.#farthestY = Math.max(this.#farthestY, Math.abs(y));
  }

  takeProperties(properties: Readonly<Record<string, unknown>>): void {
    for (const name in properties) {
      const before = this.#types.get(name);
      if (before === undefined && this.#types.size >= MOST_COLUMNS) continue;
      this.#types.set(name, joinedType(before ?? null, typeOf(properties[name])));
    }
  }

  survey(whole: boolean): FeatureSurvey {
    const columns = [...this.#types].map(([name, type]): ColumnInfo => ({ name, type: type ?? 'text' }));
    const idName = this.#types.has('id') ? '@id' : 'id';
    const idColumn = this.#hasIds && !this.#types.has(idName) ? columns.length : null;
    if (idColumn !== null) columns.push({ name: idName, type: 'text' });
    const [kind, second] = this.#kinds;
    return {
      columns,
      layout: { names: columns.map(({ name }) => name), idColumn },
      geometry: kind === undefined ? null : second === undefined ? kind : 'mixed',
      crs: this.#crs(),
      rowCount: whole ? this.count : null,
      issues: this.#issues(),
    };
  }

  #crs(): DeclaredCrs {
    if (this.members.has('crs')) return declaredCrs(this.members.get('crs'));
    if (this.#farthestX <= 180 && this.#farthestY <= 90) return RFC_7946_CRS;
    const text = 'none named, which means longitude and latitude, yet its coordinates go beyond 180 and 90 degrees';
    return { code: null, text, axes: 'eastNorth' };
  }

  #issues(): readonly Issue[] {
    const issues: Issue[] = [];
    if (isCrsLink(this.members.get('crs'))) {
      const message = 'The file names its coordinate system by a link. Links are never fetched: name the system.';
      issues.push(issue('crs-link', null, 'crs', message));
    }
    if (this.#places > 0) {
      const message =
        'Features have a "place" (JSON-FG) beside their geometry; the geometry, in longitude and latitude, is read.';
      issues.push(issue('place-ignored', null, 'place', message));
    }
    return issues;
  }
}

/**
 * A `crs` among the members behind the features, which some servers write there; undefined when there is none. What follows
 * its name up to the end of the file is an object's inside only where the name is a member of the root.
 */
async function lateCrs(source: ByteSource): Promise<unknown> {
  const tail = new TextDecoder().decode(
    await source.bytes(Math.max(0, source.sizeBytes - TAIL_BYTES), source.sizeBytes),
  );
  for (let at = tail.lastIndexOf('"crs"'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('"crs"', at - 1)) {
    try {
      const members: unknown = JSON.parse(`{${tail.slice(at)}`);
      if (typeof members === 'object' && members !== null && 'crs' in members) return members.crs;
    } catch {
      // A property of that name, or text: look further ahead.
    }
  }
  return undefined;
}

function typeOf(value: unknown): ColumnInfo['type'] | null {
  if (value === null) return null;
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

function joinedType(a: ColumnInfo['type'] | null, b: ColumnInfo['type'] | null): ColumnInfo['type'] | null {
  if (a === null || b === null) return a ?? b;
  return a === b ? a : 'text';
}

function firstPosition(geometry: RawGeometry): readonly [number, number] {
  switch (geometry.kind) {
    case 'point':
      return [geometry.xy[0] ?? 0, geometry.xy[1] ?? 0];
    case 'line':
      return [geometry.lines[0]?.xy[0] ?? 0, geometry.lines[0]?.xy[1] ?? 0];
    case 'polygon':
      return [geometry.polygons[0]?.[0]?.xy[0] ?? 0, geometry.polygons[0]?.[0]?.xy[1] ?? 0];
  }
}

function brokenAtOnce(source: ByteSource, atByte: number, why: string): ImportError {
  const message = `"${source.name}" is no GeoJSON that can be read: at byte ${atByte} ${why}, before any whole feature.`;
  return new ImportError('damaged-file', message);
}
