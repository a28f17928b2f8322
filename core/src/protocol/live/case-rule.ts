import { z } from 'zod';
import { CASE_KINDS } from '../../model/city-case.ts';
import { RULE_GRADES } from '../../rules/rule-use.ts';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/**
 * How long something may take. `minutes` and `hours` run day and night; `workingMinutes` and `workingHours` only in
 * working time; `workdays` end with the working time of that many working days after the day it begins.
 */
export const allowanceSchema = z.strictObject({
  amount: z.number().min(0).max(10_000),
  unit: z.enum(['minutes', 'hours', 'workingMinutes', 'workingHours', 'workdays']),
});

export type Allowance = z.infer<typeof allowanceSchema>;

/** A minor class of GB/T 30428.2 (components) or GB/T 30428.3 (events). */
export const caseCategorySchema = z.strictObject({
  kind: z.enum(CASE_KINDS),
  /** Major and minor class, four digits. */
  category: z.string().regex(/^\d{4}$/),
  major: bilingual,
  title: bilingual,
  /** Time allowed for handling; null where nobody has said. */
  handle: allowanceSchema.nullable(),
  /** Who answers for it where no row of `responsibility` says otherwise. */
  department: z.string().min(1).nullable(),
});

export type CaseCategory = z.infer<typeof caseCategorySchema>;

/** Who answers for a part of the grid. The longest `cells` that fits counts; of two equal, the one that names the class. */
export const responsibilitySchema = z.strictObject({
  /** First digits of the codes of cells: 6 a district, 9 a street, 12 a community, 15 a cell. */
  cells: z.string().regex(/^\d{6,15}$/),
  kind: z.enum(CASE_KINDS).optional(),
  /** A class, or a major class by its two digits. */
  category: z
    .string()
    .regex(/^\d{2}(\d{2})?$/)
    .optional(),
  department: z.string().min(1),
  /** `sourceId` of the unit on duty there. */
  unit: z.string().min(1).optional(),
});

export type Responsibility = z.infer<typeof responsibilitySchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const workCalendarSchema = z.strictObject({
  /** Working time of a working day, in order, by the clock of the city. */
  hours: z
    .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
    .min(1)
    .refine(
      (hours) => hours.every(({ from, to }, i) => from < to && (i === 0 || (hours[i - 1]?.to ?? '') <= from)),
      'must be in order, each ending after it begins',
    ),
  /** Days of the week that are free, 1 is Monday. */
  weekend: z.array(z.int().min(1).max(7)).max(6),
  /** Years whose holidays are stated here; in any other only weekends are free, and answers say so. */
  years: z.array(
    z.strictObject({
      year: z.int().min(1970).max(2200),
      source: z.string().min(1),
      holidays: z.array(z.strictObject({ name: z.string().min(1), from: z.iso.date(), to: z.iso.date() })),
      /** Days of a weekend that are worked (调休). */
      workdays: z.array(z.iso.date()),
    }),
  ),
});

export type WorkCalendarData = z.infer<typeof workCalendarSchema>;

const clocksSchema = z.strictObject({
  register: allowanceSchema,
  dispatch: allowanceSchema,
  verify: allowanceSchema,
  close: allowanceSchema,
});

/** What the server does by itself with cases that come in. */
const intakeSchema = z.strictObject({
  /** Registers cases of these channels when their class is known. */
  registers: z.array(z.string()).default([]),
  /** Dispatches what it has registered when rules name the department. */
  dispatches: z.boolean().default(false),
});

const duplicatesSchema = z.strictObject({
  withinM: z.number().min(0).max(5000),
  withinHours: z.number().min(0).max(8760),
});

const head = {
  /** Names the set in answers: `default`, or the scene's id. */
  id: z.string().min(1).max(80),
  version: z.string().min(1).max(40),
  basis: bilingual,
  grade: z.enum(RULE_GRADES),
};

/** Rules of cases as they hold for a scene. */
export const caseRulesSchema = z.strictObject({
  ...head,
  categories: z.array(caseCategorySchema),
  responsibility: z.array(responsibilitySchema),
  clocks: clocksSchema,
  calendar: workCalendarSchema,
  duplicates: duplicatesSchema,
  intake: intakeSchema,
});

/**
 * A city's own, above those that come with the program: rows of `categories` replace those of the same kind and class,
 * years of the calendar those of the same year; everything else replaces what it names.
 */
export const cityCaseRulesSchema = z.strictObject({
  $schema: z.string().optional(),
  ...head,
  categories: z.array(caseCategorySchema).default([]),
  /** Department by class, for a city that keeps the times of the program: `component 0102`. */
  departments: z.record(z.string().regex(/^(component|event) \d{2}(\d{2})?$/), z.string().min(1)).default({}),
  responsibility: z.array(responsibilitySchema).default([]),
  clocks: clocksSchema.partial().default({}),
  calendar: workCalendarSchema.partial().default({}),
  duplicates: duplicatesSchema.optional(),
  intake: intakeSchema.optional(),
});

export type CaseRuleSet = z.infer<typeof caseRulesSchema>;
export type CityCaseRules = z.infer<typeof cityCaseRulesSchema>;
