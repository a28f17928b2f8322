import { describe, expect, it } from 'vitest';
import { conduitAnswer } from '../testing/conduit-answer.ts';
import { endFacts } from './end-facts.ts';
import { sectionSize } from './section-size.ts';

describe('the end of a conduit', () => {
  it('with its cover at 27.57 m and its invert at 23.74 m lies 3.83 m deep', () => {
    const facts = endFacts(conduitAnswer(), 'from');
    expect(facts.depthToInvertM).toBeCloseTo(3.83, 9);
    expect(facts.coverDepthM).toBeCloseTo(3.48, 9);
    expect(facts.nodeId).toBe('sewer.G61F042');
  });

  it('says "at most" of its cover where the wall is unknown', () => {
    expect(endFacts(conduitAnswer(), 'from').coverDepthIsAtMost).toBe(true);
    expect(endFacts({ ...conduitAnswer(), outerTopBasis: 'wall' }, 'from').coverDepthIsAtMost).toBe(false);
  });

  it('under an unknown cover has unknown depths, never zero', () => {
    const facts = endFacts({ ...conduitAnswer(), toCoverLevelM: null }, 'to');
    expect(facts.depthToInvertM).toBeNull();
    expect(facts.coverDepthM).toBeNull();
    expect(facts.invertM).toBe(23.86);
  });
});

describe('the size of a section', () => {
  const section = { wallMm: null, floorWidthMm: null, open: false, barrels: 1 };

  it('is one figure for a round pipe, two for others', () => {
    expect(sectionSize({ ...section, shape: 'circular', widthMm: 350, heightMm: 350 })).toBe('350 mm');
    expect(sectionSize({ ...section, shape: 'egg', widthMm: 600, heightMm: 900, barrels: 2 })).toBe('2 × 600 × 900 mm');
  });

  it('is unknown when nothing is known, and says which half is', () => {
    expect(sectionSize(null)).toBeNull();
    expect(sectionSize({ ...section, shape: 'circular', widthMm: null, heightMm: null })).toBeNull();
    expect(sectionSize({ ...section, shape: 'rectangular', widthMm: 800, heightMm: null })).toBe('800 × ? mm');
  });
});
