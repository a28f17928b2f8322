import {
  type AlarmList,
  type AlarmRecordAnswer,
  alarmActionSchema,
  MOST_ALARMS,
} from '@undercroft/core/protocol/live/alarm-answers';
import type { AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { reportOfAlarm } from '../alarms/alarm-case.ts';
import { alarmSurroundings, type SurroundingsOptions } from '../alarms/alarm-surroundings.ts';
import type { AlarmRecord, Alarms } from '../alarms/alarms.ts';
import type { CaseDesk } from '../cases/case-desk.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { momentQuery } from './moment-query.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const alarmParams = sceneParams.extend({ id: z.string().min(1).max(80) });

export const alarmsQuery = z.object({
  /** With either of them: all alarms that opened from here on, until before there. Without: those not closed. */
  from: momentQuery.optional(),
  to: momentQuery.optional(),
  limit: z.coerce.number().int().min(1).max(MOST_ALARMS).default(500),
});

export interface AlarmRoutesOptions extends Omit<SurroundingsOptions, 'store' | 'caseRules'> {
  readonly store: SurroundingsOptions['store'] & Pick<Store, 'alarms'>;
  /** Null where the server is not live: what is kept can be read. */
  readonly alarms: Alarms | null;
  readonly cases: CaseDesk | null;
}

/** Alarms: those that stand, what lies about each, and what people do with them. */
export function alarmRoutes(scenes: SceneCatalogue, options: AlarmRoutesOptions): Router {
  const { store, alarms, cases } = options;
  const surroundings: SurroundingsOptions = {
    ...options,
    caseRules: cases === null ? null : (scene) => cases.rules(scene),
  };
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.alarms, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const { from, to, limit } = parsed(alarmsQuery, request.query);
    const found =
      from === undefined && to === undefined
        ? (await store.alarms.standing(scene.id)).map(({ alarm }) => alarm)
        : await store.alarms.opened(scene.id, {
            fromMs: from ?? 0,
            toMs: to ?? Number.MAX_SAFE_INTEGER,
            limit: limit + 1,
          });
    const list: AlarmList = {
      alarms: found.slice(0, limit).map(answerOf),
      more: found.length > limit,
      watch: alarms?.watch(scene) ?? { state: 'failed', detail: 'This server is not live.', upTo: 0 },
    };
    response.json(list);
  });

  router.get(ROUTES.alarmRules, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    response.json(await liveOf(alarms).rules(scene));
  });

  router.get(ROUTES.alarm, async (request, response) => {
    const { scene, alarmId } = alarmAsked(request);
    response.json(recordAnswer(await recordOf(scene, alarmId)));
  });

  router.get(ROUTES.alarmContext, async (request, response) => {
    const { scene, alarmId } = alarmAsked(request);
    const { kept } = await recordOf(scene, alarmId);
    response.json(await alarmSurroundings(surroundings, scene, kept.alarm, await rulesOf(scene)));
  });

  router.post(ROUTES.acknowledgeAlarm, async (request, response) => {
    const { scene, alarmId } = alarmAsked(request);
    const saying = sayingOf(request);
    response.json(recordAnswer(await liveOf(alarms).acknowledge(scene, alarmId, saying)));
  });

  router.post(ROUTES.closeAlarm, async (request, response) => {
    const { scene, alarmId } = alarmAsked(request);
    const saying = sayingOf(request);
    response.json(recordAnswer(await liveOf(alarms).closeByHand(scene, alarmId, saying)));
  });

  // The case is made once of an alarm: who asks again gets the same, also when the server ended between the two writes.
  router.post(ROUTES.alarmCase, async (request, response) => {
    const { scene, alarmId } = alarmAsked(request);
    const saying = sayingOf(request);
    const live = liveOf(alarms);
    if (cases === null) throw new ProblemError('not-live', 'This server keeps no cases: it is not live.');
    const { kept } = await recordOf(scene, alarmId);
    const rules = await rulesOf(scene);
    const context = await alarmSurroundings(surroundings, scene, kept.alarm, rules);
    const made = await cases.report(scene, reportOfAlarm(kept.alarm, rules, context, saying), alarmId);
    response.json(recordAnswer(await live.noteCase(scene, alarmId, made.case.sourceId, saying)));
  });

  function alarmAsked(request: Request): { readonly scene: Scene; readonly alarmId: string } {
    const { scene, id } = parsed(alarmParams, request.params);
    return { scene: sceneOf(scenes, scene), alarmId: id };
  }

  async function recordOf(scene: Scene, alarmId: string): Promise<AlarmRecord> {
    const found = await store.alarms.find(scene.id, alarmId);
    if (found !== null) return found;
    throw new ProblemError('unknown-alarm', `There is no alarm "${alarmId}" in the scene "${scene.id}".`);
  }

  /** Null when they cannot be used: what lies about an alarm is told without them. */
  async function rulesOf(scene: Scene): Promise<AlarmRules | null> {
    try {
      return alarms === null ? null : await alarms.rules(scene);
    } catch (error) {
      if (error instanceof ProblemError) return null;
      throw error;
    }
  }

  return router;
}

function liveOf(alarms: Alarms | null): Alarms {
  if (alarms !== null) return alarms;
  throw new ProblemError('not-live', 'This server is not live: it makes and changes no alarms.');
}

function sayingOf(request: Request): { readonly by: string; readonly note: string | null } {
  const { by, note } = parsed(alarmActionSchema, request.body);
  return { by, note: note ?? null };
}

function answerOf(alarm: AlarmRecord['kept']['alarm']): AlarmRecordAnswer['alarm'] {
  return { ...alarm, cause: { ...alarm.cause }, position: alarm.position === null ? null : [...alarm.position] };
}

function recordAnswer({ kept, steps }: AlarmRecord): AlarmRecordAnswer {
  return { alarm: answerOf(kept.alarm), steps: steps.map((step) => ({ ...step })) };
}
