import { z } from 'zod';
import { CASE_STAGES } from '../../cases/case-stage.ts';
import { CASE_CHANNELS, CASE_KINDS, CASE_STEPS } from '../../model/city-case.ts';
import { liveCaseSchema } from './live-messages.ts';

/** What goes over the wire about cases under way. Times are milliseconds since 1970 UTC. */

const text = (most: number) => z.string().trim().min(1).max(most);
const by = text(80);
const note = text(2000);
const name = text(120);

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** Four digits of GB/T 30428.2 or .3: major and minor class. */
const category = z.string().regex(/^\d{4}$/);

/** What somebody reports. `null` is "not known": a case without a class waits for a person to give it one. */
export const caseReportSchema = z.strictObject({
  kind: z.enum(CASE_KINDS),
  category: category.nullable().default(null),
  title: text(200).nullable().default(null),
  channel: z.enum(CASE_CHANNELS).default('unknown'),
  position,
  component: z.string().max(40).nullable().default(null),
  address: text(300).nullable().default(null),
  note: note.nullable().default(null),
  /** Who reports it, or who writes it down. */
  by,
});

/** What a person, or the server on somebody's rules, does with a case. */
export const caseActionSchema = z.discriminatedUnion('action', [
  /** 立案; a class may be given or put right. */
  z.strictObject({ action: z.literal('register'), by, note: note.optional(), category: category.optional() }),
  /** 不予立案: the note says why. */
  z.strictObject({ action: z.literal('reject'), by, note }),
  /** 派遣; registers a case that was not. Absent department: the one that answers for it. */
  z.strictObject({
    action: z.literal('dispatch'),
    by,
    note: note.optional(),
    category: category.optional(),
    department: name.optional(),
    unit: name.nullable().optional(),
  }),
  /** 改派: another unit, or another department, which then counts as a wrong dispatch. */
  z.strictObject({
    action: z.literal('redispatch'),
    by,
    note: note.optional(),
    department: name.optional(),
    unit: name.nullable().optional(),
  }),
  /** 退回: the department says that it is not its own. */
  z.strictObject({ action: z.literal('return'), by, note }),
  /** 处置 done. */
  z.strictObject({ action: z.literal('handle'), by, note: note.optional() }),
  /** 核查. */
  z.strictObject({ action: z.literal('verifyPass'), by, note: note.optional() }),
  /** 返工: it has to be handled again, by the time it was due before. */
  z.strictObject({ action: z.literal('verifyFail'), by, note }),
  /** 结案. */
  z.strictObject({ action: z.literal('close'), by, note: note.optional() }),
  /** A closed case goes back to be dispatched, a rejected one to be registered. */
  z.strictObject({ action: z.literal('reopen'), by, note }),
  /** 作废; `duplicateOf` names the case that it repeats. */
  z.strictObject({ action: z.literal('withdraw'), by, note, duplicateOf: z.string().max(80).optional() }),
  z.strictObject({ action: z.literal('addNote'), by, note }),
]);

/** Sent to take a step; `version` is that of the case as it was seen, so that two desks cannot both take it. */
export const caseStepRequestSchema = z.strictObject({
  version: z.int().min(1),
  step: caseActionSchema,
});

export type CaseReport = z.infer<typeof caseReportSchema>;
export type CaseAction = z.infer<typeof caseActionSchema>;
export type CaseActionName = CaseAction['action'];
export type CaseStepRequest = z.infer<typeof caseStepRequestSchema>;

export const CASE_ACTION_NAMES = [
  'register',
  'reject',
  'dispatch',
  'redispatch',
  'return',
  'handle',
  'verifyPass',
  'verifyFail',
  'close',
  'reopen',
  'withdraw',
  'addNote',
] as const satisfies readonly CaseActionName[];

/** One line of a case's history. `action` is one of `CASE_ACTION_NAMES`, `report` or `addPhoto`. */
export const caseHistorySchema = z.object({
  atMs: z.number(),
  action: z.string(),
  by: z.string(),
  note: z.string().nullable(),
});

export const casePhotoSchema = z.object({
  /** Our own name for it, for the address `casePhoto`. */
  photo: z.string(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  sizeBytes: z.number(),
  atMs: z.number(),
  by: z.string(),
});

export const casePhotosSchema = z.object({ photos: z.array(casePhotoSchema) });

/** Another case that may be the same thing: near in space and time, and of the same class. */
export const caseDuplicateSchema = z.object({
  sourceId: z.string(),
  distanceM: z.number(),
  /** Its report less this one's: negative when it came before. */
  apartMs: z.number(),
  stage: z.enum(CASE_STAGES),
  title: z.string().nullable(),
});

/** The step that is due next; `dueMs` is null where no rule says when. */
export const nextDueSchema = z.object({ step: z.enum(CASE_STEPS), dueMs: z.number().nullable() });

/** A case as the desk's lists have it. */
export const caseListedSchema = z.object({
  case: liveCaseSchema,
  version: z.number(),
  stage: z.enum(CASE_STAGES),
  /** Null when it is over. */
  nextDue: nextDueSchema.nullable(),
});

export const caseListSchema = z.object({
  /** The server's clock, for countdowns. */
  serverTimeMs: z.number(),
  cases: z.array(caseListedSchema),
  /** True when there are others beyond the limit. */
  more: z.boolean(),
});

/** A case with all that is known of it. */
export const caseRecordSchema = caseListedSchema.extend({
  serverTimeMs: z.number(),
  /** What can be done with it now. */
  nextActions: z.array(z.enum(CASE_ACTION_NAMES)),
  history: z.array(caseHistorySchema),
  photos: z.array(casePhotoSchema),
  duplicates: z.array(caseDuplicateSchema),
  /** What is missing so that it can be judged: no class, no cell, no calendar. Sentences for people. */
  remarks: z.array(z.object({ en: z.string(), zh: z.string() })),
});

export const suggestedUnitSchema = z.object({
  unitId: z.string(),
  name: z.object({ zh: z.string().nullable(), en: z.string().nullable() }),
  /** What it is (`排水抢修车`), word for word. */
  category: z.string().nullable(),
  department: z.string().nullable(),
  isOfDepartment: z.boolean(),
  position: z.tuple([z.number(), z.number()]),
  /** As the crow flies; null where the coordinate system of its position is not declared. */
  distanceM: z.number().nullable(),
  /** Age of its position, seconds. */
  ageS: z.number(),
  /** Null where it is not known what it does. */
  isFree: z.boolean().nullable(),
});

/** Who should handle it, and why. */
export const caseSuggestionSchema = z.object({
  /** Null when no rule names one: then a person has to. */
  department: z.string().nullable(),
  /** The unit that the rules name for the cell, free or not. */
  dutyUnit: z.string().nullable(),
  /** What it rests on. */
  basis: z.object({ en: z.string(), zh: z.string() }),
  gridCell: z.string().nullable(),
  handleDueMs: z.number().nullable(),
  /** Free units with a fresh position: of the department first, nearer first. */
  units: z.array(suggestedUnitSchema),
  /** Units that have a case already, and units whose position is too old: they are not in `units`. */
  busyCount: z.number(),
  staleCount: z.number(),
});

/** Two open cases that may be the same thing. */
export const caseDuplicatesSchema = z.object({
  pairs: z.array(z.object({ earlier: z.string(), later: z.string(), distanceM: z.number(), apartMs: z.number() })),
  more: z.boolean(),
});

export type CaseHistory = z.infer<typeof caseHistorySchema>;
export type CasePhoto = z.infer<typeof casePhotoSchema>;
export type CaseDuplicate = z.infer<typeof caseDuplicateSchema>;
export type NextDue = z.infer<typeof nextDueSchema>;
export type CaseListed = z.infer<typeof caseListedSchema>;
export type CaseList = z.infer<typeof caseListSchema>;
export type CaseRecordAnswer = z.infer<typeof caseRecordSchema>;
export type CaseSuggestion = z.infer<typeof caseSuggestionSchema>;
export type SuggestedUnit = z.infer<typeof suggestedUnitSchema>;
export type CaseDuplicates = z.infer<typeof caseDuplicatesSchema>;
