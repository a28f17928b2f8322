import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EAST, NORTH } from './testing/clean-survey.ts';
import { readSurveyCsv } from './testing/read-survey.ts';
import { surveyTables, type WrittenLine, type WrittenPoint, type WrittenSurvey } from './testing/write-survey.ts';

const millimetres = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((mm) => mm / 1000);

const point = (id: string): fc.Arbitrary<WrittenPoint> =>
  fc.record({
    id: fc.constant(id),
    north: millimetres(0, 500).map((m) => NORTH + m),
    east: millimetres(0, 500).map((m) => EAST + m),
    groundM: millimetres(-5, 60),
    utility: fc.constantFrom('water', 'sewage', 'gas', 'telecom'),
    appurtenance: fc.constantFrom('manhole', 'valve', 'hydrant'),
    shaftDepthM: millimetres(1, 9),
  });

const line = (ids: readonly string[]): fc.Arbitrary<WrittenLine> =>
  fc.record({
    from: fc.constantFrom(...ids),
    to: fc.constantFrom(...ids),
    utility: fc.constantFrom('water', 'sewage', 'gas'),
    embedding: fc.constantFrom('directBuried', 'trenchless'),
    size: fc.integer({ min: 20, max: 3000 }).map((mm) => `DN${mm}`),
    wallMm: fc.integer({ min: 1, max: 250 }),
    material: fc.constantFrom('steel', 'ductileIron', 'reinforcedConcrete', 'polyethylene'),
    fromDepthM: millimetres(0.1, 9),
    toDepthM: millimetres(0.1, 9),
    flow: fc.constantFrom('forward', 'reverse', 'both'),
    builtYear: fc.integer({ min: 1950, max: 2025 }),
    status: fc.constantFrom('inUse', 'abandoned'),
  });

const survey: fc.Arbitrary<WrittenSurvey> = fc.integer({ min: 2, max: 7 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, i) => `管${i + 1}`);
  return fc.record({
    points: fc.tuple(...ids.map(point)),
    lines: fc.array(line(ids), { maxLength: 8 }),
  });
});

describe('a survey written to CSV tables and read again', () => {
  it('is the same: ids, codes, and levels to the millimetre', async () => {
    await fc.assert(
      fc.asyncProperty(survey, async (written) => {
        const { nodes, links } = await readSurveyCsv(surveyTables(written));
        expect([...nodes.keys()]).toEqual(written.points.map(({ id }) => id));
        for (const { id, groundM = Number.NaN, shaftDepthM = Number.NaN, ...was } of written.points) {
          const node = nodes.get(id);
          expect(node?.coverLevelM).toBe(groundM);
          expect(node?.sumpLevelM).toBeCloseTo(groundM - shaftDepthM, 6);
          expect(node?.utility).toBe(was.utility);
          expect(node?.kind).toBe(was.appurtenance === 'manhole' ? 'manhole' : 'appurtenance');
        }
        expect(links.size).toBe(written.lines.length);
        const read = [...links.values()];
        for (const [i, was] of written.lines.entries()) {
          const link = read[i];
          expect(link).toMatchObject({
            fromNode: was.from,
            toNode: was.to,
            utility: was.utility,
            material: was.material,
            builtYear: was.builtYear,
            status: was.status,
          });
          const boreMm = Number(was.size?.slice(2));
          expect(link?.section).toMatchObject({ widthMm: boreMm, heightMm: boreMm, wallMm: was.wallMm });
          const ground = written.points.find(({ id }) => id === was.from)?.groundM ?? Number.NaN;
          const level = ground - (was.fromDepthM ?? Number.NaN);
          const isInvert = was.utility === 'sewage';
          expect(link?.depthReference).toBe(isInvert ? 'invert' : 'outerTop');
          expect(isInvert ? link?.from.invertM : link?.from.outerTopM).toBeCloseTo(level, 6);
          const outsideM = (boreMm + 2 * (was.wallMm ?? 0)) / 1000;
          const bottom = (link?.from.outerTopM ?? 0) - outsideM;
          expect((link?.from.invertM ?? 0) - bottom).toBeCloseTo((was.wallMm ?? 0) / 1000, 5);
        }
      }),
      { numRuns: 60 },
    );
  });
});
