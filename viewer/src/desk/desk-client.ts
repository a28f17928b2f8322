import {
  type AlarmList,
  type AlarmRecordAnswer,
  alarmListSchema,
  alarmRecordSchema,
} from '@undercroft/core/protocol/live/alarm-answers';
import { type AlarmContext, alarmContextSchema } from '@undercroft/core/protocol/live/alarm-context';
import { type CaseKpi, caseKpiSchema, type KpiGroup } from '@undercroft/core/protocol/live/case-kpi';
import {
  type CaseAction,
  type CaseRecordAnswer,
  type CaseSuggestion,
  caseRecordSchema,
  caseSuggestionSchema,
} from '@undercroft/core/protocol/live/case-records';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { type Fetch, parsedAnswer, type Schema } from '../api/ask.ts';

/** What the desk asks of the server and tells it. Fails with `ApiError`, or as aborted. */
export interface DeskClient {
  /** Alarms that stand, and whether anybody looks for them. */
  alarms(scene: string, signal?: AbortSignal): Promise<AlarmList>;
  alarm(scene: string, id: string, signal?: AbortSignal): Promise<AlarmRecordAnswer>;
  context(scene: string, id: string, signal?: AbortSignal): Promise<AlarmContext>;
  acknowledge(scene: string, id: string, by: string, note?: string): Promise<AlarmRecordAnswer>;
  closeAlarm(scene: string, id: string, by: string, note?: string): Promise<AlarmRecordAnswer>;
  /** Makes a case of an alarm; of one that has a case already it is that case. */
  makeCase(scene: string, id: string, by: string): Promise<AlarmRecordAnswer>;
  case(scene: string, id: string, signal?: AbortSignal): Promise<CaseRecordAnswer>;
  suggestion(scene: string, id: string, signal?: AbortSignal): Promise<CaseSuggestion>;
  step(scene: string, id: string, version: number, step: CaseAction): Promise<CaseRecordAnswer>;
  kpi(scene: string, asked: KpiAsked, signal?: AbortSignal): Promise<CaseKpi>;
}

export interface KpiAsked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly by: readonly KpiGroup[];
}

export function deskClient(fetchUrl?: Fetch): DeskClient {
  const get = <T>(schema: Schema<T>, url: string, signal: AbortSignal | undefined): Promise<T> =>
    parsedAnswer(schema, url, { signal: signal ?? null }, fetchUrl);
  const post = <T>(schema: Schema<T>, url: string, body: unknown): Promise<T> =>
    parsedAnswer(
      schema,
      url,
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
      fetchUrl,
    );
  const path = (route: RouteName, scene: string, id: string): string => routePath(route, { scene, id });
  const signed = (by: string, note: string | undefined) => (note === undefined ? { by } : { by, note });
  return {
    alarms: (scene, signal) => get(alarmListSchema, routePath('alarms', { scene }), signal),
    context: (scene, id, signal) => get(alarmContextSchema, path('alarmContext', scene, id), signal),
    alarm: (scene, id, signal) => get(alarmRecordSchema, path('alarm', scene, id), signal),
    acknowledge: (scene, id, by, note) =>
      post(alarmRecordSchema, path('acknowledgeAlarm', scene, id), signed(by, note)),
    closeAlarm: (scene, id, by, note) => post(alarmRecordSchema, path('closeAlarm', scene, id), signed(by, note)),
    makeCase: (scene, id, by) => post(alarmRecordSchema, path('alarmCase', scene, id), { by }),
    case: (scene, id, signal) => get(caseRecordSchema, path('caseRecord', scene, id), signal),
    suggestion: (scene, id, signal) => get(caseSuggestionSchema, path('caseSuggestion', scene, id), signal),
    step: (scene, id, version, step) => post(caseRecordSchema, path('caseSteps', scene, id), { version, step }),
    kpi: (scene, { fromMs, toMs, by }, signal) => {
      const query = new URLSearchParams({
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        ...(by.length === 0 ? {} : { by: by.join(',') }),
      });
      return get(caseKpiSchema, `${routePath('caseKpi', { scene })}?${query}`, signal);
    },
  };
}
