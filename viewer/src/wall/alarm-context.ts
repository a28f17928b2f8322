import { type AlarmContext, alarmContextSchema } from '@undercroft/core/protocol/live/alarm-context';
import { routePath } from '@undercroft/core/protocol/routes';
import { parsedAnswer } from '../api/ask.ts';

/** What lies about an alarm; a part that is `null` could not be told, which is not the same as none. */
export type WallContext = AlarmContext;

/** A pipe that ends at the well. */
export type JoinedPipe = NonNullable<AlarmContext['pipes']>[number];

/** Asks what lies about an alarm. Fails with `ApiError`, or as aborted. */
export function askAlarmContext(scene: string, alarmId: string, signal: AbortSignal): Promise<AlarmContext> {
  return parsedAnswer(alarmContextSchema, routePath('alarmContext', { scene, id: alarmId }), { signal });
}
