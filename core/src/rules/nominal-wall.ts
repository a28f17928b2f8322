import type { RuleSet } from '../protocol/rule-set.ts';
import { nominalSizeMm } from './asset-facts.ts';
import type { RuledAsset } from './ruled-asset.ts';

/**
 * How much farther out than `outerHalf` says the outer wall of a conduit may lie because its wall is unknown, metres on
 * each side. 0 where the outer face is known: by its wall, because the size stated is the outside, or by a casing that
 * holds it; null where the size is unknown too. An unknown material is taken as the one with the thickest wall.
 */
export function wallAllowanceM(rules: RuleSet, { section, material }: RuledAsset): number | null {
  if (section !== null && (section.casingMm ?? 0) > 0) return 0;
  const sizeMm = nominalSizeMm(section);
  if (section === null || sizeMm === null) return null;
  if (section.wallMm !== null || section.measured === 'outside') return 0;
  const named = material === null ? [] : rules.walls.filter((row) => row.materials.includes(material));
  const rows = named.length === 0 ? rules.walls : named;
  if (rows.length === 0) return null;
  return rows.reduce((most, { leastMm, share }) => Math.max(most, leastMm, share * sizeMm), 0) / 1000;
}
