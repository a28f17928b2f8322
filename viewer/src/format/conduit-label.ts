import type { LinkFeature } from '@undercroft/core/protocol/answers';
import type { Say } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import { endFacts } from './end-facts.ts';
import { materialName } from './material-name.ts';
import { fixed } from './quantity.ts';
import { sectionSize } from './section-size.ts';

/** Depths nearer to each other than this are one figure, metres. */
const SAME_DEPTH_M = 0.05;

/**
 * What stands beside a conduit: its inside size, its material, the cover over it. Depths are those at its ends, to the
 * outer top, "≤" where the wall is unknown and the true cover is less. What is unknown says so.
 */
export function conduitLabel(link: LinkFeature, language: Language, say: Say): string {
  const size = sectionSize(link.section);
  const round = link.section?.shape === 'circular';
  const parts = [
    size === null ? say('label.sizeUnknown') : round ? `⌀ ${size}` : size,
    link.material === null ? say('label.materialUnknown') : materialName(link.material, language),
    depthWords(link, say),
  ];
  return parts.join(' · ');
}

function depthWords(link: LinkFeature, say: Say): string {
  const ends = [endFacts(link, 'from'), endFacts(link, 'to')];
  const known = ends.flatMap(({ coverDepthM }) => (coverDepthM === null ? [] : [coverDepthM]));
  const [first, second] = known;
  if (first === undefined) return say('label.depthUnknown');
  const most = ends.some(({ coverDepthIsAtMost }) => coverDepthIsAtMost) ? '≤ ' : '';
  if (second === undefined) return say('label.depthOneEnd', { depth: `${most}${fixed(first, 2)}` });
  const [least, greatest] = [Math.min(first, second), Math.max(first, second)];
  const figure = greatest - least < SAME_DEPTH_M ? fixed(least, 2) : `${fixed(least, 2)}–${fixed(greatest, 2)}`;
  return say('label.depth', { depth: `${most}${figure}` });
}
