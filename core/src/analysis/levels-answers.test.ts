import { describe, expect, it } from 'vitest';
import { localProjection } from '../geodesy/local-projection.ts';
import { coverAnswerSchema } from '../protocol/analysis/cover.ts';
import { profileAnswerSchema } from '../protocol/analysis/profile.ts';
import { sectionAnswerSchema } from '../protocol/analysis/section.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { AnalysisError } from './analysis-error.ts';
import { coverAnswer } from './cover-answer.ts';
import { type LevelsRows, levelsRows } from './levels-rows.ts';
import { profileAnswer } from './profile-answer.ts';
import { sectionAnswer } from './section-answer.ts';
import { streetProfile } from './testing/street-profile.ts';
import { wireGround } from './wire-numbers.ts';

const projection = localProjection([119.6, 39.9]);

function rows(): LevelsRows {
  return { ...streetProfile(), projection, revision: '7', dataDate: '2026-05-31T00:00:00Z', unplacedCount: 1 };
}

describe('sectionAnswer', () => {
  it('carries what the plane cuts at its station, and counts what is unknown', () => {
    // Along x = 20, over the first sewer, and x = 50 with the cable of unknown level aside.
    const line = [projection.inverse(20, -10), projection.inverse(20, 10)] as const;
    const answer = sectionAnswerSchema.parse(sectionAnswer('demo', line, rows(), () => 10));
    expect(answer.section.cuts.map(({ featureId }) => featureId)).toEqual(['c1']);
    expect(answer.section.cuts[0]?.stationM).toBeCloseTo(10, 4);
    expect(answer.section.cuts[0]?.apparentWidthM).toBeCloseTo(0.36, 4);
    expect(answer).toMatchObject({ complete: true, unknownCount: 0, unplacedCount: 1 });
    const along = [projection.inverse(45, -1), projection.inverse(55, -1)] as const;
    const second = sectionAnswerSchema.parse(sectionAnswer('demo', along, rows(), () => 10));
    expect(second).toMatchObject({ unknownCount: 1 });
    expect(second.section.cuts[0]).toMatchObject({ featureId: 'p1', axisM: null, levelKnown: false });
  });
});

describe('profileAnswer', () => {
  it('carries legs, nodes, branches and crossings', () => {
    const answer = profileAnswerSchema.parse(profileAnswer('demo', ['c1', 'c2'], null, rows(), () => 10));
    expect(answer.profile.legs.map(({ featureId }) => featureId)).toEqual(['c1', 'c2']);
    expect(answer.profile.nodes[1]).toMatchObject({ featureId: 'B', dropM: 0.06 });
    expect(answer.profile.crossings.map(({ featureId }) => featureId)).toEqual(['g1', 'g2', 'p1']);
    expect(answer.unknownCount).toBe(1);
    expect(answer.path).toHaveLength(3);
    expect(answer.path[2]?.[0]).toBeCloseTo(projection.inverse(60, 0)[0], 9);
  });
});

describe('coverAnswer', () => {
  it('answers every id, worst first', () => {
    const ids = ['p1', 'c1', 'g1'];
    const answer = coverAnswerSchema.parse(coverAnswer('demo', ids, 'carriageway', rows(), () => 9.5, NATIONAL_RULES));
    expect(answer.findings.map(({ featureId }) => featureId)).toContain('c1');
    expect(answer.findings).toHaveLength(3);
    // The gas main's outer top stands at 8.955 under ground at 9.50: 0.545 m, where 0.90 m is wanted.
    expect(answer.findings[0]).toMatchObject({ featureId: 'g1', verdict: 'belowTable', wantedM: 0.9 });
    expect(answer.findings[0]?.least?.coverM).toBeCloseTo(0.545, 9);
    expect(answer.findings.find(({ featureId }) => featureId === 'p1')).toMatchObject({
      verdict: 'unknown',
      least: null,
    });
  });

  it('refuses an id that is not there instead of leaving it out', () => {
    expect(() => coverAnswer('demo', ['c1', 'x'], 'unknown', rows(), () => 10, NATIONAL_RULES)).toThrow(AnalysisError);
  });
});

describe('levelsRows', () => {
  it('lays rows out in the plane', () => {
    const { facts } = streetProfile().table;
    const [c1] = facts;
    if (c1 === undefined) throw new Error('a conduit was wanted');
    const [from, to] = [projection.inverse(0, 0), projection.inverse(30, 0)];
    const made = levelsRows(
      {
        revision: '1',
        dataDate: '2026-05-31T00:00:00Z',
        bbox: [119, 39, 120, 40],
        nodes: [],
        unplacedCount: 0,
        links: [{ facts: c1, path: Float64Array.of(...from, ...to) }],
      },
      projection,
    );
    expect(made.table.count).toBe(1);
    expect(made.table.axes[3]).toBeCloseTo(30, 6);
  });
});

describe('wireGround', () => {
  it('keeps ends, bends and every unknown sample, and nothing of a straight stretch', () => {
    const stationsM = Float64Array.of(0, 1, 2, 3, 4, 5, 6);
    const levelsM = Float64Array.of(10, 10, 10, 11, Number.NaN, 12, 12);
    expect(wireGround({ stationsM, levelsM, places: new Float64Array(), stepM: 1 })).toEqual([
      [0, 10],
      [2, 10],
      [3, 11],
      [4, null],
      [5, 12],
      [6, 12],
    ]);
  });
});
