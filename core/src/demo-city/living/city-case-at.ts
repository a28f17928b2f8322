import { containsPoint } from '../../geometry/polygon.ts';
import { CASE_CHANNELS, type CaseChannel, type CaseResult, type CityCase } from '../../model/city-case.ts';
import type { SeededRandom } from '../../random/seeded-random.ts';
import { type CaseDay, CHINA_OFFSET_MS } from './case-calendar.ts';
import type { CaseGround } from './case-ground.ts';
import type { CaseType } from './case-kinds.ts';
import type { GroundsByType } from './grounds-by-type.ts';
import { weightedPick } from './weighted-pick.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Shares of the channels in the order of `CASE_CHANNELS`. */
const CHANNEL_WEIGHT: Readonly<Record<CaseChannel, number>> = {
  supervisor: 0.56,
  hotline: 0.13,
  citizen: 0.22,
  camera: 0.05,
  device: 0.015,
  department: 0.025,
  unknown: 0,
};

/** Cases that are not registered (the city registers at least 98 %), and those withdrawn afterwards. */
const REJECTED = 0.014;
const VOID = 0.004;
/** Dispatching is due five minutes after registration. */
const DISPATCH_DUE_MS = 5 * MINUTE_MS;
/** Share handled in time: 98.5 %. */
const HANDLED_IN_TIME = 0.985;

const NEVER = { report: null, register: null, dispatch: null, handle: null, verify: null, close: null } as const;

/** Tries to find a place inside the outline of a cell. */
const TRIES = 24;

/** A case of a kind reported at a time, with its steps as far as they were taken before `endMs`. */
export function cityCaseAt(
  sourceId: string,
  reportMs: number,
  type: CaseType,
  day: CaseDay,
  places: GroundsByType,
  endMs: number,
  random: SeededRandom,
): CityCase {
  const { ground, component } = places.pick(type, day, random);
  const channel = channelOf(type, reportMs, random);
  const position = component?.position ?? placeIn(ground, random);
  const times = timesOf(type, reportMs, channel, endMs, random);
  return {
    kind: type.kind,
    sourceId,
    category: type.category,
    title: type.title,
    channel,
    position,
    gridCell: ground.code,
    component: component?.code ?? null,
    address: ground.addressZh,
    department: type.department,
    ...times,
    raw: { 备注: '模拟 synthetic' },
  };
}

/** This share of events happens on the streets at a cell's sides, the rest anywhere in it. */
const ON_STREETS = 0.6;
/** How far from a side towards the middle, as a share. */
const INWARDS = [0.04, 0.2] as const;

/** A place inside a cell; its middle where chance finds none, which the outline of a cell hardly allows. */
function placeIn(ground: CaseGround, random: SeededRandom): readonly [lon: number, lat: number] {
  const { middle, outline } = ground;
  const isOnStreet = random.chance(ON_STREETS);
  for (let n = 0; n < TRIES; n++) {
    const [lon, lat] = isOnStreet ? besideSide(ground, random) : anywhere(ground, random);
    if (containsPoint(outline, lon, lat)) return [lon, lat];
  }
  return middle;
}

function anywhere({ middle, reachDeg }: CaseGround, random: SeededRandom): readonly [lon: number, lat: number] {
  return [
    degrees(middle[0] + random.between(-1, 1) * reachDeg[0]),
    degrees(middle[1] + random.between(-1, 1) * reachDeg[1]),
  ];
}

function besideSide({ middle, outline }: CaseGround, random: SeededRandom): readonly [lon: number, lat: number] {
  const i = 2 * Math.floor(random.next() * (outline.length / 2 - 1));
  const [lon = 0, lat = 0, toLon = 0, toLat = 0] = outline.subarray(i, i + 4);
  const along = random.next();
  const inwards = random.between(...INWARDS);
  const x = lon + (toLon - lon) * along;
  const y = lat + (toLat - lat) * along;
  return [degrees(x + (middle[0] - x) * inwards), degrees(y + (middle[1] - y) * inwards)];
}

/** To seven places, 1 cm. */
function degrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

const pickChannel = weightedPick(CASE_CHANNELS.map((channel) => CHANNEL_WEIGHT[channel]));

/** Nobody is on the round at night; smart covers report covers only. */
function channelOf({ kind, category }: CaseType, reportMs: number, random: SeededRandom): CaseChannel {
  const channel = CASE_CHANNELS[pickChannel(random.next())] ?? 'unknown';
  const hour = Math.floor((reportMs + CHINA_OFFSET_MS) / HOUR_MS) % 24;
  if (channel === 'supervisor' && (hour < 7 || hour > 19)) return random.chance(0.6) ? 'hotline' : 'citizen';
  if (channel === 'device' && !(kind === 'component' && category < '0112')) return 'camera';
  return channel;
}

type Times = Pick<CityCase, 'steps' | 'dispatchDueMs' | 'handleDueMs' | 'result'>;

function timesOf(type: CaseType, reportMs: number, channel: CaseChannel, endMs: number, random: SeededRandom): Times {
  const draw = random.next();
  // A case of a supervisor is checked at the desk in minutes; one of a citizen wants a call back.
  const registerMs = reportMs + logNormal(channel === 'supervisor' ? 2 : 7, 0.7, random) * MINUTE_MS;
  const takesMs = logNormal(2.4, 0.42, random) * MINUTE_MS;
  const limitMs = type.limitH * HOUR_MS;
  const late = !random.chance(HANDLED_IN_TIME);
  const spent = late ? 1 + logNormal(0.35, 0.8, random) : Math.min(0.985, logNormal(0.38, 0.5, random));
  const verifyTakesMs = logNormal(45, 0.6, random) * MINUTE_MS;
  const closeTakesMs = logNormal(12, 0.6, random) * MINUTE_MS;
  if (draw < REJECTED) {
    return { steps: { ...NEVER, report: reportMs }, dispatchDueMs: null, handleDueMs: null, result: 'rejected' };
  }
  const dispatchMs = registerMs + takesMs;
  const handleMs = dispatchMs + spent * limitMs;
  const verifyMs = handleMs + verifyTakesMs;
  const closeMs = verifyMs + closeTakesMs;
  const isVoid = draw < REJECTED + VOID;
  const known = (ms: number): number | null => (ms < endMs ? Math.round(ms) : null);
  const steps = {
    report: reportMs,
    register: known(registerMs),
    dispatch: known(dispatchMs),
    handle: isVoid ? null : known(handleMs),
    verify: isVoid ? null : known(verifyMs),
    close: isVoid ? null : known(closeMs),
  };
  return {
    steps,
    dispatchDueMs: steps.register === null ? null : steps.register + DISPATCH_DUE_MS,
    handleDueMs: steps.dispatch === null ? null : steps.dispatch + limitMs,
    result: resultOf(isVoid, steps.close),
  };
}

function resultOf(isVoid: boolean, closeMs: number | null): CaseResult {
  if (isVoid) return 'void';
  return closeMs === null ? 'open' : 'closed';
}

/** With that median; Box and Muller 1958. */
function logNormal(median: number, sigma: number, random: SeededRandom): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return median * Math.exp(sigma * normal);
}
