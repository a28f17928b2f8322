import { type Inspection, inspectionSchema } from '@undercroft/core/protocol/data-page';
import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import { describe, expect, it } from 'vitest';
import { withColumn, withConstant, withTarget, withUnit } from './edit-profile.ts';
import { isBlocking, toConfirm } from './to-confirm.ts';

const reason = { en: '-', zh: '-' };
const field = (name: string, column: string, unit: string | null, mustConfirm: boolean) => ({
  field: name,
  column,
  unit,
  certainty: 0.8,
  reason,
  mustConfirm,
});
const georeference = { crs: 'EPSG:4549', axes: 'northEast', shift: 'none', levelUnit: 'metre', verticalOffsetM: 0 };

const profile: Profile = profileSchema.parse({
  name: 'proposed',
  title: { en: 'Proposed', zh: '建议' },
  tables: [
    {
      name: '^lines\\.1$',
      target: 'surveyLine',
      columns: {
        fromId: { headings: ['from'] },
        toId: { headings: ['to'] },
        fromDepth: { headings: ['d1'], unit: 'cm' },
      },
    },
  ],
});

function inspected(certainty: number, changes: Partial<Inspection['tables'][number]> = {}): Inspection {
  return inspectionSchema.parse({
    format: 'csv',
    formatTitle: 'CSV',
    files: [],
    tables: [
      {
        name: 'lines.1',
        file: 'lines.1.csv',
        rowCount: 3,
        geometry: null,
        declaredCrs: null,
        encodings: [],
        columns: ['from', 'to', 'd1', 'd2'].map((name) => ({ name, samples: [] })),
        target: 'surveyLine',
        targetCertainty: 0.95,
        fields: [field('fromId', 'from', null, false), field('fromDepth', 'd1', 'cm', true)],
        missing: [],
        ...changes,
      },
    ],
    profile,
    georeference: { proposed: georeference, certainty, candidates: [], refusal: null },
    preview: { lines: [], points: [], polygons: [], bbox: null, partial: false },
    issues: [],
  });
}

const kinds = (inspection: Inspection, now: Profile = profile) =>
  toConfirm(inspection, inspection, now, { chosen: null }).map(({ kind }) => kind);

describe('what must be confirmed', () => {
  it('is nothing about a system that the file states, a click for a likely one, a choice for a guess', () => {
    expect(kinds(inspected(0.98))).not.toContain('georeference');
    const likely = toConfirm(inspected(0.85), inspected(0.85), profile, { chosen: null });
    expect(likely[0]).toEqual({ kind: 'georeference', open: false });
    const guess = toConfirm(inspected(0.4), inspected(0.4), profile, { chosen: null });
    expect(guess.filter(isBlocking)).toEqual([{ kind: 'georeference', open: true }]);
  });

  it('asks for a depth its column and what it goes to, until the person says so', () => {
    const inspection = inspected(0.98);
    expect(kinds(inspection)).toEqual(['reference', 'field']);
    expect(kinds(inspection, withConstant(profile, 'lines.1', 'depthReference', 'outerTop'))).toEqual(['field']);
  });

  it('takes a unit or column that the person changed as settled', () => {
    const inspection = inspected(0.98);
    expect(kinds(inspection, withUnit(profile, 'lines.1', 'fromDepth', 'm'))).toEqual([]);
    expect(kinds(inspection, withColumn(profile, 'lines.1', 'fromDepth', 'd2'))).toEqual([]);
  });

  it('puts missing columns before the place, which nobody can tell without them', () => {
    const inspection = inspected(0.4, { missing: ['toId'] });
    const items = toConfirm(inspection, inspection, profile, { chosen: null });
    expect(items.filter(isBlocking).map(({ kind }) => kind)).toEqual(['missing']);
    expect(items.map(({ kind }) => kind)).not.toContain('georeference');
  });

  it('asks what a table is when nothing of the source is taken, and then for its columns', () => {
    const inspection = inspected(0);
    const none = withTarget(profile, 'lines.1', null);
    expect(kinds(inspection, none)).toEqual(['untaken']);
    const points = withTarget(none, 'lines.1', 'surveyPoint');
    const asked = toConfirm(inspection, inspection, points, { chosen: null });
    expect(asked.flatMap((item) => (item.kind === 'missing' ? [item.field] : []))).toEqual(['pointId', 'x', 'y']);
  });
});

describe('a change to a profile', () => {
  it('lets a column hold one field alone, and forgets the unit of the column before', () => {
    const changed = withColumn(profile, 'lines.1', 'fromDepth', 'to');
    expect(changed.tables[0]?.columns).toEqual({ fromId: { headings: ['from'] }, fromDepth: { headings: ['to'] } });
  });

  it('names the table by its whole name, dots and all', () => {
    const other = withTarget({ ...profile, tables: [] }, 'lines.1', 'surveyLine');
    expect(other.tables[0]?.name).toBe('^lines\\.1$');
    expect(withTarget(other, 'linesX1', null).tables).toHaveLength(1);
  });

  it('keeps columns that mean the same in what a table is taken for now', () => {
    const building = withTarget(withColumn(profile, 'lines.1', 'builtYear', 'd2'), 'lines.1', 'building');
    expect(building.tables[0]?.columns).toEqual({ builtYear: { headings: ['d2'] } });
  });
});

describe('a GeoTIFF', () => {
  const raster = (certainty: number) =>
    inspectionSchema.parse({
      ...inspected(0.98),
      format: 'geotiff-elevation',
      tables: [],
      profile: null,
      raster: {
        width: 2,
        height: 2,
        bands: 1,
        sample: 'float32',
        use: 'elevation',
        certainty,
        reason,
        formats: { elevation: 'geotiff-elevation', picture: 'geotiff-picture' },
      },
    });
  const asked = (certainty: number) => toConfirm(raster(certainty), raster(certainty), null, { chosen: null });

  it('of one band is asked about, which keeps nobody from loading it as proposed', () => {
    expect(asked(0.85)).toEqual([{ kind: 'raster' }]);
    expect(asked(0.85).some(isBlocking)).toBe(false);
  });

  it('of colours, or that somebody has named, is not', () => {
    expect(asked(0.98)).toEqual([]);
    expect(asked(1)).toEqual([]);
  });
});
