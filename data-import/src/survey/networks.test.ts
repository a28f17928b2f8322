import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import { describe, expect, it } from 'vitest';
import type { RawGeometry } from '../tables/raw-geometry.ts';
import type { MemoryTable } from './testing/memory-tables.ts';
import { readSurvey, SURVEY_4549 } from './testing/read-survey.ts';

const EAST_NORTH = { ...SURVEY_4549, axes: 'eastNorth' } as const;
const [EAST, NORTH] = [500_000, 4_421_000];

function points(name: string, network: string | null) {
  const columns = { pointId: { headings: ['id'] } };
  return { name: `^${name}$`, target: 'surveyPoint', ...(network === null ? {} : { network }), columns };
}

function lines(name: string, network: string | null, rest: object = {}) {
  const columns = { lineId: { headings: ['id'] }, fromId: { headings: ['from'] }, toId: { headings: ['to'] } };
  return { name: `^${name}$`, target: 'surveyLine', ...(network === null ? {} : { network }), columns, ...rest };
}

function profile(...tables: readonly object[]): Profile {
  return profileSchema.parse({ name: 'nets', title: { en: 'n', zh: 'n' }, tables, severities: { P3: 'warning' } });
}

const at = (east: number, north = 0): RawGeometry => ({
  kind: 'point',
  xy: Float64Array.of(EAST + east, NORTH + north),
  z: null,
});
const line = (from: number, to: number, north = 0): RawGeometry => ({
  kind: 'line',
  lines: [{ xy: Float64Array.of(EAST + from, NORTH + north, EAST + to, NORTH + north), z: null }],
});

/** Points 1 and 2, thirty metres apart. */
function pointTable(name: string, north: number): MemoryTable {
  return { name, headings: ['id'], rows: [['1'], ['2']], geometries: [at(0, north), at(30, north)] };
}

function lineTable(name: string, ...rows: readonly (readonly [string, string, string])[]): MemoryTable {
  return { name, headings: ['id', 'from', 'to'], rows };
}

const read = (tables: readonly MemoryTable[], by: Profile) =>
  readSurvey(tables, { profile: by, georeference: EAST_NORTH });

describe('tables of two networks', () => {
  const TABLES = [
    pointTable('sewer_node', 0),
    pointTable('water_node', 50),
    lineTable('sewer_arc', ['7', '1', '2']),
    lineTable('water_arc', ['7', '1', '2']),
  ];

  it('keep points and lines of one number apart, each line between the points of its own', async () => {
    const { nodes, links, codes } = await read(
      TABLES,
      profile(
        points('sewer_node', 'ud'),
        points('water_node', 'ws'),
        lines('sewer_arc', 'ud'),
        lines('water_arc', 'ws'),
      ),
    );
    expect([...nodes.keys()]).toEqual(['ud:1', 'ud:2', 'ws:1', 'ws:2']);
    expect([...links.keys()]).toEqual(['ud:7', 'ws:7']);
    expect(links.get('ws:7')).toMatchObject({ fromNode: 'ws:1', toNode: 'ws:2' });
    expect(links.get('ud:7')).toMatchObject({ fromNode: 'ud:1', toNode: 'ud:2' });
    expect(codes).not.toContain('duplicate-point');
    expect(codes).not.toContain('duplicate-id');
  });

  it('are one where the profile names none: their numbers then clash, and that is an error', async () => {
    const { codes, issues } = await read(
      TABLES,
      profile(
        points('sewer_node', null),
        points('water_node', null),
        lines('sewer_arc', null),
        lines('water_arc', null),
      ),
    );
    expect(codes.filter((code) => code === 'duplicate-point')).toHaveLength(2);
    expect(codes).toContain('duplicate-id');
    expect(issues.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
  });

  it('join lines without point numbers to points of their own alone, be others nearer', async () => {
    const own = { columns: { lineId: { headings: ['id'] } } };
    const { links, nodes } = await read(
      [
        { ...pointTable('sewer_node', 0), geometries: [at(0), at(30)] },
        { ...pointTable('water_node', 0), geometries: [at(0.01), at(30.01)] },
        { name: 'water_link', headings: ['id'], rows: [['9']], geometries: [line(0, 30)] },
      ],
      profile(points('sewer_node', 'ud'), points('water_node', 'ws'), lines('water_link', 'ws', own)),
    );
    expect(links.get('ws:9')).toMatchObject({ fromNode: 'ws:1', toNode: 'ws:2' });
    expect(nodes.size).toBe(4);
  });

  it('make the ends of lines without points one by one, though they lie in one place', async () => {
    const own = { columns: { lineId: { headings: ['id'] } } };
    const { links, nodes } = await read(
      [
        { name: 'sewer_link', headings: ['id'], rows: [['9']], geometries: [line(0, 30)] },
        { name: 'water_link', headings: ['id'], rows: [['9']], geometries: [line(30, 60)] },
      ],
      profile(lines('sewer_link', 'ud', own), lines('water_link', 'ws', own)),
    );
    expect(nodes.size).toBe(4);
    expect(links.get('ud:9')?.toNode).toMatch(/^ud:@/);
    expect(links.get('ws:9')?.fromNode).toMatch(/^ws:@/);
  });
});

describe('numbers of lines', () => {
  const NODES = pointTable('node', 0);

  it('that a point bears as well are marked, and no error', async () => {
    const { links, issues } = await read(
      [NODES, lineTable('arc', ['1', '1', '2'])],
      profile(points('node', null), lines('arc', null)),
    );
    expect([...links.keys()]).toEqual(['1~link']);
    expect(issues.find(({ code }) => code === 'shared-name')).toMatchObject({
      severity: 'info',
      where: { row: 2, field: 'id' },
    });
  });

  it('of a table that begins at 1 again stand behind its prefix', async () => {
    const { links, codes } = await read(
      [NODES, lineTable('arc', ['7', '1', '2']), lineTable('link', ['7', '2', '1'])],
      profile(points('node', 'ud'), lines('arc', 'ud'), lines('link', 'ud', { idPrefix: 'link-' })),
    );
    expect([...links.keys()]).toEqual(['ud:7', 'ud:link-7']);
    expect(codes).not.toContain('duplicate-id');
  });

  it('have a prefix in tables of lines alone, and a network in tables of a survey alone', () => {
    const refused = (table: object) => profileSchema.safeParse({ ...profile(), tables: [table] }).success;
    expect(refused({ ...points('node', 'ud'), idPrefix: 'a-' })).toBe(false);
    expect(refused({ target: 'building', network: 'ud', columns: {} })).toBe(false);
  });
});
