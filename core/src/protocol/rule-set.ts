import { z } from 'zod';
import { EMBEDDINGS } from '../model/embedding.ts';
import { QUALITY_LEVELS } from '../model/quality-level.ts';
import { UTILITIES } from '../model/utility.ts';
import { RULE_GRADES } from '../rules/rule-use.ts';
import { THINGS } from '../rules/thing.ts';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/** Metres of a rule: no rule asks for less than nothing, and none for kilometres (a slip of the unit). */
const ruleMetres = z.number().min(0).max(1000);

/**
 * A band of a quantity: `from` and `upTo` include their bound, `above` and `below` do not. A missing bound is open, so
 * `{}` holds every value and "unknown" too.
 */
const bandSchema = z.strictObject({
  from: z.number().min(0).optional(),
  above: z.number().min(0).optional(),
  upTo: z.number().min(0).optional(),
  below: z.number().min(0).optional(),
});

export type Band = z.infer<typeof bandSchema>;

/** What a conduit must be to be of a class; every condition that is named must hold. */
const assetClassSchema = z.strictObject({
  title: bilingual,
  utilities: z.array(z.enum(UTILITIES)).min(1).optional(),
  /** Design pressure, MPa. */
  pressureMpa: bandSchema.optional(),
  /** Rated voltage, kV. */
  voltageKv: bandSchema.optional(),
  /** Nominal size, mm: the greater of the section's width and height. */
  nominalMm: bandSchema.optional(),
  embeddings: z.array(z.enum(EMBEDDINGS)).min(1).optional(),
  /** Canonical names of materials: one of these, or none of those. */
  materials: z.array(z.string().min(1)).min(1).optional(),
  exceptMaterials: z.array(z.string().min(1)).min(1).optional(),
});

export type AssetClass = z.infer<typeof assetClassSchema>;

const className = z.string().regex(/^[a-z][A-Za-z0-9]*$/);

/** What every row carries: where it comes from, how sure that is and who answers for it. */
const rowFacts = {
  /** Unique in the set, lasting and readable: `zone.gas.high`, `horizontal.waterSmall.drain`. */
  id: z.string().regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/),
  clause: z.string().min(1),
  grade: z.enum(RULE_GRADES),
  note: bilingual.optional(),
  /** The officer who answers for the row, and the day (`2026-11-20`); both or neither. */
  verifiedBy: z.string().trim().min(1).nullable().default(null),
  verifiedAt: z.iso.date().nullable().default(null),
};

/** Zones around a conduit, in plan from its outer wall, metres. */
const zoneRowSchema = z.strictObject({
  ...rowFacts,
  of: className,
  protectionM: ruleMetres,
  /** Null where the rule knows no wider zone. */
  controlM: ruleMetres.nullable(),
});

/** Least clearance between the outer walls of a conduit of each class, metres; the order of the two means nothing. */
const clearanceRowSchema = z.strictObject({
  ...rowFacts,
  a: className,
  b: className,
  /** Only where the nominal size of the larger of the two, mm, lies in this band. */
  largerNominalMm: bandSchema.optional(),
  leastM: ruleMetres,
});

/** Least clearance of a conduit from something that is not one, metres. */
const thingRowSchema = z.strictObject({
  ...rowFacts,
  of: className,
  things: z.array(z.enum(THINGS)).min(1),
  leastM: ruleMetres,
});

/** Least cover, ground to outer top, metres; null where the rule leaves it to others. */
const coverRowSchema = z.strictObject({
  ...rowFacts,
  of: className,
  sidewalkM: ruleMetres.nullable(),
  carriagewayM: ruleMetres.nullable(),
  /** Whether it lies below the frost: always, only gas that carries water, or never. */
  frost: z.enum(['always', 'wetGas', 'never']),
});

/** A standard deviation: `leastM`, or `perDepth` x the depth of the axis (taken as `leastDepthM` at least) if that is more. */
const deviationSchema = z.strictObject({
  leastM: ruleMetres.default(0),
  perDepth: z.number().min(0).max(10).default(0),
  leastDepthM: ruleMetres.default(0),
});

export type Deviation = z.infer<typeof deviationSchema>;

/** What a measurement is worth; null is unknown. */
const accuracyRowSchema = z.strictObject({
  ...rowFacts,
  /** Null is the survey standard, for a conduit of which no quality level is stated. */
  qualityLevel: z.enum(QUALITY_LEVELS).nullable(),
  plan: deviationSchema.nullable(),
  level: deviationSchema.nullable(),
});

/** The thickest wall to allow for where none is stated: the greater of `leastMm` and `share` x the nominal size. */
const wallRowSchema = z.strictObject({
  ...rowFacts,
  materials: z.array(z.string().min(1)).min(1),
  leastMm: z.number().min(0).max(2000),
  share: z.number().min(0).max(1),
});

/** What the place adds: a row as any other, so that somebody can answer for it. */
const regionSchema = z.strictObject({
  ...rowFacts,
  id: z.literal('region.frost'),
  title: bilingual.nullable().default(null),
  /** Standard frost depth, metres; 0 where the ground does not freeze, null is unknown. */
  frostDepthM: ruleMetres.nullable(),
  /** Whether the gas in the mains carries water; null is unknown. */
  gas: z.enum(['dry', 'wet']).nullable().default(null),
});

/** Distance from a foundation that a deeper conduit keeps: `(H - h) / tan(friction) + B / 2` from the axis. */
const foundationSchema = z.strictObject({
  ...rowFacts,
  id: z.literal('foundation.friction'),
  /** Angle of internal friction of the soil, degrees; null is unknown. */
  frictionDeg: z.number().gt(0).lt(90).nullable(),
});

/** The rows of a set, family by family. */
const families = {
  zones: z.array(zoneRowSchema),
  horizontal: z.array(clearanceRowSchema),
  vertical: z.array(clearanceRowSchema),
  horizontalToThing: z.array(thingRowSchema),
  verticalToThing: z.array(thingRowSchema),
  cover: z.array(coverRowSchema),
  accuracy: z.array(accuracyRowSchema),
  walls: z.array(wallRowSchema),
};

export const RULE_FAMILIES = [
  'zones',
  'horizontal',
  'vertical',
  'horizontalToThing',
  'verticalToThing',
  'cover',
  'accuracy',
  'walls',
] as const;

export type RuleFamily = (typeof RULE_FAMILIES)[number];

const setFacts = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  /** Changes with every change of a figure: verdicts name it. Of an extended set, the city's and the one below: `3+cn-national.2026.1`. */
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.+-]{0,126}$/),
  title: bilingual,
};

/** A whole set of rules, as verdicts use it and the server answers it. */
export const ruleSetSchema = z
  .strictObject({
    ...setFacts,
    classes: z.record(className, assetClassSchema),
    ...families,
    region: regionSchema,
    foundation: foundationSchema,
  })
  .superRefine(checkRows);

export type RuleSet = z.infer<typeof ruleSetSchema>;

/**
 * What a city writes in `scenes/<city>/rules/rules.json`: its own rows above the set it extends. A row with the id of one
 * below replaces it whole; any other is added; `removed` takes rows away.
 */
export const cityRulesSchema = z
  .strictObject({
    $schema: z.string().optional(),
    ...setFacts,
    version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/),
    /** Null: the file stands for itself, and what it leaves out has no rule. */
    extends: z.literal('cn-national').nullable(),
    classes: z.record(className, assetClassSchema).default({}),
    zones: families.zones.default([]),
    horizontal: families.horizontal.default([]),
    vertical: families.vertical.default([]),
    horizontalToThing: families.horizontalToThing.default([]),
    verticalToThing: families.verticalToThing.default([]),
    cover: families.cover.default([]),
    accuracy: families.accuracy.default([]),
    walls: families.walls.default([]),
    region: regionSchema.optional(),
    foundation: foundationSchema.optional(),
    removed: z.array(rowFacts.id).default([]),
  })
  .superRefine(checkRows);

export type CityRules = z.infer<typeof cityRulesSchema>;

export type ZoneRow = RuleSet['zones'][number];
export type ClearanceRow = RuleSet['horizontal'][number];
export type ThingRow = RuleSet['horizontalToThing'][number];
export type CoverRow = RuleSet['cover'][number];
export type AccuracyRow = RuleSet['accuracy'][number];
export type WallRow = RuleSet['walls'][number];
export type Region = RuleSet['region'];
export type Foundation = RuleSet['foundation'];

/** What every row has in common. */
export type RuleRow = Pick<ZoneRow, 'id' | 'clause' | 'grade' | 'note' | 'verifiedBy' | 'verifiedAt'>;

type Families = Pick<RuleSet, RuleFamily> & {
  readonly region?: Region | undefined;
  readonly foundation?: Foundation | undefined;
};

/** Ids are unique in the whole set; a signature has a name and a day. */
function checkRows(set: Families, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  const check = ({ id, verifiedBy, verifiedAt }: RuleRow, path: (string | number)[]) => {
    const report = (field: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: [...path, field] });
    if (seen.has(id)) report('id', 'wanted an id that no other row has');
    seen.add(id);
    if (verifiedBy !== null && verifiedAt === null) report('verifiedAt', 'wanted the day on which it was verified');
    if (verifiedBy === null && verifiedAt !== null) report('verifiedBy', 'wanted the name of who verified it');
  };
  for (const family of RULE_FAMILIES) {
    for (const [index, row] of set[family].entries()) check(row, [family, index]);
  }
  for (const [index, { protectionM, controlM }] of set.zones.entries()) {
    if (controlM === null || controlM >= protectionM) continue;
    context.addIssue({
      code: 'custom',
      message: `wanted a control zone not narrower than the protection zone of ${protectionM} m`,
      path: ['zones', index, 'controlM'],
    });
  }
  if (set.region !== undefined) check(set.region, ['region']);
  if (set.foundation !== undefined) check(set.foundation, ['foundation']);
}
