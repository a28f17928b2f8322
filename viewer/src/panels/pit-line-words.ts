import type { PlaneFinding } from '@undercroft/core/dig/dig-finding';
import { ACCURACY_BASIS_WORDS, ASSUMPTION_WORDS } from '@undercroft/core/report/dig-words';
import { strikeShare } from '@undercroft/core/report/strike-share';
import { materialName } from '../format/material-name.ts';
import { fixed, metres } from '../format/quantity.ts';
import { sectionSize } from '../format/section-size.ts';
import type { Say } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import type { Language } from '../i18n/language.ts';
import type { DigLine } from '../pit/dig-list.ts';

/** How near it comes, in one or two phrases. What is unknown says so; it never reads as a distance. */
export function distanceWords({ finding, of }: DigLine, say: Say): string {
  const { horizontalM, verticalM, planM, insideM, part, relation } = finding;
  if (part === 'pit' && (relation === 'crossing' || relation === 'inside')) {
    if (of.family === 'node') return say('dig.standsIn');
    return insideM > 0 ? say('dig.inPit', { length: metres(insideM) }) : say('dig.enters');
  }
  if (horizontalM === null && verticalM === null) {
    if (planM === null) return say('dig.distanceUnknown');
    return planM === 0 ? say('dig.crossesInPlan') : say('dig.inPlan', { distance: metres(planM) });
  }
  if (horizontalM === 0 && verticalM === 0) return say(`digTouch.${part}`);
  const phrases: string[] = [];
  if (horizontalM !== null && (horizontalM > 0 || verticalM === null)) {
    phrases.push(say('dig.aside', { distance: metres(horizontalM) }));
  }
  if (verticalM !== null) phrases.push(say(`digUnder.${part}`, { distance: metres(verticalM) }));
  return phrases.join(say('dig.comma'));
}

/** Size and material: what the thing is. */
export function whatWords({ of, finding }: DigLine, language: Language, say: Say): string {
  if (of.family === 'node') return `${say(`utility.${finding.utility}`)} ${say(kindKey(of.row.kind))}`;
  const { section, material, kind } = of.row;
  const size = kind === 'conduit' ? (sectionSize(section) ?? say('dig.sizeUnknown')) : say(kindKey(kind));
  const parts = [say(`utility.${finding.utility}`), size];
  if (material !== null) parts.push(materialName(material, language));
  return parts.join(' · ');
}

export function zoneWords({ zone }: PlaneFinding, say: Say): string {
  if (zone === null) return say('dig.noZone');
  const protection = fixed(zone.protectionM, 2);
  if (zone.controlM === null) return say('dig.zoneAlone', { protection });
  return say('dig.zone', { protection, control: fixed(zone.controlM, 2) });
}

/** Standard deviations and what they rest on, and how likely a strike is. */
export function certaintyWords(
  { sigmaM, sigmaXyM, accuracyBasis, strikeProbability }: PlaneFinding,
  language: Language,
  say: Say,
): string {
  const sigma = (value: number | null): string => (value === null ? '?' : `±${fixed(value, 2)} m`);
  const known =
    sigmaM === null && sigmaXyM === null
      ? say('dig.sigmaUnknown')
      : sigmaM === sigmaXyM
        ? say('dig.sigmaBoth', { sigma: sigma(sigmaM), basis: ACCURACY_BASIS_WORDS[accuracyBasis][language] })
        : say('dig.sigma', {
            level: sigma(sigmaM),
            plan: sigma(sigmaXyM),
            basis: ACCURACY_BASIS_WORDS[accuracyBasis][language],
          });
  const strike =
    strikeProbability === null
      ? say('dig.strikeUnknown')
      : say('dig.strike', { share: strikeShare(strikeProbability) });
  return `${known}${say('dig.comma')}${strike}`;
}

export function assumptionWords({ assumed }: PlaneFinding, language: Language, say: Say): string {
  return assumed.map((each) => ASSUMPTION_WORDS[each][language]).join(say('dig.comma'));
}
