import type { CoverRow, Region, RuleRow, RuleSet } from '../protocol/rule-set.ts';
import { type AssetKind, type CompiledRules, compiledRules } from './compiled-rules.ts';
import { decisiveFacts } from './decisive-facts.ts';
import type { CoverMatch } from './rule-match.ts';
import { type Assumption, isBinding } from './rule-use.ts';
import type { RuledAsset } from './ruled-asset.ts';
import { areCertain, type Candidate, ruleUse, strictest } from './strictest.ts';

/** What lies above a conduit. `sidewalk` is any place without motor vehicles. */
export const ROAD_PLACES = ['carriageway', 'sidewalk', 'unknown'] as const;

export type RoadPlace = (typeof ROAD_PLACES)[number];

/**
 * Least cover of a conduit; null where no rule knows it. An unknown place is the stricter of the two, and says so. What
 * must lie below the frost gets the region's frost depth where that is more, on the region's own row; while that depth is
 * unknown `assumed` holds `frost`, and the figure is only the least it can be.
 */
export function coverFor(rules: RuleSet, asset: RuledAsset, place: RoadPlace): CoverMatch | null {
  const compiled = compiledRules(rules);
  const kind = compiled.kind(asset);
  return compiled.answer(`cover ${place}`, kind.index, () => findCover(compiled, kind, place));
}

function findCover(compiled: CompiledRules, asset: AssetKind, place: RoadPlace): CoverMatch | null {
  const { rules } = compiled;
  const found = deepest(rules, asset, place);
  if (found === null) return null;
  const assumed: Assumption[] = [
    ...decisiveFacts(compiled, [asset], ([known = asset]) => {
      const cover = deepest(rules, known, place);
      return { isSame: isSame(cover, found), isSettled: cover === null || cover.isCertain };
    }),
  ];
  if (place === 'unknown' && isPlaceDecisive(rules, asset)) assumed.push('roadPlace');
  if (found.isFrostUnknown) assumed.push('frost');
  const { wantedM, row, table } = found;
  return {
    wantedM,
    rule: ruleUse(rules, row),
    assumed,
    forFrost: table !== null,
    table: table === null ? null : { wantedM: table.wantedM, rule: ruleUse(rules, table.row) },
  };
}

interface DeepestCover {
  readonly wantedM: number;
  readonly row: RuleRow;
  /** The row of the table, where the frost asks for more. */
  readonly table: Candidate<CoverRow> | null;
  readonly isFrostUnknown: boolean;
  readonly isCertain: boolean;
}

function deepest({ region, cover }: RuleSet, asset: AssetKind, place: RoadPlace): DeepestCover | null {
  const candidates: Candidate<CoverRow>[] = [];
  let frost: 'no' | 'yes' | 'unknown' = 'no';
  for (const row of cover) {
    const wantedM = coverAt(row, place);
    const fit = asset.fits.get(row.of);
    if (fit === undefined || wantedM === null) continue;
    candidates.push({ row, fit, wantedM });
    frost = moreFrost(frost, frostOf(row, region));
  }
  const best = strictest(candidates);
  if (best === null) return null;
  const { frostDepthM } = region;
  const isCertain = areCertain(candidates);
  if (frost !== 'no' && frostDepthM !== null && frostDepthM > best.wantedM) {
    return { wantedM: frostDepthM, row: region, table: best, isFrostUnknown: frost === 'unknown', isCertain };
  }
  const isFrostUnknown = frost !== 'no' && frostDepthM === null;
  return { wantedM: best.wantedM, row: best.row, table: null, isFrostUnknown, isCertain };
}

function coverAt({ sidewalkM, carriagewayM }: CoverRow, place: RoadPlace): number | null {
  switch (place) {
    case 'carriageway':
      return carriagewayM;
    case 'sidewalk':
      return sidewalkM;
    case 'unknown':
      if (sidewalkM === null || carriagewayM === null) return sidewalkM ?? carriagewayM;
      return Math.max(sidewalkM, carriagewayM);
  }
}

/** Whether the frost counts for a row; `unknown` while nobody says whether the gas is wet. */
function frostOf({ frost }: CoverRow, { gas }: Region): 'no' | 'yes' | 'unknown' {
  switch (frost) {
    case 'always':
      return 'yes';
    case 'never':
      return 'no';
    case 'wetGas':
      if (gas === null) return 'unknown';
      return gas === 'wet' ? 'yes' : 'no';
  }
}

function moreFrost(a: 'no' | 'yes' | 'unknown', b: 'no' | 'yes' | 'unknown'): 'no' | 'yes' | 'unknown' {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}

function isPlaceDecisive(rules: RuleSet, asset: AssetKind): boolean {
  const onRoad = deepest(rules, asset, 'carriageway');
  const beside = deepest(rules, asset, 'sidewalk');
  return onRoad === null || !isSame(beside, onRoad);
}

function isSame(a: DeepestCover | null, b: DeepestCover): boolean {
  if (a === null || a.wantedM !== b.wantedM || isBinding(a.row) !== isBinding(b.row)) return false;
  return a.isFrostUnknown === b.isFrostUnknown;
}
