import type { NearRows } from '@undercroft/core/analysis/near-rows';
import type { CaseRules } from '@undercroft/core/cases/case-rules';
import { type Responsible, responsible } from '@undercroft/core/cases/responsible';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import type { Alarm } from '@undercroft/core/live/alarm';
import { gaugeAlongDrains } from '@undercroft/core/live/gauge-along-drains';
import { inOwnUnit, namedKindFinder } from '@undercroft/core/live/sensor-kind-of';
import type { AlarmContext } from '@undercroft/core/protocol/live/alarm-context';
import type { AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import type { NearestUnit } from '@undercroft/core/protocol/live/unit-answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Bounds, Store } from '@undercroft/store/store';
import type { CityCameras } from '../cameras/city-cameras.ts';
import type { NearestUnits } from '../cameras/nearest-units.ts';
import { ProblemError } from '../problem.ts';
import { caseClassOf } from './alarm-case.ts';
import { manholeOf, pipesAt, statedNode } from './alarm-manhole.ts';
import { type NearDevice, nearReadings } from './near-readings.ts';
import type { DeviceRow } from './scene-devices.ts';

export interface SurroundingsOptions {
  readonly store: Pick<Store, 'analysis' | 'features' | 'live'>;
  readonly devices: (scene: Scene) => Promise<ReadonlyMap<string, DeviceRow>>;
  readonly cameras: CityCameras;
  readonly units: NearestUnits;
  /** By what departments answer for cases; null where no cases are kept. */
  readonly caseRules: ((scene: Scene) => Promise<CaseRules>) | null;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  readonly report: (error: unknown) => void;
}

type LonLat = readonly [lon: number, lat: number];
type Part = AlarmContext['missing'][number]['part'];
type Reading = NonNullable<AlarmContext['readings']>[number];

/** Half the side of the square of the network that is read, metres: as far as drains are followed to a gauge. */
const REACH_M = 200;
/** Gauges are looked for so far along drains, metres. */
const ALONG_DRAINS_M = 250;
/** Devices within this of the alarm, metres, tell their readings. */
const NEAR_M = 40;
const MOST_NEAR = 12;
/** A device within this of a node stands in it, metres. */
const IN_NODE_M = 1.5;
const MOST_UNITS = 10;
const MOST_ON_DUTY = 5;

const FILL_DEPTH = 'fillDepth';

/** Everything about the place of an alarm. What cannot be told is null with a sentence why; the rest is told all the same. */
export async function alarmSurroundings(
  options: SurroundingsOptions,
  scene: Scene,
  alarm: Alarm,
  rules: AlarmRules | null,
): Promise<AlarmContext> {
  const missing: AlarmContext['missing'] = [];
  const told = async <T>(part: Part, ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ProblemError)) options.report(error);
      missing.push({ part, why: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  const nothing = (part: Part, why: string): null => {
    missing.push({ part, why });
    return null;
  };
  const rule = rules?.rules.find(({ id }) => id === alarm.ruleId);
  if (rule === undefined) nothing('rule', `The rule "${alarm.ruleId}" is not in use any more.`);
  const empty = {
    alarm: answerOf(alarm),
    rule: rule === undefined ? null : { title: rule.title, advice: rule.advice },
    thing: null,
    manhole: null,
    water: null,
    drainWater: null,
    readings: null,
    pipes: null,
    cameras: null,
    cameraCounts: null,
    units: null,
    owner: null,
    responsible: null,
    onDuty: null,
    missing,
  };
  const devices = await told('thing', () => options.devices(scene));
  const row = devices?.get(alarm.thingId) ?? null;
  if (row === null && devices !== null) nothing('thing', `No table of the scene has a device "${alarm.thingId}".`);
  const at = row?.value.position ?? alarm.position;
  if (at === null) {
    nothing('place', `Nobody knows where "${alarm.thingId}" stands: no table has it, and its messages do not say.`);
    return empty;
  }
  const distanceM = planDistance(at);
  const bounds = boundsAbout(at);
  const { caseRules } = options;
  const [rows, feature, seeing, units, ofCases] = await Promise.all([
    told('pipes', () => options.store.analysis.near(scene.id, bounds)),
    row === null ? null : told('thing', () => options.store.features.feature(scene.id, row.featureId)),
    told('cameras', () => options.cameras.seeing(scene, { lon: at[0], lat: at[1], levelM: null })),
    told('units', () => options.units.near(scene, { lon: at[0], lat: at[1] }, { most: Number.POSITIVE_INFINITY })),
    caseRules === null ? null : told('responsible', () => caseRules(scene)),
  ]);
  const manhole =
    rows === null ? null : manholeOf(rows, feature === null ? null : statedNode(feature.raw), at, distanceM);
  if (rows === null) nothing('manhole', 'The network about it could not be read.');
  else if (manhole === null)
    nothing('manhole', 'Its record names no point of the network, and no manhole is within 3 m.');

  const here: LonLat = manhole?.position ?? at;
  const all = devices === null ? [] : [...devices.values()];
  const nearby = devicesAbout(all, at, here, distanceM);
  const gauges = all.filter(measuresFill(rules));
  const along =
    rows === null || manhole === null
      ? null
      : drainGauge(rows, manhole.id, gaugesByNode(rows, gauges, bounds, distanceM), at);
  const asked: readonly NearDevice[] = along === null ? nearby : [...nearby, along.gauge];
  const atMs = options.wallClock();
  const readings =
    devices === null
      ? null
      : await told('readings', () =>
          nearReadings(options.store, scene.id, uniqueDevices(asked), rules?.kinds ?? [], atMs),
        );
  const hereFill = readings?.find(({ quantity, isHere }) => quantity === FILL_DEPTH && isHere) ?? null;
  const alongFill =
    along === null
      ? null
      : (readings?.find(
          ({ quantity, thingId }) => quantity === FILL_DEPTH && thingId === along.gauge.row.value.sourceId,
        ) ?? null);
  if (hereFill === null) nothing('water', 'No gauge in the manhole has said how high the water stands.');
  const owner = row?.value.owner ?? manhole?.owner ?? null;
  const answering =
    ofCases === null
      ? null
      : responsible(ofCases, { ...caseClassOf(rule, manhole), gridCell: row?.value.gridCell ?? null });
  if (ofCases !== null && answering === null) nothing('responsible', 'No rule of cases names who answers for it.');
  const onDuty = units === null ? null : dutyUnits(units.units, owner, answering);
  if (onDuty?.length === 0) {
    const whose = [...new Set([answering?.department, owner])].filter((name) => name != null);
    nothing('onDuty', `No unit of ${whose.join(' or ') || 'anybody known'} was heard of lately.`);
  }
  const alongSump = rows?.nodes.find(({ id }) => id === along?.manholeId)?.sumpLevelM ?? null;
  return {
    ...empty,
    thing: row === null ? null : thingOf(row),
    manhole,
    water: hereFill === null ? null : waterOf(hereFill, manhole?.sumpLevelM ?? null, rules),
    drainWater:
      hereFill !== null || alongFill === null || along === null
        ? null
        : { ...waterOf(alongFill, alongSump, rules), manholeId: along.manholeId, alongM: Math.round(along.alongM) },
    readings: readings === null ? null : [...readings],
    pipes: rows === null || manhole === null ? null : pipesAt(rows, manhole.id),
    cameras: seeing?.cameras ?? null,
    cameraCounts: seeing?.counts ?? null,
    units: units?.units.slice(0, MOST_UNITS) ?? null,
    owner,
    responsible:
      answering === null
        ? null
        : { department: answering.department, basis: 'cells' in answering.by ? 'grid' : 'class' },
    onDuty,
    missing,
  };
}

function answerOf(alarm: Alarm): AlarmContext['alarm'] {
  return { ...alarm, cause: { ...alarm.cause }, position: alarm.position === null ? null : [...alarm.position] };
}

function thingOf({ featureId, value }: DeviceRow): AlarmContext['thing'] {
  const { sourceId, name, category, address, owner, position, levelM } = value;
  return { id: featureId, sourceId, name: { ...name }, category, address, owner, position: [...position], levelM };
}

function waterOf(
  reading: Reading,
  sumpLevelM: number | null,
  rules: AlarmRules | null,
): NonNullable<AlarmContext['water']> {
  const { thingId, source, eventTimeMs, ageS, isStale, quality, unit, value } = reading;
  const measured = rules?.kinds.flatMap(({ quantities }) => quantities).find(({ name }) => name === FILL_DEPTH);
  const isUsable = quality !== 'bad' && value !== null && measured !== undefined;
  const depthM = isUsable ? inOwnUnit(measured, unit, value) : null;
  const levelM = depthM === null || sumpLevelM === null ? null : Math.round((sumpLevelM + depthM) * 1000) / 1000;
  return { levelM, depthM, thingId, source, eventTimeMs, ageS, isStale };
}

/** Those who should go: the unit on duty for the cell, then the department's and the owner's, the nearest first. */
function dutyUnits(units: readonly NearestUnit[], owner: string | null, answering: Responsible | null): NearestUnit[] {
  const isOurs = (unit: NearestUnit) =>
    unit.owner !== null && (unit.owner === answering?.department || unit.owner === owner);
  const fresh = units.filter(({ isStale }) => !isStale);
  const first = fresh.filter(({ unitId }) => unitId === answering?.unit);
  return [...first, ...fresh.filter((unit) => !first.includes(unit) && isOurs(unit))].slice(0, MOST_ON_DUTY);
}

/** Whether a device is of a kind that measures how full a drain is. */
function measuresFill(rules: AlarmRules | null): (row: DeviceRow) => boolean {
  const kindOf = namedKindFinder(rules?.kinds ?? []);
  return ({ value: { sourceId, category } }) =>
    kindOf(sourceId, category)?.quantities.some(({ name }) => name === FILL_DEPTH) ?? false;
}

/** The devices near the alarm, itself first. */
function devicesAbout(
  rows: readonly DeviceRow[],
  at: LonLat,
  here: LonLat,
  distanceM: (from: LonLat, to: LonLat) => number,
): readonly NearDevice[] {
  return rows
    .map((row) => ({
      row,
      distanceM: distanceM(at, row.value.position),
      isHere: distanceM(here, row.value.position) <= IN_NODE_M,
    }))
    .filter((device) => device.distanceM <= NEAR_M || device.isHere)
    .toSorted((a, b) => a.distanceM - b.distanceM)
    .slice(0, MOST_NEAR);
}

/** Gauges of drains about, by the node they stand in. */
function gaugesByNode(
  { nodes }: Pick<NearRows, 'nodes'>,
  rows: readonly DeviceRow[],
  [west, south, east, north]: Bounds,
  distanceM: (from: LonLat, to: LonLat) => number,
): ReadonlyMap<string, DeviceRow> {
  const gauges = new Map<string, DeviceRow>();
  for (const row of rows) {
    const [lon, lat] = row.value.position;
    if (lon < west || lon > east || lat < south || lat > north) continue;
    for (const { id, position } of nodes) {
      if (distanceM(row.value.position, position) <= IN_NODE_M) gauges.set(id, row);
    }
  }
  return gauges;
}

function drainGauge(
  rows: NearRows,
  manholeId: string,
  gauges: ReadonlyMap<string, DeviceRow>,
  at: LonLat,
): { readonly gauge: NearDevice; readonly manholeId: string; readonly alongM: number } | null {
  const distanceM = planDistance(at);
  const lengthM = (path: Float64Array): number => {
    let length = 0;
    for (let i = 2; i + 1 < path.length; i += 2) {
      length += distanceM(
        [path[i - 2] ?? Number.NaN, path[i - 1] ?? Number.NaN],
        [path[i] ?? Number.NaN, path[i + 1] ?? Number.NaN],
      );
    }
    return length;
  };
  const found = gaugeAlongDrains(rows, manholeId, gauges, ALONG_DRAINS_M, lengthM);
  if (found === null) return null;
  const row = found.gauge;
  return { ...found, gauge: { row, distanceM: distanceM(at, row.value.position), isHere: false } };
}

function uniqueDevices(devices: readonly NearDevice[]): readonly NearDevice[] {
  return [...new Map(devices.map((device) => [device.row.featureId, device])).values()];
}

/** Distance in the plane about a place, metres. */
function planDistance(about: LonLat): (from: LonLat, to: LonLat) => number {
  const projection = localProjection(about);
  const out = new Float64Array(4);
  return (from, to) => {
    projection.forward(from[0], from[1], out, 0);
    projection.forward(to[0], to[1], out, 2);
    return Math.hypot((out[2] ?? Number.NaN) - (out[0] ?? Number.NaN), (out[3] ?? Number.NaN) - (out[1] ?? Number.NaN));
  };
}

function boundsAbout(at: LonLat): Bounds {
  const projection = localProjection(at);
  const [west, south] = projection.inverse(-REACH_M, -REACH_M);
  const [east, north] = projection.inverse(REACH_M, REACH_M);
  return [west, south, east, north];
}
