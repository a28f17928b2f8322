import { z } from 'zod';
import { LIVE_EVENT_KINDS } from '../../live/live-event.ts';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

const source = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);

/** What every adapter declares. */
const common = {
  /** Name of the feed; devices and gateways sign in by it. `desk` and `alarms` are the server's own. */
  source: source
    .refine((name) => name !== 'desk' && name !== 'alarms', 'must not be "desk" or "alarms"')
    // A topic would not tell one from the other.
    .refine((name) => !LIVE_EVENT_KINDS.some((kind) => kind === name), 'must not be the name of a kind of events'),
  title: bilingual,
  /** Kinds of events that it may bring; alarms are made by the server alone. */
  kinds: z
    .array(z.enum(LIVE_EVENT_KINDS).exclude(['alarm']))
    .min(1)
    .max(6),
  /** It may speak of ids that begin with one of these; absent, of any. */
  idPrefixes: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
  /** What its coordinates are in: an EPSG code, GCJ-02 or BD-09. Absent: undeclared, drawn with a warning. */
  crs: z
    .string()
    .regex(/^(EPSG:\d+|GCJ-02|BD-09)$/)
    .optional(),
  /** Longest time between two messages that is normal, seconds. Absent: silence means nothing. */
  heartbeatS: z.number().positive().max(604_800).optional(),
  /** Events a second that are taken on average, and ten times as many at once. */
  ratePerS: z.number().positive().max(100_000).default(1000),
};

/** One feed of a scene (`live.adapters` in `scene.json`). */
export const adapterSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mqtt'), ...common }),
  z.strictObject({ kind: z.literal('http'), ...common }),
  /** Events of the scene's generator, by the server's clock; everything it brings is synthetic. */
  z.strictObject({ kind: z.literal('simulator'), ...common, seed: z.int().min(0) }),
]);

export type Adapter = z.infer<typeof adapterSchema>;
