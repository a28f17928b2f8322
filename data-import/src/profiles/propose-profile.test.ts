import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInProfiles } from '../built-in-profiles.ts';
import { bindProfile } from './bind-profile.ts';
import { proposeProfile } from './propose-profile.ts';
import { type HeadingSet, headingSet } from './testing/heading-set.ts';
import { CHINESE_HEADING_SETS } from './testing/heading-sets-chinese.ts';
import { LATIN_HEADING_SETS } from './testing/heading-sets-latin.ts';
import { TRAP_SETS } from './testing/heading-sets-traps.ts';
import { scoreProposals } from './testing/score-proposals.ts';

const profiles = await builtInProfiles();

function propose(...sets: readonly HeadingSet[]) {
  return proposeProfile(
    sets.map(({ table, rows }) => ({ table, rows })),
    { profiles },
  );
}

describe('traps: what heading and values do not agree on, or only one of them says, must be confirmed', () => {
  test.each(TRAP_SETS.map((set) => [set.name, set] as const))('%s', (_, set) => {
    const score = scoreProposals([set], profiles);
    expect(score.silent).toEqual([]);
  });

  test.each(
    TRAP_SETS.flatMap((set) =>
      set.truth.filter(({ trap }) => trap).map(({ heading }) => [set.name, heading, set] as const),
    ),
  )('%s: %s is confirmed or left out', (_, heading, set) => {
    const found = propose(set).tables[0]?.fields.find(({ column }) => column === heading);
    expect(found?.mustConfirm ?? true).toBe(true);
  });
});

test('axes that heading and values name oppositely are said to be, and are not certain', () => {
  const set = TRAP_SETS.find(({ name }) => name === 'longitude and latitude changed over');
  if (set === undefined) throw new RangeError('There is no such set.');
  const fields = propose(set).tables[0]?.fields.filter(({ field }) => field === 'x' || field === 'y') ?? [];
  expect(fields).toHaveLength(2);
  for (const { certainty, reason } of fields) {
    expect(certainty).toBeLessThan(0.6);
    expect(reason.en).toMatch(/opposite axes/);
  }
});

describe('a proposal', () => {
  test('keeps the reference that headings state as a constant', () => {
    const set = LATIN_HEADING_SETS.find(({ name }) => name === 'english-sewers');
    if (set === undefined) throw new RangeError('There is no set "english-sewers".');
    expect(propose(set).profile.tables[0]?.constants).toEqual({ depthReference: 'invert' });
  });

  test('keeps the utility that the name of a Chinese table says', () => {
    const set = LATIN_HEADING_SETS.find(({ name }) => name === 'pinyin-lines');
    if (set === undefined) throw new RangeError('There is no set "pinyin-lines".');
    expect(propose(set).profile.tables[0]?.constants).toEqual({ utility: 'JS' });
  });

  test('two letters for a utility outside of Chinese tables must be confirmed', () => {
    const columns =
      'from_node ~ fromId ~ from\nto_node ~ toId ~ to\nutility ~ utility ~ w:WS|SS\nmaterial ~ material ~ w:PVC|DI';
    const set = headingSet('codes', 'surveyLine', 'lines', columns);
    const field = propose(set).tables[0]?.fields.find(({ column }) => column === 'utility');
    expect(field).toMatchObject({ field: 'utility', mustConfirm: true });
  });

  test("of two standards in one source takes neither one's codes nor rules", () => {
    const giswater = headingSet(
      'ud',
      'surveyLine',
      'ud_arc',
      'arc_id ~ lineId ~ s:A\nnode_1 ~ fromId ~ from\nnode_2 ~ toId ~ to\ny1 ~ fromDepth ~ fromDepth\ny2 ~ toDepth ~ toDepth\nelev1 ~ fromLevel ~ fromLevel\nelev2 ~ toLevel ~ toLevel\nnode_top_elev_1 ~ fromGroundLevel ~ fromGround\nnode_top_elev_2 ~ toGroundLevel ~ toGround\nmatcat_id ~ material ~ w:PVC|PEC\nsys_slope ~ slope ~ n:0.001:0.02:4\nownercat_id ~ owner ~ w:owner1\nstate ~ status ~ w:0|1\nbuiltdate ~ builtYear ~ date\nstreetaxis_id ~ road ~ w:1-9|1-8',
    );
    const chinese = CHINESE_HEADING_SETS.find(({ name }) => name === 'zh-lines-standard');
    if (chinese === undefined) throw new RangeError('There is no set "zh-lines-standard".');
    const { profile } = propose(giswater, chinese);
    expect([profile.codes, profile.depthRules]).toEqual([{}, []]);
    expect(propose(chinese).profile.codes).toHaveProperty('status');
  });

  test('gives reasons in both languages', () => {
    const set = CHINESE_HEADING_SETS[0];
    if (set === undefined) throw new RangeError('There is no set.');
    for (const { reason } of propose(set).tables[0]?.fields ?? []) {
      expect(reason.en).toMatch(/\.$/);
      expect(reason.zh).toMatch(/。$/);
    }
  });

  test('does not mind the order of columns', () => {
    const [first] = CHINESE_HEADING_SETS;
    if (first === undefined) throw new RangeError('There is no set.');
    const columns = first.table.columns.map((_, index) => index);
    const fieldsOf = (set: HeadingSet) =>
      new Map(propose(set).tables[0]?.fields.map(({ column, field }) => [column, field]));
    const wanted = fieldsOf(first);
    fc.assert(
      fc.property(fc.shuffledSubarray(columns, { minLength: columns.length }), (order) => {
        const shuffled: HeadingSet = {
          ...first,
          table: { ...first.table, columns: order.flatMap((at) => first.table.columns[at] ?? []) },
          rows: first.rows.map((row) => ({ ...row, values: order.map((at) => row.values[at] ?? null) })),
        };
        expect(fieldsOf(shuffled)).toEqual(wanted);
      }),
      { numRuns: 10 },
    );
  });

  test('leaves out a table that holds nothing we know', () => {
    const set = headingSet('log', 'place', 'import_log', 'message ~ - ~ s:text\nstack ~ - ~ s:at\ncounter ~ - ~ oid');
    expect(propose(set)).toMatchObject({ tables: [{ target: null, fields: [] }], profile: { tables: [] } });
  });

  test('names its tables so that any name is found again', () => {
    for (const name of ['管线 (1).表[2]', 'a'.repeat(300), '$^', '50% \\ 1/2']) {
      const set = headingSet(
        name,
        'surveyPoint',
        name,
        '物探点号 ~ pointId ~ pid\nX ~ x ~ north\nY ~ y ~ east\n特征 ~ feature ~ w:三通|弯头',
      );
      expect(bindProfile(propose(set).profile, [set.table]).bound, name).toHaveLength(1);
    }
  });

  test('says what is missing', () => {
    const set = headingSet(
      'half',
      'surveyPoint',
      'WS管点',
      '物探点号 ~ pointId ~ pid\nX ~ x ~ north\n特征 ~ feature ~ w:三通|弯头',
    );
    expect(propose(set).tables[0]).toMatchObject({ target: 'surveyPoint', missing: ['y'] });
  });

  test('of tables without rows is by headings alone, and coordinates must be confirmed', () => {
    const [first] = CHINESE_HEADING_SETS;
    if (first === undefined) throw new RangeError('There is no set.');
    const { tables } = proposeProfile([{ table: first.table, rows: [] }], { profiles });
    const pair = tables[0]?.fields.filter(({ field }) => field === 'x' || field === 'y');
    expect(pair?.map(({ mustConfirm }) => mustConfirm)).toEqual([true, true]);
  });
});

describe('polygons with an id and a name', () => {
  const polygons = (ids: readonly string[]) =>
    proposeProfile(
      [
        {
          table: {
            name: 'areas',
            file: 'areas.geojson',
            columns: [
              { name: 'name', type: 'text' },
              { name: 'id', type: 'text' },
            ],
            geometry: 'polygon',
            crs: null,
            rowCount: ids.length,
            encodings: [],
          },
          rows: ids.map((id, i) => ({ row: i + 1, values: [`区${i}`, id], geometry: null, issues: [] })),
        },
      ],
      { profiles },
    ).tables[0];

  test('are a management grid where the ids are codes of divisions, and a person is asked', () => {
    const table = polygons(['130302', '130303', '130304']);
    expect(table).toMatchObject({ target: 'gridCell', missing: [] });
    expect(table?.fields.find(({ field }) => field === 'code')).toMatchObject({ column: 'id', mustConfirm: true });
  });

  test('are nothing in particular where they are not', () => {
    // 99 is no province, and four digits are no code.
    expect(polygons(['990302', '990303', '990304'])?.target ?? null).toBeNull();
    expect(polygons(['1001', '1002', '1003'])?.target ?? null).toBeNull();
  });
});
