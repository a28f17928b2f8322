import type { RuleSet, ZoneRow } from '../protocol/rule-set.ts';
import { type AssetKind, type CompiledRules, compiledRules } from './compiled-rules.ts';
import { decisiveFacts } from './decisive-facts.ts';
import type { ZoneMatch } from './rule-match.ts';
import { isBinding } from './rule-use.ts';
import type { RuledAsset } from './ruled-asset.ts';
import { areCertain, type Candidate, ruleUse, strictest } from './strictest.ts';

/**
 * The zones around a conduit in which digging is restricted, or null where no rule knows any. Where what is known fits
 * several rows each zone is the widest of theirs; the row named is the one of the widest protection zone.
 */
export function zoneFor(rules: RuleSet, asset: RuledAsset): ZoneMatch | null {
  const compiled = compiledRules(rules);
  const kind = compiled.kind(asset);
  return compiled.answer('zone', kind.index, () => findZone(compiled, kind));
}

/** Beyond this distance no conduit's zone reaches, metres; 0 where the set has no zones. */
export function farthestZoneM(rules: RuleSet): number {
  return rules.zones.reduce((most, row) => Math.max(most, row.protectionM, row.controlM ?? 0), 0);
}

function findZone(compiled: CompiledRules, asset: AssetKind): ZoneMatch | null {
  const found = widest(compiled, asset);
  if (found === null) return null;
  const assumed = decisiveFacts(compiled, [asset], ([known = asset]) => {
    const zone = widest(compiled, known);
    return { isSame: isSame(zone, found), isSettled: zone === null || zone.isCertain };
  });
  const { protectionM, controlM, row } = found;
  return { protectionM, controlM, rule: ruleUse(compiled.rules, row), assumed };
}

interface WidestZone {
  readonly protectionM: number;
  readonly controlM: number | null;
  readonly row: ZoneRow;
  readonly isCertain: boolean;
}

function widest(compiled: CompiledRules, asset: AssetKind): WidestZone | null {
  const candidates: Candidate<ZoneRow>[] = [];
  let controlM: number | null = null;
  for (const row of compiled.rules.zones) {
    const fit = asset.fits.get(row.of);
    if (fit === undefined) continue;
    candidates.push({ row, fit, wantedM: row.protectionM });
    if (row.controlM !== null) controlM = Math.max(controlM ?? 0, row.controlM);
  }
  const best = strictest(candidates);
  if (best === null) return null;
  return { protectionM: best.wantedM, controlM, row: best.row, isCertain: areCertain(candidates) };
}

function isSame(a: WidestZone | null, b: WidestZone): boolean {
  if (a === null) return false;
  return a.protectionM === b.protectionM && a.controlM === b.controlM && isBinding(a.row) === isBinding(b.row);
}
