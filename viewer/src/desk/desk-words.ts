import { caseStage } from '@undercroft/core/cases/case-stage';
import type { LiveCaseAnswer } from '@undercroft/core/protocol/live/live-messages';
import type { StatusSign } from '../globe/live/status-sign.ts';
import { worstOf } from '../globe/live/status-sign.ts';
import { type Say, sayNow } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import { livePositions } from '../live/live-positions.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { alarmTitle } from '../wall/alarm-words.ts';
import { ageText } from '../wall/wall-format.ts';
import { categoryTitle } from './category-title.ts';

/** "Cover tilted", "污水井盖": what a case is called. */
export function caseTitle(one: LiveCaseAnswer, language: Language): string {
  return one.title ?? categoryTitle(one.kind, one.category, language) ?? one.sourceId;
}

/** What a unit is called when it is pointed at, and how old its position is. */
export function unitWords(id: string): string {
  const row = livePositions.rowOf(id);
  const name = sayNow('desk.unit', { id });
  if (row === null) return name;
  const seenMs = livePositions.eventTimesMs[row] ?? 0;
  const age = ageText(shownMs(useLive.getState(), Date.now()) - seenMs, sayNow);
  return `${name} · ${sayNow('desk.lastMessage', { age })}`;
}

/** What a sign on the map says when it is pointed at. */
export function signWords(signs: readonly StatusSign[]): string {
  const worst = worstOf(signs);
  if (worst === null) return '';
  const words = oneSign(worst, sayNow, useApp.getState().language);
  return signs.length === 1 ? words : sayNow('desk.said.more', { number: signs.length, worst: words });
}

function oneSign(sign: StatusSign, say: Say, language: Language): string {
  const { alarms, cases } = useLive.getState();
  if (sign.kind === 'alarm') {
    const alarm = alarms.get(sign.id);
    if (alarm === undefined) return sign.id;
    return say('desk.said.alarm', {
      severity: say(`desk.severity.${alarm.severity}`),
      title: alarmTitle(alarm, language),
    });
  }
  const one = cases.get(sign.id);
  if (one === undefined) return sign.id;
  return say('desk.said.case', { title: caseTitle(one, language), stage: say(`desk.stage.${caseStage(one)}`) });
}
