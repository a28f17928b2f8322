import { z } from 'zod';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/** The command wall of a scene (`live.wall` in `scene.json`). */
export const wallSchema = z.strictObject({
  /** The screen and its farthest viewer: text subtends at least 16 arc-minutes there (NUREG-0700). */
  screen: z
    .strictObject({
      widthMm: z.number().positive(),
      pixelWidth: z.int().positive(),
      pixelHeight: z.int().positive(),
      farthestViewerM: z.number().positive(),
    })
    .optional(),
  /** Views that the hero goes round by; without any it stands still on the scene's first view. */
  tour: z
    .array(
      z.strictObject({
        title: bilingual,
        target: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
        distanceM: z.number().positive(),
        headingDeg: z.number(),
        pitchDeg: z.number().min(-90).max(-5),
        dwellS: z.number().min(5).max(3600),
        /** Opacity of the ground, 1 for closed ground; absent, as the scene has it at first: below 1 the network shows. */
        groundOpacity: z.number().min(0).max(1).optional(),
      }),
    )
    .max(50)
    .default([]),
  /** Seconds that the wall stays with an alarm before it goes on. */
  alarmDwellS: z.number().min(5).max(3600).default(30),
});

export type Wall = z.infer<typeof wallSchema>;
