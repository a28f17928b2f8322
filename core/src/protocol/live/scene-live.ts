import { z } from 'zod';
import { adapterSchema } from './adapter.ts';
import { wallSchema } from './wall.ts';

/** What makes a scene live (`live` in `scene.json`). */
export const sceneLiveSchema = z.strictObject({
  adapters: z
    .array(adapterSchema)
    .max(100)
    .refine((all) => new Set(all.map(({ source }) => source)).size === all.length, 'must name each source once')
    .default([]),
  /** Where a camera's pictures come from: `{code}` or `{id}` of its point is filled in; an HLS playlist. */
  cameraStreams: z
    .strictObject({
      url: z
        .string()
        .max(2000)
        .regex(/^(https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?)?\/[^\s]*$/)
        .refine((url) => /\{(code|id)\}/.test(url), 'must hold {code} or {id}'),
    })
    .optional(),
  /** Days that measurements, positions and traffic stay in the log; alarms and cases stay for good. */
  keepDays: z.number().positive().max(36_500).default(30),
  wall: wallSchema.prefault({}),
});

export type SceneLive = z.infer<typeof sceneLiveSchema>;
