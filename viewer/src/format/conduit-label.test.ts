import { describe, expect, it } from 'vitest';
import { en, type MessageKey } from '../i18n/en.ts';
import { zh } from '../i18n/zh.ts';
import { conduitAnswer } from '../testing/conduit-answer.ts';
import { conduitLabel } from './conduit-label.ts';
import { materialName } from './material-name.ts';

const sayIn =
  (messages: Readonly<Record<MessageKey, string>>) =>
  (key: MessageKey, values: Readonly<Record<string, string | number>> = {}) =>
    messages[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
const english = sayIn(en);
const chinese = sayIn(zh);

/** Cover levels 27.57 and 27.20 m over outer tops at 25.72 and 25.35 m: 1.85 m at both ends. */
const known = {
  ...conduitAnswer(),
  material: '球墨铸铁 ductile iron',
  section: {
    shape: 'circular',
    widthMm: 300,
    heightMm: 300,
    wallMm: 8,
    floorWidthMm: null,
    open: false,
    barrels: 1,
  },
  from: { invertM: 25.41, axisM: 25.56, outerTopM: 25.72 },
  to: { invertM: 25.04, axisM: 25.19, outerTopM: 25.35 },
  fromCoverLevelM: 27.57,
  toCoverLevelM: 27.2,
  outerTopBasis: 'wall',
} as const;

describe('the label of a conduit', () => {
  it('says size, material and cover in the language of the screen', () => {
    expect(conduitLabel(known, 'en', english)).toBe('⌀ 300 mm · ductile iron · 1.85 m to its top');
    expect(conduitLabel(known, 'zh', chinese)).toBe('⌀ 300 mm · 球墨铸铁 · 管顶埋深 1.85 m');
  });

  it('gives both depths where they differ, and "at most" where the wall is unknown', () => {
    const slanted = { ...known, toCoverLevelM: 27.6, outerTopBasis: 'inner' } as const;
    expect(conduitLabel(slanted, 'en', english)).toContain('≤ 1.85–2.25 m');
  });

  it('says unknown of what is unknown, never zero', () => {
    const label = conduitLabel(
      { ...known, section: null, material: null, fromCoverLevelM: null, toCoverLevelM: null },
      'en',
      english,
    );
    expect(label).toBe('size unknown · material unknown · depth unknown');
    expect(label).not.toMatch(/\d/);
  });

  it('with one known end says that the other is not', () => {
    expect(conduitLabel({ ...known, toCoverLevelM: null }, 'zh', chinese)).toContain('一端 1.85 m，另一端未知');
  });

  it('keeps a material in one tongue as it is', () => {
    expect(materialName('PVC', 'zh')).toBe('PVC');
    expect(materialName('混凝土', 'en')).toBe('混凝土');
  });
});
