import { describe, expect, it } from 'vitest';
import { conduitTable } from '../analysis/conduit-table.ts';
import { crossSection } from '../analysis/cross-section.ts';
import { longitudinalProfile } from '../analysis/profile.ts';
import { profileShape } from '../analysis/profile-answer.ts';
import { sectionShape } from '../analysis/section-answer.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { streetProfile } from '../analysis/testing/street-profile.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { drawPlan } from './draw-plan.ts';
import { drawProfile } from './draw-profile.ts';
import { drawSection } from './draw-section.ts';
import type { Drawing, DrawnText } from './drawing.ts';
import { drawingSvg } from './drawing-svg.ts';
import type { PlanView } from './plan-view.ts';
import { textWidthMm } from './text-width.ts';

const BOX = { language: 'zh', widthMm: 250, heightMm: 150 } as const;

function words(drawing: Drawing): readonly string[] {
  return drawing.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
}

/** A section over 20 m with a pipe every 2 m, square to it, the last of unknown level. */
function street(): ReturnType<typeof sectionShape> {
  const table = conduitTable(
    [2, 4, 6, 8, 10, 12, 14, 16, 18].map((x) =>
      plainConduit({
        id: `w${x}`,
        path: [x, -5, x, 5],
        fromAxisM: x === 18 ? null : 8,
        toAxisM: x === 18 ? null : 8,
        section: plainSection('circular', 300, 300, 10),
      }),
    ),
  );
  return sectionShape(
    crossSection([0, 0, 20, 0], table, [], () => 10),
    table,
  );
}

function profile() {
  const { table, nodes } = streetProfile();
  return profileShape(
    longitudinalProfile(table, nodes, ['c1', 'c2'], () => 10),
    table,
    localProjection([120, 40]),
  );
}

const VIEW: PlanView = {
  pit: { floor: [0, 0, 10, 0, 10, 5, 0, 5], top: [-1, -1, 11, -1, 11, 6, -1, 6] },
  marginM: 0,
  conduits: [
    {
      utility: 'gas',
      status: 'inUse',
      path: [-100, 8, 100, 8],
      outerWidthM: 0.2,
      levelKnown: true,
      label: ['RQ DN200'],
      number: '1',
      zone: { protectionM: 1.5, controlM: 5 },
      colour: null,
    },
  ],
  nodes: [],
  outlines: [],
  sectionLines: [{ name: 'A', line: [-3, 2, 13, 2] }],
  corners: [],
  northDeg: 0,
  roomM: 5,
};

describe('drawSection', () => {
  it('draws 20 m at 1:100 in a box of 250 mm: neighbours 2 m apart stand 20 mm apart', () => {
    expect(words(drawSection(street(), BOX))).toContain('比例 横 1:100 竖 1:50');
    const drawing = drawSection(street(), { ...BOX, stretch: false });
    expect(words(drawing)).toContain('比例 1:100');
    const tops = drawing.items.filter((item): item is DrawnText => item.kind === 'text' && item.text === '8.16');
    expect(tops).toHaveLength(8);
    expect((tops[1]?.x ?? 0) - (tops[0]?.x ?? 0)).toBeCloseTo(20, 9);
  });

  it('says what is unknown by a question mark and in words, never by a zero or a blank', () => {
    const said = words(drawSection(street(), BOX));
    // Its outer top, its cover, its upright gap to the next; across, the gap is known.
    expect(said.filter((one) => one === '?')).toHaveLength(3);
    expect(said).toContain('埋深不明');
  });

  it('says at most, and at least, where a wall is unknown', () => {
    const section = plainSection('circular', 300, 300, null);
    const pipe = (id: string, x: number) =>
      plainConduit({ id, path: [x, -5, x, 5], fromAxisM: 8, toAxisM: 8, section });
    const table = conduitTable([pipe('a', 5), pipe('b', 8)]);
    const said = words(
      drawSection(
        sectionShape(
          crossSection([0, 0, 20, 0], table, [], () => 10),
          table,
        ),
        BOX,
      ),
    );
    expect(said.filter((one) => one === '≥8.15')).toHaveLength(2);
    expect(said.filter((one) => one === '≤1.85')).toHaveLength(2);
    expect(said).toContain('≤2.70');
  });

  it('tells utilities apart without colour: letters on every conduit, and what they stand for', () => {
    const said = words(drawSection(street(), BOX));
    expect(said.filter((one) => one.startsWith('JS DN300'))).toHaveLength(9);
    expect(said).toContain('JS 给水');
  });

  it('keeps within its box', () => {
    for (const heightMm of [81, 150]) {
      const drawing = drawSection(street(), { language: 'en', widthMm: 87, heightMm });
      expect(drawing.widthMm).toBeLessThanOrEqual(87 + 1e-9);
      expect(drawing.heightMm).toBeLessThanOrEqual(heightMm + 1e-9);
    }
  });

  it('draws a section in which nothing lies, over ground that nobody knows', () => {
    const table = conduitTable([]);
    const drawing = drawSection(
      sectionShape(
        crossSection([0, 0, 20, 0], table, [], () => null),
        table,
      ),
      BOX,
    );
    expect(words(drawing)).toContain('地面高程不明');
    expect(drawingSvg(drawing)).toContain('</svg>');
  });
});

describe('drawProfile', () => {
  it('has a column for each node, both inverts of a drop, and the slopes in per mille', () => {
    const said = words(drawProfile(profile(), { ...BOX, language: 'en' }));
    for (const wanted of ['WA', 'WB', 'WC', '7.50', '7.41', '7.35', '7.20', '3.0', '5.0', '30.0']) {
      expect(said).toContain(wanted);
    }
  });

  it('names what crosses with its clearance, and the branch at its node', () => {
    const said = words(drawProfile(profile(), { ...BOX, language: 'en' }));
    expect(said).toEqual(
      expect.arrayContaining(['RQ DN110', 'clear 1.05', 'DL DN110', 'level unknown', 'YS DN300 b1']),
    );
  });
});

describe('drawPlan', () => {
  it('writes the lengths of the sides of the floor and numbers its corners', () => {
    const said = words(drawPlan(VIEW, { language: 'zh', widthMm: 97, heightMm: 81 }));
    expect(said.filter((one) => one === '10.00')).toHaveLength(2);
    expect(said.filter((one) => one === '5.00')).toHaveLength(2);
    expect(said).toEqual(expect.arrayContaining(['1', '2', '3', '4', '北', 'RQ DN200']));
  });

  it('dots the working margin 0.5 m outside the rim, and names it', () => {
    const { items } = drawPlan({ ...VIEW, marginM: 0.5 }, { language: 'en', widthMm: 277, heightMm: 180 });
    const dotted = items.filter((item) => item.kind === 'line' && item.dashMm?.[0] === 0.4 && item.points.length > 4);
    const [ring] = dotted;
    if (ring?.kind !== 'line') throw new Error('a margin was wanted');
    const across = ring.points.filter((_, i) => i % 2 === 0);
    // 12 m of rim and 0.5 m on either side, 13 m at 1:150.
    expect(Math.max(...across) - Math.min(...across)).toBeCloseTo(13_000 / 150, 6);
  });

  it('cuts everything to its window', () => {
    const { items, widthMm, heightMm } = drawPlan(VIEW, { language: 'zh', widthMm: 97, heightMm: 81 });
    for (const item of items) {
      if (item.kind !== 'line') continue;
      for (let i = 0; i < item.points.length; i += 2) {
        expect(item.points[i]).toBeGreaterThanOrEqual(0);
        expect(item.points[i]).toBeLessThanOrEqual(widthMm);
        expect(item.points[i + 1]).toBeLessThanOrEqual(heightMm);
      }
    }
  });
});

describe('labels', () => {
  it.each([
    ['profile', 'zh', drawProfile(profile(), BOX)],
    ['profile', 'en', drawProfile(profile(), { ...BOX, language: 'en' })],
    ['section', 'zh', drawSection(street(), BOX)],
    ['small section', 'en', drawSection(street(), { language: 'en', widthMm: 87, heightMm: 81 })],
  ] as const)('of a %s (%s) never lie over each other', (_, _language, drawing) => {
    const boxes = drawing.items.flatMap((item) => (item.kind === 'text' ? [boxOf(item)] : []));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const overlaps = a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
        expect(overlaps ? [a, b] : null).toBeNull();
      }
    }
  });
});

/** Box of a text's letters, left, top, right, bottom; a little narrower than what it was laid out by. */
function boxOf({ x, y, text, sizeMm, anchor, turnDeg }: DrawnText): readonly [number, number, number, number, string] {
  const width = textWidthMm(text, sizeMm) * 0.9;
  const from = anchor === 'start' ? 0 : anchor === 'middle' ? -width / 2 : -width;
  if (turnDeg === 0) return [x + from, y - sizeMm * 0.75, x + from + width, y, text];
  return [x - sizeMm * 0.75, y - from - width, x, y - from, text];
}
