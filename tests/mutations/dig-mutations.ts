/** One mistake somebody could make, as a change of text, and the quick test that must notice it. */
export interface Mutation {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  /** Stands in the file once. */
  readonly from: string;
  readonly to: string;
  readonly test: string;
}

const CHECK = 'core/src/dig/dig-check.test.ts';
const UNCERTAINTY = 'core/src/dig/dig-uncertainty.test.ts';
const DEFECTS = 'core/src/dig/known-defects.test.ts';

/** The mistakes that have been made elsewhere, or that would hurt most, on the way from a record to a verdict on a dig. */
export const DIG_MUTATIONS: readonly Mutation[] = [
  {
    name: 'an invert is read as an outer top',
    file: 'core/src/model/end-levels.ts',
    from: 'const axisM = upper(levelM, innerM);',
    to: 'const axisM = lower(levelM, outerM);',
    test: 'core/src/model/end-levels.test.ts',
  },
  {
    name: 'a diameter is taken for a radius',
    file: 'core/src/analysis/conduit-table.ts',
    from: 'section.widthMm / 2000 + wallM',
    to: 'section.widthMm / 1000 + wallM',
    test: CHECK,
  },
  {
    name: 'a wall in millimetres is taken for metres',
    file: 'core/src/analysis/conduit-table.ts',
    from: 'const wallM = (section.wallMm ?? 0) / 1000;',
    to: 'const wallM = section.wallMm ?? 0;',
    test: CHECK,
  },
  {
    name: 'horizontal and vertical are swapped',
    file: 'core/src/dig/link-judge.ts',
    from: 'let verdict = zoneVerdictOver(zone, horizontalM);',
    to: 'let verdict = zoneVerdictOver(zone, contact.verticalM);',
    test: CHECK,
  },
  {
    name: 'a zone is measured from the axis, not from the outer wall',
    file: 'core/src/dig/link-judge.ts',
    from: 'let verdict = zoneVerdictOver(zone, horizontalM);',
    to: 'let verdict = zoneVerdictOver(zone, horizontalM + halfOf(table, i));',
    test: CHECK,
  },
  {
    name: 'the widths of the zones are swapped',
    file: 'core/src/dig/judge.ts',
    from: "if (horizontalM <= zone.protectionM) return 'inProtectionZone';",
    to: "if (horizontalM <= (zone.controlM ?? 0)) return 'inProtectionZone';",
    test: CHECK,
  },
  {
    name: 'an unknown pressure passes for the strictest',
    file: 'core/src/dig/judge.ts',
    from: "return overBand('clear', strictest);",
    to: 'return strictest;',
    test: CHECK,
  },
  {
    name: 'an unknown level passes for clear',
    file: 'core/src/dig/link-judge.ts',
    from: "verdict: verdict === 'clear' && near ? 'unknown' : verdict,",
    to: 'verdict,',
    test: UNCERTAINTY,
  },
  {
    name: 'an unknown deviation passes for none',
    file: 'core/src/dig/link-judge.ts',
    from: "if (!out) verdict = worse(verdict, 'unknown');",
    to: '',
    test: UNCERTAINTY,
  },
  {
    name: 'one sigma is taken for two',
    file: 'core/src/dig/judge.ts',
    from: 'export const BAND_SIGMAS = 2;',
    to: 'export const BAND_SIGMAS = 1;',
    test: UNCERTAINTY,
  },
  {
    name: 'half of the depth is dug',
    file: 'core/src/pit/pit.ts',
    from: 'pitShape(floor, lowestGroundM - depthM, batter, ground)',
    to: 'pitShape(floor, lowestGroundM - depthM / 2, batter, ground)',
    test: CHECK,
  },
  {
    name: 'the supports end at the floor',
    file: 'core/src/dig/dig-plan.ts',
    from: 'supportDepthM === null ? null : pit.lowestGroundM - supportDepthM',
    to: 'supportDepthM === null ? null : pit.floorLevelM',
    test: UNCERTAINTY,
  },
  {
    name: 'the margin reaches sideways alone',
    file: 'core/src/dig/dig-plan.ts',
    from: "add('margin', marginM, pit.floorLevelM - marginM, batter)",
    to: "add('margin', marginM, pit.floorLevelM, batter)",
    test: UNCERTAINTY,
  },
  {
    name: 'a conduit of unknown wall ends at its bore',
    file: 'core/src/dig/link-band.ts',
    from: 'leastM: sizeKnown ? (allowanceM ?? 0) : 0,\n    mostM: sizeKnown && allowanceM !== null ? allowanceM : UNKNOWN_HALF_SIZE_M,',
    to: 'leastM: 0,\n    mostM: sizeKnown ? 0 : UNKNOWN_HALF_SIZE_M,',
    test: UNCERTAINTY,
  },
  {
    name: 'the distance is left squared',
    file: 'core/src/geometry/segment-distance.ts',
    from: 'return Math.sqrt(gx * gx + gy * gy + gz * gz);',
    to: 'return gx * gx + gy * gy + gz * gz;',
    test: DEFECTS,
  },
  {
    name: 'rows are looked for within the pit alone',
    file: 'core/src/dig/dig-check.ts',
    from: 'const [west, south, east, north] = box;',
    to: 'const [west, south, east, north] = plan.bounds;',
    test: DEFECTS,
  },
];
