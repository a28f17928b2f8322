import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EMBEDDINGS } from '@undercroft/core/model/embedding';
import { COLUMN_UNITS, type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import { PROFILE_FIELDS, PROFILE_TARGETS, type ProfileField } from '@undercroft/core/protocol/profile-fields';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInProfiles, parsedProfile } from '../built-in-profiles.ts';
import type { TableInfo } from '../tables/table-format.ts';
import { bindProfile } from './bind-profile.ts';
import { codeReader } from './codes/code-reader.ts';
import { depthReferenceRule } from './depth-reference-of.ts';
import { headingKey } from './heading-key.ts';
import { printProfile } from './print-profile.ts';
import { unitFactor } from './values/unit-factor.ts';

const profiles = await builtInProfiles();

describe('the profiles that come with the program', () => {
  test('are these', () => {
    expect(profiles.map(({ name }) => name)).toEqual([
      'buildings',
      'cameras-gbt28181',
      'cases-gbt30428',
      'cjj61-2017',
      'cjj61-pinyin',
      'components-gbt30428',
      'gis-conduits',
      'giswater',
      'grid-gbt30428',
      'traffic-cameras',
    ]);
  });

  test.each(profiles.map((profile) => [profile.name, profile] as const))('%s names only what exists', (_, profile) => {
    expect(() => codeReader(profile)).not.toThrow();
    const embeddings: readonly string[] = EMBEDDINGS;
    for (const rule of profile.depthRules) expect(embeddings).toEqual(expect.arrayContaining(rule.embeddings ?? []));
    for (const { target, columns } of profile.tables) {
      const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
      for (const [field, { unit }] of Object.entries(columns)) {
        const quantity = fields[field]?.quantity;
        if (unit !== undefined && quantity !== undefined) expect(unitFactor(unit, quantity)).not.toBeNull();
      }
    }
  });

  test.each(profiles.map((profile) => [profile.name, profile] as const))(
    '%s: no heading of a table stands for two measures',
    (_, profile) => {
      for (const { target, columns } of profile.tables) {
        const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
        const measured = Object.entries(columns).filter(([field]) =>
          ['coordinate', 'level', 'depth', 'size'].includes(fields[field]?.quantity ?? ''),
        );
        const keys = measured.flatMap(([, { headings }]) => [...new Set(headings.map(headingKey))]);
        expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
      }
    },
  );

  test.each(profiles.map((profile) => [profile.name, profile] as const))(
    '%s: printed and parsed it is itself',
    (_, profile) => {
      expect(parsedProfile(printProfile(profile), profile.name)).toEqual(profile);
    },
  );
});

const bilingual = fc.record({ en: fc.string({ minLength: 1 }), zh: fc.string({ minLength: 1 }) });
const heading = fc.string({ minLength: 1 });

const tables = fc.constantFrom(...PROFILE_TARGETS).chain((target) =>
  fc.record({
    target: fc.constant(target),
    name: fc.option(fc.string({ minLength: 1, maxLength: 50 }), { nil: undefined }),
    columns: fc.dictionary(
      fc.constantFrom(...Object.keys(PROFILE_FIELDS[target])),
      fc.record(
        { headings: fc.array(heading, { minLength: 1 }), unit: fc.constantFrom(...COLUMN_UNITS) },
        { requiredKeys: ['headings'] },
      ),
    ),
    constants: fc.dictionary(fc.constantFrom(...Object.keys(PROFILE_FIELDS[target])), fc.string()),
  }),
);

const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    name: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/),
    title: bilingual,
    tables: fc.array(tables, { maxLength: 4 }),
    codes: fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.string())),
    depthRules: fc.array(
      fc.record(
        {
          reference: fc.constantFrom('outerTop', 'axis', 'invert', 'outerBottom', 'unknown'),
          regime: fc.constantFrom('gravity', 'pressure'),
          embeddings: fc.array(heading),
        },
        { requiredKeys: ['reference'] },
      ),
    ),
    unknownValues: fc.dictionary(fc.string(), fc.array(fc.oneof(fc.integer(), fc.string()))),
    zeroIsUnknown: fc.array(fc.string()),
    thresholds: fc.record({ maxLengthM: fc.integer({ min: 1, max: 500 }) }, { requiredKeys: [] }),
    severities: fc.dictionary(fc.string(), fc.constantFrom('error', 'warning', 'info', 'off')),
  })
  .map((value) => profileSchema.safeParse(JSON.parse(JSON.stringify(value))))
  .filter((result) => result.success)
  .map(({ data }) => data);

test('any profile, printed and parsed, is itself', () => {
  fc.assert(
    fc.property(anyProfile, (profile) => {
      expect(parsedProfile(printProfile(profile), 'any')).toEqual(profile);
    }),
    { numRuns: 300 },
  );
});

const FILE = join(process.env.UNDERCROFT_DATA ?? '', 'sant-boi/sant_boi.gpkg');

describe.skipIf(process.env.UNDERCROFT_DATA === undefined || !existsSync(FILE))('a network of Giswater', () => {
  function tablesOf(): readonly TableInfo[] {
    const database = new DatabaseSync(FILE, { readOnly: true });
    try {
      // The file declares every layer as GEOMETRY: what a row is stands in the row.
      const rows = database.prepare('select table_name as name from gpkg_geometry_columns').all();
      return rows.map(({ name }) => {
        const columns = database.prepare(`select name from pragma_table_info('${String(name)}')`).all();
        return {
          name: String(name),
          file: 'sant_boi.gpkg',
          columns: columns.map((column) => ({ name: String(column.name), type: 'text' })),
          geometry: 'mixed',
          crs: null,
          rowCount: null,
          encodings: [],
        };
      });
    } finally {
      database.close();
    }
  }

  const giswater = profiles.find(({ name }) => name === 'giswater');
  if (giswater === undefined) throw new RangeError('There is no profile "giswater".');

  test('binds its nodes, arcs, connections, gullies, links and plots', () => {
    const { bound } = bindProfile(giswater, tablesOf());
    expect(bound.map(({ table, target }) => `${table.name} ${target}`).sort()).toEqual([
      'ext_plot landUse',
      'ud_arc surveyLine',
      'ud_connec surveyPoint',
      'ud_gully surveyPoint',
      'ud_link surveyLine',
      'ud_node surveyPoint',
      'ws_arc surveyLine',
      'ws_connec surveyPoint',
      'ws_link surveyLine',
      'ws_node surveyPoint',
    ]);
  });

  test('a sewer lies by its invert; a depth of zero in the water network is unknown, and so is what it refers to', () => {
    const rule = depthReferenceRule(giswater);
    const codes = codeReader(giswater);
    const drainage = codes.utility('drainage', null);
    expect(rule(drainage.utility, drainage.regime, null)).toBe('invert');
    const water = codes.utility('water', null);
    expect(rule(water.utility, water.regime, null)).toBe('unknown');
    expect(giswater.zeroIsUnknown).toEqual(expect.arrayContaining(['depth', 'fromDepth', 'toDepth']));
  });
});
