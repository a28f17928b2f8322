import { EMBEDDINGS } from '../model/embedding.ts';
import type { AssetClass, Band, RuleSet } from '../protocol/rule-set.ts';
import { type AssetFact, type AssetFacts, KNOWN_UTILITIES } from './asset-facts.ts';

/** One value of each kind that a rule set tells apart: which row a conduit falls under follows from these alone. */
export interface Breakpoints {
  readonly pressureMpa: readonly number[];
  readonly voltageKv: readonly number[];
  readonly sizeMm: readonly number[];
  /** The materials it names, and one that it does not. */
  readonly materials: readonly string[];
}

const OTHER_MATERIAL = 'other';

export function breakpoints({
  classes,
  horizontal,
  vertical,
}: Pick<RuleSet, 'classes' | 'horizontal' | 'vertical'>): Breakpoints {
  const all = Object.values(classes);
  const larger = [...horizontal, ...vertical].map((row) => row.largerNominalMm);
  return {
    pressureMpa: valuesAmong(all.map((each) => each.pressureMpa)),
    voltageKv: valuesAmong(all.map((each) => each.voltageKv)),
    sizeMm: valuesAmong([...all.map((each) => each.nominalMm), ...larger]),
    materials: [...new Set([...all.flatMap(materialsOf), OTHER_MATERIAL])],
  };
}

/** What a conduit would be with one unknown fact known, in every way that makes a difference. */
export function withFactKnown(facts: AssetFacts, fact: AssetFact, points: Breakpoints): readonly AssetFacts[] {
  switch (fact) {
    case 'utility':
      return KNOWN_UTILITIES.map((utility) => ({ ...facts, utility }));
    case 'pressure':
      return points.pressureMpa.map((mpa) => ({ ...facts, pressure: { leastMpa: mpa, mostMpa: mpa } }));
    case 'voltage':
      return points.voltageKv.map((voltageKv) => ({ ...facts, voltageKv }));
    case 'size':
      return points.sizeMm.map((size) => ({ ...facts, size }));
    case 'embedding':
      return EMBEDDINGS.map((embedding) => ({ ...facts, embedding }));
    case 'material':
      return points.materials.map((material) => ({ ...facts, material }));
  }
}

/** Conduits of one key are of the same classes: numbers count by the two bounds they lie between. */
export function keyOfFacts(facts: AssetFacts, points: Breakpoints): string {
  const { utility, pressure, voltageKv, size, embedding, material } = facts;
  const named = material === null || points.materials.includes(material) ? material : OTHER_MATERIAL;
  const mpa = pressure === null ? '' : `${pressure.leastMpa}-${pressure.mostMpa}`;
  return [utility, mpa, slotOf(voltageKv, points.voltageKv), slotOf(size, points.sizeMm), embedding, named].join('|');
}

/** Every bound, a value between each two neighbours, and one beyond the last. */
function valuesAmong(bands: readonly (Band | undefined)[]): readonly number[] {
  const bounds = bands.flatMap((band) => [band?.from, band?.above, band?.upTo, band?.below]);
  const sorted = [...new Set(bounds.filter((bound): bound is number => bound !== undefined && bound > 0))].sort(
    (a, b) => a - b,
  );
  let before = 0;
  const values: number[] = [];
  for (const bound of sorted) {
    values.push((before + bound) / 2, bound);
    before = bound;
  }
  return [...values, before + 1];
}

/** Twice the number of bounds below it, and one more where it lies on the next. */
function slotOf(value: number | null, values: readonly number[]): string {
  if (value === null) return '';
  let slot = 0;
  for (let i = 1; i < values.length; i += 2) {
    const bound = values[i] ?? Number.POSITIVE_INFINITY;
    if (value < bound) break;
    slot += value === bound ? 1 : 2;
  }
  return String(slot);
}

function materialsOf({ materials, exceptMaterials }: AssetClass): readonly string[] {
  return [...(materials ?? []), ...(exceptMaterials ?? [])];
}
