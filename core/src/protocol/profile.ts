import { z } from 'zod';
import { DEPTH_REFERENCES } from '../model/section-shape.ts';
import { UTILITIES } from '../model/utility.ts';
import { PROFILE_FIELDS, PROFILE_TARGETS } from './profile-fields.ts';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/** Units a column may be in; which fit follows from the field's quantity. */
export const COLUMN_UNITS = ['m', 'cm', 'mm', 'ft', 'us-ft', 'in', 'deg', 'm2', 'km2'] as const;

export type ColumnUnit = (typeof COLUMN_UNITS)[number];

/** Which column holds a field: the first of the headings that the table has, compared without case, blanks and width. */
const columnProfile = z.strictObject({
  headings: z.array(z.string().min(1)).min(1),
  unit: z.enum(COLUMN_UNITS).optional(),
});

export type ColumnProfile = z.infer<typeof columnProfile>;

const tableProfile = z
  .strictObject({
    /** The table this is about, a regular expression on its name without case; absent: any table with the headings. */
    name: z.string().min(1).max(200).optional(),
    target: z.enum(PROFILE_TARGETS),
    /**
     * Survey tables of one network share the numbers of their points, and lines without such numbers meet points of their
     * own network alone. Ids then begin with it: `ud:131`. Absent: one network with all tables that name none.
     */
    network: z
      .string()
      .regex(/^[a-z0-9]{1,16}$/)
      .optional(),
    /** Stands before the numbers of a table's lines in their ids, where several tables of one network number from 1. */
    idPrefix: z
      .string()
      .regex(/^[a-z0-9]{1,16}-$/)
      .optional(),
    columns: z.record(z.string(), columnProfile),
    /** Values of fields that no column holds, in the source's own words (read through the code lists). */
    constants: z.record(z.string(), z.string()).default({}),
  })
  .superRefine((table, context) => {
    if (table.network !== undefined && table.target !== 'surveyPoint' && table.target !== 'surveyLine') {
      context.addIssue({ code: 'custom', message: `a table of ${table.target} has no network`, path: ['network'] });
    }
    if (table.idPrefix !== undefined && table.target !== 'surveyLine') {
      context.addIssue({ code: 'custom', message: 'only the numbers of lines have a prefix', path: ['idPrefix'] });
    }
    const known = PROFILE_FIELDS[table.target];
    for (const field of [...Object.keys(table.columns), ...Object.keys(table.constants)]) {
      if (field in known) continue;
      context.addIssue({
        code: 'custom',
        message: `"${field}" is no field of ${table.target}`,
        path: ['columns', field],
      });
    }
  });

export type TableProfile = z.infer<typeof tableProfile>;

/** The first rule that fits says where the one depth or level of a line lies. No rule fits: it is unknown, and said so. */
const depthRule = z.strictObject({
  utilities: z.array(z.enum(UTILITIES)).optional(),
  /** `gravity` where water runs by its fall, `pressure` where it is pumped or pressed; from the subclass or pressure column. */
  regime: z.enum(['gravity', 'pressure']).optional(),
  /** Canonical embeddings (`EMBEDDINGS`). */
  embeddings: z.array(z.string().min(1)).optional(),
  reference: z.enum(DEPTH_REFERENCES),
});

export type DepthRule = z.infer<typeof depthRule>;

/** Code lists by what they name: each maps a source's word or code (compared as headings are) to the canonical word. */
const codeLists = z.record(z.string(), z.record(z.string(), z.string()));

/** Bounds of the survey checks; `underground.md` names of rules in brackets are those of reports. */
const thresholds = z.strictObject({
  /** Ground less depth against the stated level (L3), metres. */
  levelToleranceM: z.number().positive().default(0.01),
  /** Longest and shortest line (L5), metres. */
  maxLengthM: z.number().positive().default(75),
  minLengthM: z.number().positive().default(0.05),
  /** Steepest line but risers (L6), degrees. */
  maxSlopeDeg: z.number().positive().default(10),
  /** Deepest line by utility, `other` for the rest (L7), metres. */
  maxDepthM: z.record(z.string(), z.number().positive()).default({ other: 15 }),
  /** Reverse fall that is passed over (L8), metres. */
  reverseFallM: z.number().min(0).default(0.02),
  /** Drop within a manhole that is passed over (L8), metres. */
  manholeDropM: z.number().min(0).default(0.2),
  /** Ends nearer than this are one point where no point number joins them; crossings nearer are looked at (N4), metres. */
  snapM: z.number().min(0).default(0.02),
});

export type SurveyThresholds = z.infer<typeof thresholds>;

/** Severity of a rule or a code where it differs from the built-in: `{"L5": "info"}`; `off` leaves it out. */
export const statedSeverities = z.record(z.string(), z.enum(['error', 'warning', 'info', 'off']));

/**
 * A column profile: what the tables of a source mean. One for a standard (`data-import/profiles/*.json`), a city's own
 * beside its scene, or the one a person confirmed for one file.
 */
export const profileSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  title: bilingual,
  tables: z.array(tableProfile).max(200),
  /** Added to the built-in code lists, and stronger than they. */
  codes: codeLists.default({}),
  depthRules: z.array(depthRule).default([]),
  /** Values that mean "not known" in any column of a quantity, such as -9999; an empty cell always does. */
  unknownValues: z.record(z.string(), z.array(z.union([z.number(), z.string()]))).default({}),
  /** Fields where zero means "not known". Depth 0 never passes silently: without this it is a warning. */
  zeroIsUnknown: z.array(z.string()).default([]),
  /** Minutes that the clock of times without a zone is ahead of UTC; absent: the scene's, and without one they stay unknown. */
  utcOffsetMinutes: z.int().min(-720).max(840).optional(),
  thresholds: thresholds.prefault({}),
  severities: statedSeverities.default({}),
});

export type Profile = z.infer<typeof profileSchema>;
