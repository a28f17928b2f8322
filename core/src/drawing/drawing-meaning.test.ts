import { describe, expect, it } from 'vitest';
import { conduitTable } from '../analysis/conduit-table.ts';
import { crossSection } from '../analysis/cross-section.ts';
import { longitudinalProfile } from '../analysis/profile.ts';
import { profileShape } from '../analysis/profile-answer.ts';
import { sectionShape } from '../analysis/section-answer.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { streetProfile } from '../analysis/testing/street-profile.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { drawProfile } from './draw-profile.ts';
import { drawSection } from './draw-section.ts';
import type { Drawing } from './drawing.ts';
import { drawingSvg } from './drawing-svg.ts';
import { line, showing } from './items.ts';

const BOX = { language: 'en', widthMm: 200, heightMm: 120 } as const;

function shownIn(drawing: Drawing): ReadonlySet<string> {
  return new Set(drawing.items.flatMap(({ featureId }) => (featureId === undefined ? [] : [featureId])));
}

describe('what a drawing shows', () => {
  it('is told of every conduit in a section, of known level or not', () => {
    const section300 = plainSection('circular', 300, 300, 10);
    const table = conduitTable([
      plainConduit({ id: 'net.known', path: [2, -5, 2, 5], fromAxisM: 8, toAxisM: 8, section: section300 }),
      plainConduit({ id: 'net.unknown', path: [6, -5, 6, 5], fromAxisM: null, toAxisM: null, section: section300 }),
    ]);
    const section = sectionShape(
      crossSection([0, 0, 10, 0], table, [], () => 10),
      table,
    );
    expect(shownIn(drawSection(section, BOX))).toEqual(new Set(['net.known', 'net.unknown']));
  });

  it('is told of every conduit and node of a profile', () => {
    const { table, nodes } = streetProfile();
    const profile = profileShape(
      longitudinalProfile(table, nodes, ['c1', 'c2'], () => 10),
      table,
      localProjection([120, 40]),
    );
    const shown = shownIn(drawProfile(profile, BOX));
    for (const { featureId } of profile.legs) expect(shown).toContain(featureId);
    for (const { featureId } of profile.nodes) if (featureId !== null) expect(shown).toContain(featureId);
  });

  it('stands in an SVG as an attribute that no id can break out of', () => {
    const [item] = showing('a"><script>', [line([0, 0, 1, 1], '#000000', 1)]);
    if (item === undefined) throw new Error('One line in, one line out.');
    const svg = drawingSvg({ widthMm: 10, heightMm: 10, items: [item] });
    expect(svg).toContain('data-feature="a&quot;&gt;&lt;script&gt;"');
    expect(svg).not.toContain('<script>');
  });
});
