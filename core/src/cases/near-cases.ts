import { localProjection } from '../geodesy/local-projection.ts';
import type { LiveCase } from '../live/live-case.ts';
import type { CaseDuplicate } from '../protocol/live/case-records.ts';
import { caseStage } from './case-stage.ts';

const HOUR_MS = 3_600_000;
/** A degree of latitude is at least so long anywhere, metres. */
const DEGREE_M = 110_574;

/** How near two cases must be to be taken for one. */
export interface DuplicateRule {
  readonly withinM: number;
  readonly withinHours: number;
}

type Bounds = readonly [west: number, south: number, east: number, north: number];

/** A rectangle that holds every place within a distance; rather too large than too small. */
export function boundsAround([lon, lat]: readonly [number, number], withinM: number): Bounds {
  const south = Math.max(-90, lat - withinM / DEGREE_M);
  const north = Math.min(90, lat + withinM / DEGREE_M);
  const narrowest = Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
  const reach = narrowest * DEGREE_M * 180 <= withinM ? 180 : withinM / (narrowest * DEGREE_M);
  return [lon - reach, south, lon + reach, north];
}

/** Metres between two places. */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const at = new Float64Array(2);
  localProjection(a).forward(b[0], b[1], at);
  return Math.hypot(at[0] ?? 0, at[1] ?? 0);
}

/**
 * Of some cases those that may be the same thing as another: of one kind and class (a case of no class may be any), near
 * in time, and near in space or about the same component. Withdrawn cases are no doubles of anything. Nearest first.
 */
export function duplicatesOf(
  value: LiveCase,
  others: Iterable<LiveCase>,
  { withinM, withinHours }: DuplicateRule,
): readonly CaseDuplicate[] {
  const found: CaseDuplicate[] = [];
  const reportMs = value.steps.report;
  if (reportMs === null) return found;
  for (const other of others) {
    if (other.sourceId === value.sourceId || other.kind !== value.kind || other.result === 'void') continue;
    if (other.category !== null && value.category !== null && other.category !== value.category) continue;
    if (other.steps.report === null || Math.abs(other.steps.report - reportMs) > withinHours * HOUR_MS) continue;
    const distanceM = metresBetween(value.position, other.position);
    const isSameComponent = value.component !== null && value.component === other.component;
    // Two components of one class side by side are two things.
    const areTwoComponents = value.component !== null && other.component !== null && !isSameComponent;
    if (areTwoComponents || (distanceM > withinM && !isSameComponent)) continue;
    found.push({
      sourceId: other.sourceId,
      distanceM: Math.round(distanceM * 10) / 10,
      apartMs: other.steps.report - reportMs,
      stage: caseStage(other),
      title: other.title,
    });
  }
  return found.sort((a, b) => a.distanceM - b.distanceM || Math.abs(a.apartMs) - Math.abs(b.apartMs));
}

/** Two cases that may be the same thing. */
export interface DuplicatePair {
  readonly earlier: string;
  readonly later: string;
  readonly distanceM: number;
  readonly apartMs: number;
}

/**
 * Every pair among some cases, nearest first. Cases are sorted into squares of the distance asked for, so that each is held
 * against its neighbours only.
 */
export function duplicatePairs(cases: readonly LiveCase[], rule: DuplicateRule): readonly DuplicatePair[] {
  const [first] = cases;
  if (first === undefined) return [];
  const sizeM = Math.max(1, rule.withinM);
  const projection = localProjection(first.position);
  const squares = new Map<string, LiveCase[]>();
  const byComponent = new Map<string, LiveCase[]>();
  const pairs: DuplicatePair[] = [];
  const at = new Float64Array(2);
  for (const value of cases) {
    projection.forward(value.position[0], value.position[1], at);
    const [column, row] = [Math.floor((at[0] ?? 0) / sizeM), Math.floor((at[1] ?? 0) / sizeM)];
    const near = new Set<LiveCase>(value.component === null ? [] : byComponent.get(value.component));
    for (let x = column - 1; x <= column + 1; x++) {
      for (let y = row - 1; y <= row + 1; y++) for (const other of squares.get(`${x} ${y}`) ?? []) near.add(other);
    }
    for (const { sourceId, distanceM, apartMs } of duplicatesOf(value, near, rule)) {
      const [earlier, later] = apartMs <= 0 ? [sourceId, value.sourceId] : [value.sourceId, sourceId];
      pairs.push({ earlier, later, distanceM, apartMs: Math.abs(apartMs) });
    }
    put(squares, `${column} ${row}`, value);
    if (value.component !== null) put(byComponent, value.component, value);
  }
  return pairs.sort((a, b) => a.distanceM - b.distanceM || a.apartMs - b.apartMs);
}

function put(groups: Map<string, LiveCase[]>, key: string, value: LiveCase): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
