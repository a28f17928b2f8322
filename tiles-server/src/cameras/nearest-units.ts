import { localProjection } from '@undercroft/core/geodesy/local-projection';
import type { LiveCase } from '@undercroft/core/live/live-case';
import type { MapRow } from '@undercroft/core/map/map-layers';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { NearestUnit, NearestUnitsAnswer } from '@undercroft/core/protocol/live/unit-answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import { LastPositions, type PositionsOptions } from './last-positions.ts';

export interface NearestUnitsOptions extends PositionsOptions {
  /** The units of a scene's tables by their source id. */
  readonly unitsOf: (scene: Scene) => Promise<ReadonlyMap<string, MapRow<CityPoint>>>;
  /** Cases that are not over; null where cases are not kept. */
  readonly openCases: ((scene: string) => Promise<readonly LiveCase[]>) | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

export interface NearestQuery {
  /** Part of a unit's category, word for word from its table (`抢修`); of any when absent. */
  readonly kinds?: readonly string[] | undefined;
  readonly most?: number | undefined;
}

/** A unit whose feed declares no heartbeat counts as stale after so long, seconds. */
const USUAL_STALE_S = 300;

/** Units that an answer names when nobody says how many. */
const USUAL_MOST = 10;

/** Units on duty by their distance from a place. */
export class NearestUnits {
  readonly #options: NearestUnitsOptions;
  readonly #positions: LastPositions;

  constructor(options: NearestUnitsOptions) {
    this.#options = options;
    this.#positions = new LastPositions(options);
  }

  /** The units nearest a place: fresh ones first. Distances are as the crow flies; nobody knows the roads. */
  async near(
    scene: Scene,
    { lon, lat }: { readonly lon: number; readonly lat: number },
    { kinds, most = USUAL_MOST }: NearestQuery = {},
  ): Promise<NearestUnitsAnswer> {
    const { unitsOf, openCases, now } = this.#options;
    const [positions, units, cases] = await Promise.all([
      this.#positions.of(scene.id),
      unitsOf(scene),
      openCases === null ? null : openCases(scene.id),
    ]);
    const atMs = now();
    const busyWith = cases === null ? null : casesByUnit(cases);
    const heartbeats = new Map((scene.live?.adapters ?? []).map(({ source, heartbeatS }) => [source, heartbeatS]));
    const projection = localProjection([lon, lat]);
    const at = new Float64Array(2);
    const found: NearestUnit[] = [];
    for (const { event, positionBasis } of positions) {
      if (event.kind !== 'position' || event.position === null) continue;
      const row = units.get(event.id);
      const category = row?.value.category ?? null;
      if (kinds !== undefined && !kinds.some((kind) => category?.includes(kind) === true)) continue;
      projection.forward(event.position[0], event.position[1], at);
      // A device's clock may be ahead of ours.
      const ageS = Math.max(0, (atMs - event.eventTimeMs) / 1000);
      const doing = busyWith?.get(event.id) ?? [];
      found.push({
        unitId: event.id,
        featureId: row?.featureId ?? null,
        name: { ...(row?.value.name ?? { zh: null, en: null }) },
        category,
        owner: row?.value.owner ?? null,
        source: event.source,
        position: [event.position[0], event.position[1]],
        positionBasis,
        quality: event.quality,
        distanceM: positionBasis === 'undeclared' ? null : Math.round(Math.hypot(at[0] ?? 0, at[1] ?? 0)),
        ageS: Math.round(ageS),
        isStale: ageS > (heartbeats.get(event.source) ?? USUAL_STALE_S),
        headingDeg: event.value.headingDeg,
        speedMps: event.value.speedMps,
        isBusy: busyWith === null ? null : doing.length > 0,
        cases: [...doing],
      });
    }
    found.sort(byUse);
    const stale = found.filter(({ isStale }) => isStale).length;
    return {
      scene: scene.id,
      atMs,
      units: found.slice(0, most),
      counts: { fresh: found.length - stale, stale },
    };
  }

  close(): void {
    this.#positions.close();
  }
}

function byUse(a: NearestUnit, b: NearestUnit): number {
  if (a.isStale !== b.isStale) return a.isStale ? 1 : -1;
  const [nearM, farM] = [a.distanceM ?? Number.POSITIVE_INFINITY, b.distanceM ?? Number.POSITIVE_INFINITY];
  if (nearM !== farM) return nearM - farM;
  return a.unitId < b.unitId ? -1 : 1;
}

/** What each unit has to do: handed to it and not handled. */
function casesByUnit(cases: readonly LiveCase[]): ReadonlyMap<string, readonly string[]> {
  const byUnit = new Map<string, string[]>();
  for (const { unit, steps, result, sourceId } of cases) {
    if (unit === null || result !== 'open' || steps.dispatch === null || steps.handle !== null) continue;
    const list = byUnit.get(unit);
    if (list === undefined) byUnit.set(unit, [sourceId]);
    else list.push(sourceId);
  }
  return byUnit;
}
