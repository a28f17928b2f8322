import { georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { profileSchema } from '@undercroft/core/protocol/profile';
import { describe, expect, it } from 'vitest';
import { cleanMain, cleanSewer, EAST, NORTH, withLine, withMore, withPoint } from './testing/clean-survey.ts';
import { CJJ61, readSurvey } from './testing/read-survey.ts';
import { surveyTables, type WrittenLine } from './testing/write-survey.ts';

/** A single line of 30 m between two points on ground at 10.00. */
async function oneLine(line: Partial<WrittenLine>, groundM = 10) {
  const points = [
    { id: 'A', north: NORTH, east: EAST, groundM, feature: 'surveyEdge' as const },
    { id: 'B', north: NORTH, east: EAST + 30, groundM, feature: 'surveyEdge' as const },
  ];
  const { links, issues } = await readSurvey(surveyTables({ points, lines: [{ from: 'A', to: 'B', ...line }] }));
  return { link: links.get('A-B'), codes: issues.map(({ code }) => code) };
}

describe('what rules ask of a survey line and its points', () => {
  it('arrives from the words and figures of its cells', async () => {
    const points = [
      {
        id: 'A',
        north: NORTH,
        east: EAST,
        groundM: 10,
        utility: 'gas' as const,
        appurtenance: 'valve' as const,
        cells: { 阀门状态: '失灵', 探测日期: '2019-06-03' },
      },
      {
        id: 'B',
        north: NORTH,
        east: EAST + 30,
        groundM: 10,
        utility: 'gas' as const,
        feature: 'buildingEntry' as const,
      },
    ];
    const cells = { 压力: '中压A(0.4MPa)', 电压: '', 套管管径: 'Φ325', 探测日期: '2019/6/3' };
    const lines = [
      { from: 'A', to: 'B', utility: 'gas' as const, embedding: 'directBuried' as const, size: 'DN200', cells },
    ];
    const { links, nodes } = await readSurvey(surveyTables({ points, lines }));
    const [link] = links.values();
    expect(link).toMatchObject({
      embedding: 'directBuried',
      pressure: { leastMpa: 0.4, mostMpa: 0.4 },
      voltageKv: null,
      surveyedOn: '2019-06-03',
      section: { widthMm: 200, casingMm: 325 },
    });
    expect(nodes.get('A')).toMatchObject({ role: 'valve', valveState: 'inoperable', surveyedOn: '2019-06-03' });
    expect(nodes.get('B')).toMatchObject({ role: 'customer', valveState: null, surveyedOn: null });
  });

  it('is unknown where nothing is said, and where what is said cannot be read', async () => {
    const power = { utility: 'power', embedding: 'duct', size: '100' } as const;
    const said = await oneLine({ ...power, cells: { 电压: '10kV', 压力: '不详', 探测日期: '去年', 套管管径: '有' } });
    expect(said.link).toMatchObject({ voltageKv: 10, pressure: null, surveyedOn: null });
    expect(said.link?.section?.casingMm ?? null).toBeNull();
    expect(said.codes).toEqual(expect.arrayContaining(['unreadable-date']));
    const { link } = await oneLine({ utility: 'gas', size: 'DN200' });
    expect(link).toMatchObject({ embedding: null, pressure: null, voltageKv: null, surveyedOn: null });
  });
});

describe('levels of a survey line', () => {
  it('G3: a water main of 0.30 m outside, 1.20 m deep: outer top 8.80, axis 8.65', async () => {
    const { link } = await oneLine({
      utility: 'water',
      embedding: 'directBuried',
      outerMm: 300,
      fromDepthM: 1.2,
      toDepthM: 1.2,
    });
    expect(link?.depthReference).toBe('outerTop');
    expect(link?.from).toEqual({ invertM: null, axisM: 8.65, outerTopM: 8.8 });
    expect(link?.outerTopBasis).toBe('stated');
  });

  it('G3: a sewer of 0.50 m inside with a wall of 0.05 m, 2.50 m deep: invert 7.50, axis 7.75, outer top 8.05', async () => {
    const sewer = { utility: 'sewage', embedding: 'directBuried', size: 'DN500', wallMm: 50 } as const;
    const { link } = await oneLine({ ...sewer, fromDepthM: 2.5, toDepthM: 2.59, flow: 'forward' });
    expect(link?.depthReference).toBe('invert');
    expect(link?.from).toEqual({ invertM: 7.5, axisM: 7.75, outerTopM: 8.05 });
    expect(link?.outerTopBasis).toBe('wall');
    // G5: 0.090 m over 30 m.
    expect(link?.slope).toBeCloseTo(0.003, 9);
  });

  it('G4: a culvert of 1200X800 with walls of 0.20 m, 2.40 m deep inside: 7.60 to 8.40, its roof at 8.60', async () => {
    const culvert = { utility: 'storm', embedding: 'trench', size: '1200X800', wallMm: 200 } as const;
    const { link } = await oneLine({ ...culvert, fromDepthM: 2.4, toDepthM: 2.4, flow: 'forward' });
    expect(link?.section).toMatchObject({ shape: 'rectangular', widthMm: 1200, heightMm: 800, wallMm: 200 });
    expect(link?.from).toEqual({ invertM: 7.6, axisM: 8, outerTopM: 8.6 });
  });

  it('takes sewage that is pumped from its outer top', async () => {
    const sewer = {
      utility: 'sewage',
      embedding: 'directBuried',
      size: 'DN500',
      fromDepthM: 2.5,
      toDepthM: 2.5,
    } as const;
    const { link } = await oneLine({ ...sewer, cells: { 压力: '0.3' } });
    expect(link?.depthReference).toBe('outerTop');
    expect(link?.from.outerTopM).toBe(7.5);
  });

  it('takes a heat main in a trench from the bottom of the trench, and a column of references before any rule', async () => {
    const heat = { utility: 'heat', size: '1000X600', fromDepthM: 2, toDepthM: 2 } as const;
    expect((await oneLine({ ...heat, embedding: 'trench' })).link?.from.invertM).toBe(8);
    const stated = await oneLine({ ...heat, embedding: 'trench', cells: { 埋深基准: '外顶' } });
    expect(stated.link?.from).toEqual({ invertM: 7.4, axisM: 7.7, outerTopM: 8 });
  });

  it('leaves levels unknown where no rule tells the reference, and says so', async () => {
    const { link, codes } = await oneLine({ utility: 'other', size: 'DN300', fromDepthM: 1, toDepthM: 1 });
    expect(link?.from).toEqual({ invertM: null, axisM: null, outerTopM: null });
    expect(link?.outerTopBasis).toBe('unknown');
    expect(codes).toContain('unknown-depth-reference');
  });

  it('cannot tell a duct bank from a trench where a power line of 600X400 says nothing of how it lies', async () => {
    const power = { utility: 'power', size: '600X400', fromDepthM: 1, toDepthM: 1 } as const;
    expect((await oneLine(power)).link?.depthReference).toBe('unknown');
    expect((await oneLine({ ...power, embedding: 'ductBank' })).link).toMatchObject({
      depthReference: 'outerTop',
      from: { invertM: null, axisM: 8.8, outerTopM: 9 },
    });
  });

  it('keeps an unknown depth unknown, at its own end alone', async () => {
    const { link } = await oneLine({ utility: 'water', embedding: 'directBuried', size: 'DN200', fromDepthM: 1.2 });
    expect(link?.from.outerTopM).toBe(8.8);
    expect(link?.to).toEqual({ invertM: null, axisM: null, outerTopM: null });
    expect(link?.slope).toBeNull();
  });

  it('believes the stated level before ground less depth', async () => {
    const main = { utility: 'water', embedding: 'directBuried', size: 'DN200' } as const;
    const { link } = await oneLine({ ...main, fromDepthM: 1.2, toDepthM: 1.2, fromLevelM: 8.81, toLevelM: 8.8 });
    expect(link?.from.outerTopM).toBe(8.81);
  });

  it('reads fillers as unknown and a depth of 0 so where the profile says it', async () => {
    const main = {
      utility: 'water',
      embedding: 'directBuried',
      size: 'DN200',
      cells: { 起点埋深: '-9999', 终点埋深: '0' },
    } as const;
    const { link, codes } = await oneLine(main);
    expect(link?.from.outerTopM).toBeNull();
    expect(link?.to.outerTopM).toBe(10);
    expect(codes).toContain('zero-depth');
    const profile = profileSchema.parse({ ...CJJ61, zeroIsUnknown: ['fromDepth', 'toDepth'] });
    const tables = surveyTables(withLine(cleanMain(), 'W1', { fromDepthM: 0 }));
    const read = await readSurvey(tables, { profile });
    expect(read.links.get('W1-W2')?.from.outerTopM).toBeNull();
    expect(read.codes).toEqual([]);
  });

  it('reads feet by the georeference and by the column', async () => {
    const feet = georeferenceSchema.parse({
      crs: 'EPSG:4549',
      axes: 'northEast',
      levelUnit: 'foot',
      verticalOffsetM: 1,
    });
    const survey = withLine(withPoint(cleanMain(), 'W1', { groundM: 100 }), 'W1', { fromDepthM: 10 });
    const { links, nodes } = await readSurvey(surveyTables(survey), { georeference: feet });
    // 100 ft and 90 ft, and the offset of 1 m that brings levels to the scene's datum.
    expect(nodes.get('W1')?.coverLevelM).toBeCloseTo(30.48 + 1, 6);
    expect(links.get('W1-W2')?.from.outerTopM).toBeCloseTo(27.432 + 1, 6);
    const stated = await readSurvey(surveyTables(withLine(survey, 'W1', { fromLevelM: 90 })), { georeference: feet });
    expect(stated.links.get('W1-W2')?.from.outerTopM).toBeCloseTo(27.432 + 1, 6);
    const tables = surveyTables(survey).map((table) => ({
      ...table,
      headings: table.headings.map((heading) => (heading === '起点埋深' ? '起点埋深(ft)' : heading)),
    }));
    const mixed = await readSurvey(tables);
    expect(mixed.links.get('W1-W2')?.from.outerTopM).toBeCloseTo(100 - 3.048, 6);
  });
});

describe('points of a survey', () => {
  it('knows kinds by appurtenance and feature, covers and bottoms of shafts', async () => {
    const survey = withPoint(cleanSewer(), 'S1', { shaftDepthM: 2.8 });
    const { nodes } = await readSurvey(surveyTables(survey));
    expect(nodes.get('S1')).toMatchObject({
      kind: 'manhole',
      coverLevelM: 10,
      sumpLevelM: 7.2,
      utilityBasis: 'stated',
    });
    expect(nodes.get('O')).toMatchObject({ kind: 'outfall', sumpLevelM: null });
    expect(nodes.get('S1')?.raw).toMatchObject({ 物探点号: 'S1', X: '4421000.000', 附属物: '检查井' });
  });

  it('reads a table of points alone', async () => {
    const { nodes, codes } = await readSurvey(surveyTables({ ...cleanSewer(), lines: [] }));
    expect([...nodes.keys()]).toEqual(['S1', 'S2', 'O']);
    expect(codes).toEqual([]);
  });

  it('keeps points of one number apart and reports them', async () => {
    const survey = withMore(cleanSewer(), {
      points: [{ id: 'S1', north: NORTH, east: EAST + 80, appurtenance: 'manhole' }],
    });
    const { nodes, links } = await readSurvey(surveyTables(survey));
    expect(nodes.size).toBe(4);
    expect(nodes.get('S1#2')?.position).not.toEqual(nodes.get('S1')?.position);
    expect(links.get('S1-S2')?.fromNode).toBe('S1');
  });

  it('takes the depth at a point where its lines state none', async () => {
    const survey = withPoint(cleanMain(), 'W1', { cells: { 管点埋深: '1.50' } });
    const lines = survey.lines.map(({ fromDepthM: _from, toDepthM: _to, ...line }) => line);
    const { links } = await readSurvey(surveyTables({ points: survey.points, lines }));
    expect(links.get('W1-W2')?.from.outerTopM).toBe(8.5);
  });
});

describe('lines of a survey', () => {
  it('joins a riser: two points at one place, two levels', async () => {
    const riser = { utility: 'power', embedding: 'riser', cells: { 埋深基准: '外顶' } } as const;
    const { links, codes } = await readSurvey(
      surveyTables({
        points: [
          { id: 'P1', north: NORTH, east: EAST, groundM: 10, utility: 'power', feature: 'rising' },
          { id: 'P2', north: NORTH, east: EAST, groundM: 10, utility: 'power', feature: 'rising' },
        ],
        lines: [{ from: 'P1', to: 'P2', outerMm: 100, fromDepthM: 0.8, toDepthM: -6, ...riser }],
      }),
    );
    const link = links.get('P1-P2');
    expect(link?.planLengthM).toBe(0);
    expect(link?.path.slice(0, 2)).toEqual(link?.path.slice(2, 4));
    expect([link?.from.axisM, link?.to.axisM]).toEqual([9.15, 15.95]);
    expect(codes).toEqual([]);
  });

  it('lets water run against the order of the points where the column says so', async () => {
    const turned = (flow: 'forward' | 'reverse') =>
      surveyTables({
        ...cleanSewer(),
        lines: cleanSewer().lines.map((line) => ({
          ...line,
          from: line.to,
          to: line.from,
          fromDepthM: line.toDepthM ?? Number.NaN,
          toDepthM: line.fromDepthM ?? Number.NaN,
          flow,
        })),
      });
    const { codes, links } = await readSurvey(turned('reverse'));
    expect(codes).toEqual([]);
    expect(links.get('S2-S1')?.slope).toBeCloseTo(-0.003, 9);
    expect((await readSurvey(turned('forward'))).codes).toEqual(['reverse-slope', 'reverse-slope']);
  });

  it('sees that nothing leaves a manhole to which both its lines run, one against the order of its points', async () => {
    const survey = withLine(cleanSewer(), 'S2', { flow: 'reverse', fromDepthM: 2.68, toDepthM: 2.5 });
    const edge = withPoint(survey, 'O', { feature: 'surveyEdge' });
    expect((await readSurvey(surveyTables(edge))).codes).toEqual(['sink-without-outfall']);
  });

  it('loses no row: one that cannot be placed gives an item without a value and says why', async () => {
    const survey = withMore(cleanMain(), {
      lines: [{ from: 'W3', to: 'GONE', utility: 'water', embedding: 'directBuried' }],
    });
    const { items, codes } = await readSurvey(surveyTables(survey));
    expect(items.filter(({ value }) => value?.family === 'link')).toHaveLength(2);
    expect(codes).toEqual(['missing-point']);
  });

  it('places a line by its own coordinates where the table of points lacks one', async () => {
    const ends = { 起点X: '4421130.000', 起点Y: '500030.000', 终点X: '4421130.000', 终点Y: '500060.000' };
    const main = { utility: 'water', embedding: 'directBuried', size: 'DN200', fromDepthM: 1.2 } as const;
    const survey = withMore(withPoint(cleanMain(), 'W3', { feature: 'straight' }), {
      lines: [{ from: 'W3', to: 'GONE', ...main, cells: ends }],
    });
    const { links, nodes, codes } = await readSurvey(surveyTables(survey));
    expect(codes).toEqual(['placed-without-point']);
    expect(nodes.get('GONE')?.kind).toBe('junction');
    expect(links.get('W3-GONE')).toMatchObject({ toNode: 'GONE', planLengthM: 30 });
  });

  it('makes points under their own numbers where there is no table of points', async () => {
    const columns = ['起点X', '起点Y', '终点X', '终点Y'];
    const line = (from: string, to: string, ...ends: readonly string[]): WrittenLine => ({
      from,
      to,
      utility: 'water',
      embedding: 'directBuried',
      size: 'DN200',
      cells: Object.fromEntries(columns.map((heading, i) => [heading, ends[i] ?? ''])),
    });
    const { nodes, links, codes } = await readSurvey(
      surveyTables({
        points: [],
        lines: [
          line('A', 'B', '4421000.000', '500000.000', '4421000.000', '500030.000'),
          line('B', 'C', '4421000.000', '500030.000', '4421040.000', '500030.000'),
        ],
      }),
    );
    expect([...nodes.keys()]).toEqual(['A', 'B', 'C']);
    expect(nodes.get('A')).toMatchObject({ utility: 'water', utilityBasis: 'derived' });
    expect(links.get('B-C')).toMatchObject({ fromNode: 'B', planLengthM: 40 });
    expect(codes).toEqual([]);
  });

  it('reads a table of points and one of lines for each utility, which their names tell', async () => {
    const withoutUtility = (utility: 'WS' | 'JS', survey: ReturnType<typeof cleanMain>) =>
      surveyTables({
        points: survey.points.map(({ utility: _utility, ...point }) => point),
        lines: survey.lines.map(({ utility: _utility, ...line }) => line),
      }).map((table, i) => ({ ...table, name: `${utility}${i === 0 ? 'Point' : 'Line'}` }));
    const tables = [...withoutUtility('WS', cleanSewer()), ...withoutUtility('JS', cleanMain())];
    const { links, nodes, codes } = await readSurvey(tables);
    expect(links.get('S1-S2')).toMatchObject({ utility: 'sewage', utilityBasis: 'stated', from: { invertM: 7.5 } });
    expect(links.get('W1-W2')).toMatchObject({ utility: 'water', from: { outerTopM: 8.8 } });
    expect(nodes.get('W1')?.utility).toBe('water');
    expect(codes).toEqual([]);
  });

  it('tells of own coordinates that end far from the point', async () => {
    const ends = { 起点X: '4421100.000', 起点Y: '500000.600', 终点X: '4421100.000', 终点Y: '500030.000' };
    const { codes } = await readSurvey(surveyTables(withLine(cleanMain(), 'W1', { cells: ends })));
    expect(codes).toEqual(['end-away-from-point']);
  });

  it('keeps lines of one number apart and reports them', async () => {
    const survey = withLine(withLine(cleanMain(), 'W1', { cells: { 管段编号: '7' } }), 'W2', {
      cells: { 管段编号: '7' },
    });
    const { links, codes } = await readSurvey(surveyTables(survey));
    expect([...links.keys()]).toEqual(['7', '7#2']);
    expect(codes).toEqual(['duplicate-id']);
  });

  it('keeps two lines between the same points apart', async () => {
    const main = cleanMain();
    const twice = withMore(main, { lines: main.lines.slice(0, 1) });
    const { links } = await readSurvey(surveyTables(twice));
    expect([...links.keys()]).toEqual(['W1-W2', 'W2-W3', 'W1-W2#2']);
  });

  it('gives a line between hyphened points no id that another has', async () => {
    const at = (id: string, east: number) => ({
      id,
      north: NORTH,
      east: EAST + east,
      groundM: 10,
      feature: 'multiWay' as const,
    });
    const line = (from: string, to: string) => ({ from, to, utility: 'water' as const });
    const { links } = await readSurvey(
      surveyTables({
        points: [at('A', 0), at('B-C', 10), at('A-B', 20), at('C', 30)],
        lines: [line('A', 'B-C'), line('A-B', 'C')],
      }),
    );
    expect([...links.keys()]).toEqual(['A-B-C', 'A-B-C#2']);
  });

  it('reports words that no list knows, once each', async () => {
    const survey = withLine(cleanMain(), 'W1', { cells: { 材质: '琥珀' } });
    const { issues, links } = await readSurvey(surveyTables(survey));
    expect(issues.map(({ code }) => code)).toEqual(['unknown-code']);
    expect(issues[0]?.message).toContain('琥珀');
    expect(links.get('W1-W2')?.material).toBe('琥珀');
  });
});
