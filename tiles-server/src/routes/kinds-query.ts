import { LIVE_EVENT_KINDS } from '@undercroft/core/live/live-event';
import { z } from 'zod';

/** Kinds of live events separated by commas. */
export const kindsQuery = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(LIVE_EVENT_KINDS)).min(1));
