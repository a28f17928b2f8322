import { type LiveCase, NEW_LIVE_CASE } from '@undercroft/core/live/live-case';
import type { NewEvent } from '@undercroft/core/live/live-event';
import { problemSchema } from '@undercroft/core/protocol/answers';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { importSample } from '@undercroft/store/testing/sample-features';
import { squareRing } from '@undercroft/store/testing/sample-map';
import { sampleGridCell } from '@undercroft/store/testing/sample-operations';
import type { StoreUnderTest } from '../../../../tests/support/describe-stores.ts';
import { type Answer, jsonOf } from '../../testing/served-app.ts';
import type { SceneCaseRules } from '../case-desk.ts';
import { type ServedDesk, servedDesk } from './served-desk.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** Friday 2026-11-20, 10:00 in China. */
export const FRIDAY_MS = Date.UTC(2026, 10, 20, 2);
export const PLACE: readonly [number, number] = [119.6, 39.93];

/** A case as a door hands it on. */
export function brought(source: string, id: string, eventTimeMs: number, changes: Partial<LiveCase> = {}): NewEvent {
  const value: LiveCase = {
    ...NEW_LIVE_CASE,
    sourceId: id,
    kind: 'event',
    category: '0104',
    title: null,
    channel: 'citizen',
    position: PLACE,
    gridCell: null,
    component: null,
    address: null,
    department: null,
    steps: { report: eventTimeMs, register: null, dispatch: null, handle: null, verify: null, close: null },
    dispatchDueMs: null,
    handleDueMs: null,
    result: 'open',
    raw: { description: '垃圾满地' },
    ...changes,
  };
  const about = { kind: 'case', source, id, eventTimeMs, sequence: eventTimeMs, quality: 'good' } as const;
  return { event: { ...about, position: value.position, value }, receivedMs: eventTimeMs, positionBasis: 'geodetic' };
}

export function unitAt(id: string, lon: number, eventTimeMs: number): NewEvent {
  const about = { kind: 'position', source: 'app', id, eventTimeMs, sequence: eventTimeMs, quality: 'good' } as const;
  const event = { ...about, position: [lon, 39.93], value: { headingDeg: 0, speedMps: 1 } } as const;
  return { event, receivedMs: eventTimeMs, positionBasis: 'geodetic' };
}

/** What the work on a desk is handed: an address of its scene by route and case. */
export type AddressOf = (route: RouteName, id?: string) => string;

/** Opens a desk on a scene of its own on Friday morning, and closes it; fails for anything that was reported. */
export async function withDesk(
  under: StoreUnderTest,
  work: (desk: ServedDesk, under: StoreUnderTest, at: AddressOf) => Promise<void>,
  prepare: (under: StoreUnderTest, scene: string) => Promise<unknown> = async () => undefined,
  rules?: SceneCaseRules,
): Promise<void> {
  const scene = under.newScene();
  await prepare(under, scene);
  const desk = await servedDesk(under, scene, rules);
  desk.clock.nowMs = FRIDAY_MS;
  try {
    await work(desk, under, (route, id) => routePath(route, id === undefined ? { scene } : { scene, id }));
  } finally {
    await desk.close();
  }
}

/** A management grid of one cell about `PLACE`. */
export function oneCell({ store }: StoreUnderTest, scene: string): Promise<unknown> {
  const cell = sampleGridCell('one', { code: '130302001001001', polygons: [[squareRing(...PLACE, 0.005)]] });
  return importSample(store, scene, [cell], { layer: 'grid' });
}

/** Status and code of a problem. */
export function problemOf(answer: Answer): readonly [number, string] {
  return [answer.status, problemSchema.parse(jsonOf(answer)).code];
}
