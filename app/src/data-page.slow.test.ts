import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemSchema, publicSceneSchema } from '@undercroft/core/protocol/answers';
import {
  type DraftProgress,
  type DraftRequest,
  draftProgressSchema,
  type Inspection,
  inspectionSchema,
  issuesSchema,
  profilesSchema,
  type Upload,
  uploadSchema,
} from '@undercroft/core/protocol/data-page';
import { importsSchema } from '@undercroft/core/protocol/import-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { writeSyntheticSurvey } from '@undercroft/data-import/testing/synthetic-survey';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { linesOf } from './lines-of.ts';
import { type ServedTown, servedTown } from './testing/served-town.ts';

const path = (name: Parameters<typeof routePath>[0], values: Readonly<Record<string, string | number>> = {}) =>
  routePath(name, { scene: 'town', ...values });

describeStores('the Data page', (using) => {
  let town: ServedTown;
  let home: string;
  let points = '';
  let lines = '';

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'undercroft-data-page-'));
    town = await servedTown(using().store, home);
    const survey = await writeSyntheticSurvey(home, 1000, 1);
    points = await readFile(survey.points, 'utf8');
    lines = await readFile(survey.lines, 'utf8');
  });

  afterAll(async () => {
    await town.close();
    await rm(home, { recursive: true, force: true });
  });

  const upload = async (name: string, content: string | Uint8Array, head = false): Promise<Upload> => {
    const query = `?name=${encodeURIComponent(name)}${head ? '&head=1' : ''}`;
    const answer = await town.ask('POST', `${path('uploads')}${query}`, content);
    expect(answer.status).toBe(201);
    return uploadSchema.parse(await answer.json());
  };
  const inspect = async (body: object): Promise<Inspection> => {
    const answer = await town.ask('POST', path('inspections'), body);
    const json: unknown = await answer.json();
    expect({ status: answer.status, json }).toMatchObject({ status: 200 });
    return inspectionSchema.parse(json);
  };
  const survey = async (pointText = points, lineText = lines) => {
    const sent = [await upload('管点表.csv', pointText), await upload('管线表.csv', lineText)];
    return sent.map(({ id }) => id);
  };
  const request = async (uploads: readonly string[], changes: Partial<DraftRequest> = {}): Promise<DraftRequest> => {
    const inspection = await inspect({ uploads });
    return {
      uploads: [...uploads],
      layer: 'survey',
      title: { en: 'Survey', zh: '普查' },
      format: inspection.format,
      profile: inspection.profile,
      georeference: { crs: 'EPSG:4549', axes: 'northEast', shift: 'none', levelUnit: 'metre', verticalOffsetM: 0 },
      utility: { default: 'unknown', bySourceId: [] },
      by: 'Li Lei',
      ...changes,
    };
  };
  const draft = async (body: DraftRequest): Promise<readonly DraftProgress[]> => {
    const answer = await town.ask('POST', path('drafts'), body);
    expect(answer.status).toBe(200);
    const events: DraftProgress[] = [];
    for await (const line of linesOf(answer.body ?? [])) events.push(draftProgressSchema.parse(JSON.parse(line)));
    return events;
  };
  const draftId = (events: readonly DraftProgress[]): number => {
    const last = events.at(-1);
    if (last?.event !== 'draft') throw new Error(`No draft came but ${JSON.stringify(last)}`);
    return last.import.id;
  };
  const list = async () => importsSchema.parse(await (await town.ask('GET', path('imports'))).json()).imports;
  const problem = async (answer: Response) => {
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    return [answer.status, problemSchema.parse(await answer.json()).code] as const;
  };

  it('keeps an upload under a made-up name that no path can come of', async () => {
    const sent = await upload('../../etc/passwd', 'a,b\n1,2\n');
    expect(sent).toMatchObject({ name: 'passwd', sizeBytes: 8, head: false });
    expect(sent.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await readdir(join(home, 'uploads'))).filter((name) => !name.endsWith('.json'))).toContain(sent.id);
    for (const id of ['../token', 'nothing', '0'.repeat(32)]) {
      expect(await problem(await town.ask('POST', path('inspections'), { uploads: [id] }))).toEqual([
        404,
        'unknown-upload',
      ]);
    }
  });

  it.each([
    ['without a name', '', 'x', { 'content-type': 'application/octet-stream' }, 400],
    ['with a name of slashes alone', '?name=%2F%2F', 'x', { 'content-type': 'application/octet-stream' }, 400],
    ['as JSON', '?name=a.csv', '{}', { 'content-type': 'application/json' }, 415],
    ['as a form', '?name=a.csv', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['from a foreign page', '?name=a.csv', 'x', { origin: 'http://evil.example' }, 403],
    ['from elsewhere without the token', '?name=a.csv', 'x', { 'x-forwarded-for': '10.0.0.9' }, 401],
  ])('refuses an upload %s', async (_what, query, body, headers, status) => {
    const answer = await town.ask('POST', `${path('uploads')}${query}`, body, headers);
    expect((await problem(answer))[0]).toBe(status);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const before = (await readdir(join(home, 'uploads')).catch(() => [])).length;
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('half a '));
        setTimeout(() => abort.abort(), 100);
      },
    });
    const sending = fetch(new URL(`${path('uploads')}?name=half.csv`, town.url), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
      duplex: 'half',
      signal: abort.signal,
    });
    await expect(sending).rejects.toThrow();
    await expect.poll(async () => (await readdir(join(home, 'uploads')).catch(() => [])).length).toBe(before);
  });

  it('tells of the first bytes what the tables hold, where they lie, and shows a sample', async () => {
    const cut = (text: string) => text.slice(0, 30_000);
    const sent = [await upload('管点表.csv', cut(points), true), await upload('管线表.csv', cut(lines), true)];
    const inspection = await inspect({ uploads: sent.map(({ id }) => id) });
    expect(inspection.format).toBe('csv');
    expect(inspection.tables.map(({ target }) => target)).toEqual(['surveyPoint', 'surveyLine']);
    expect(inspection.tables[0]?.columns).toHaveLength(26);
    expect(inspection.tables[0]?.fields.find(({ field }) => field === 'pointId')).toMatchObject({ column: '物探点号' });
    expect(inspection.tables.flatMap(({ missing }) => missing)).toEqual([]);
    expect(inspection.preview.partial).toBe(true);
    expect(inspection.preview.lines.length).toBeGreaterThan(50);
    expect(inspection.preview.points.length).toBeGreaterThan(50);
    expect(inspection.georeference.candidates.map(({ georeference }) => georeference.crs)).toContain('EPSG:4549');
    expect(inspection.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('takes a file from drop to map and back: draft, publish, report, undo', async () => {
    const events = await draft(await request(await survey()));
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['progress', 'preview', 'draft']));
    const first = events.find(({ event }) => event === 'preview');
    expect(first?.event === 'preview' && first.preview.points.length > 0).toBe(true);
    const id = draftId(events);
    // Nobody sees it yet.
    expect((await list())[0]).toMatchObject({ id, state: 'draft', layer: 'survey', by: 'Li Lei' });
    expect((await town.ask('GET', path('scene'))).status).toBe(503);

    const published = await town.ask('POST', path('publishImport', { id }), {});
    expect(await published.json()).toMatchObject({ id, state: 'published', report: { changes: { added: 1000 } } });
    const scene = publicSceneSchema.parse(await (await town.ask('GET', path('scene'))).json());
    expect(scene.layers).toContainEqual({ layer: 'survey', title: { en: 'Survey', zh: '普查' }, synthetic: false });
    const tileset = await town.ask('GET', routePath('tileset', { scene: 'town', tileset: 'network' }));
    expect(tileset.status).toBe(200);
    expect((await town.ask('GET', path('feature', { id: 'survey.L0-0' }))).status).toBe(200);

    // A published import is no draft any more.
    expect(await problem(await town.ask('POST', path('publishImport', { id }), {}))).toEqual([409, 'import-ended']);
    expect(await problem(await town.ask('DELETE', path('import', { id })))).toEqual([409, 'import-ended']);

    const undone = await town.ask('POST', path('undoImport', { id }), {});
    expect(await undone.json()).toMatchObject({ id, state: 'undone' });
    await expect.poll(async () => (await town.ask('GET', path('feature', { id: 'survey.L0-0' }))).status).not.toBe(200);
    expect((await problem(await town.ask('POST', path('undoImport', { id }), {})))[0]).toBe(409);
  });

  it('holds a draft with errors, tells them row by row, and does not publish it', async () => {
    // Line 3 of the lines names a point that is not there.
    const bad = lines
      .split('\n')
      .with(2, (lines.split('\n')[2] ?? '').replace('P0-1,', 'P9999-9,'))
      .join('\n');
    const id = draftId(await draft(await request(await survey(points, bad))));
    const page = issuesSchema.parse(
      await (await town.ask('GET', `${path('importIssues', { id })}?severity=error&limit=10`)).json(),
    );
    expect(page.total).toBeGreaterThan(0);
    expect(page.issues[0]).toMatchObject({ severity: 'error', where: { row: 3, table: '管线表' } });
    expect(await problem(await town.ask('POST', path('publishImport', { id }), {}))).toEqual([422, 'draft-refused']);

    const csv = await town.ask('GET', path('importReport', { id, ending: 'csv' }).replace('%2E', '.'));
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain('P9999-9');
    const xlsx = await town.ask('GET', path('importReport', { id, ending: 'xlsx' }));
    expect([...new Uint8Array(await xlsx.arrayBuffer()).subarray(0, 2)]).toEqual([0x50, 0x4b]);

    expect((await town.ask('DELETE', path('import', { id }))).status).toBe(204);
    expect((await list()).find((record) => record.id === id)?.state).toBe('failed');
  });

  it('lets the later of two drafts of a layer wait its turn, and keeps the first whole', async () => {
    const body = await request(await survey());
    const ends = (await Promise.all([draft(body), draft(body)])).map((events) => events.at(-1));
    const codes = ends.map((end) => (end?.event === 'failed' ? end.code : end?.event));
    // Both when they happened to come one after the other: then the later one took the place of the first.
    expect(codes).toContain('draft');
    expect(codes.filter((code) => code !== 'draft' && code !== 'layer-busy')).toEqual([]);
    const drafts = (await list()).filter(({ state }) => state === 'draft');
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.report?.features).toMatchObject({ node: 502, conduit: 498 });
  });

  it('stops loading when the caller hangs up, and keeps nothing', async () => {
    const body = await request(await survey(), { layer: 'hung-up' });
    const abort = new AbortController();
    const answer = await fetch(new URL(path('drafts'), town.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: abort.signal,
    });
    abort.abort();
    await answer.body?.cancel().catch(() => undefined);
    const states = async () => (await list()).filter(({ layer }) => layer === 'hung-up').map(({ state }) => state);
    await expect.poll(states).not.toContain('loading');
    expect(await states()).not.toContain('draft');
  });

  it.each([
    ['a layer name that is none', { layer: 'No Layer!' }, 'bad-layer-name'],
    ['a format that nobody reads', { format: 'word' }, 'unknown-format'],
    ['a system that nobody knows', { georeference: { crs: 'EPSG:999999' } }, 'unknown-crs'],
    ['a local grid that nobody knows', { georeference: { crs: 'LOCAL:nowhere' } }, 'unknown-crs'],
  ])('fails in the stream, by code, for %s', async (_what, changes, code) => {
    const { georeference, ...rest } = changes as { georeference?: { crs: string } };
    const plain = await request(await survey());
    const body = { ...plain, ...rest, georeference: { ...plain.georeference, ...georeference } };
    expect((await draft(body)).at(-1)).toMatchObject({ event: 'failed', code });
  });

  it('refuses a draft of first bytes alone, and one of uploads that are not there', async () => {
    const head = await upload('管点表.csv', points, true);
    const body = await request(await survey());
    expect((await draft({ ...body, uploads: [head.id] })).at(-1)).toMatchObject({
      event: 'failed',
      code: 'unknown-upload',
    });
    expect((await draft({ ...body, uploads: ['f'.repeat(32)] })).at(-1)).toMatchObject({ code: 'unknown-upload' });
    expect((await town.ask('POST', path('drafts'), { ...body, surprise: 1 })).status).toBe(400);
  });

  it('answers for imports of other scenes as for none', async () => {
    const { store } = using();
    const session = await store.imports.begin({
      scene: 'elsewhere',
      layer: 'net',
      source: 's',
      sha256: 's',
      readerVersion: '1',
      by: null,
      title: null,
    });
    for (const name of ['publishImport', 'undoImport'] as const) {
      expect(await problem(await town.ask('POST', path(name, { id: session.importId }), {}))).toEqual([
        404,
        'unknown-import',
      ]);
    }
    expect((await town.ask('GET', path('importIssues', { id: session.importId }))).status).toBe(404);
    await session.discard(null);
  });

  it('keeps profiles for the scene beside those that come with the program', async () => {
    const { profile } = await inspect({ uploads: await survey() });
    const own = { ...profile, name: 'our-bureau' };
    expect((await town.ask('PUT', path('profile', { name: 'our-bureau' }), own)).status).toBe(200);
    expect((await town.ask('PUT', path('profile', { name: 'another' }), own)).status).toBe(400);
    expect((await town.ask('PUT', path('profile', { name: 'our-bureau' }), { name: 'our-bureau' })).status).toBe(400);
    const { profiles, builtIn } = profilesSchema.parse(await (await town.ask('GET', path('profiles'))).json());
    expect(builtIn).toContain('cjj61-2017');
    expect(builtIn).not.toContain('our-bureau');
    expect(profiles.map(({ name }) => name)).toContain('our-bureau');
    expect(await (await town.ask('GET', path('profile', { name: 'our-bureau' }))).json()).toEqual(own);
    expect(await problem(await town.ask('GET', path('profile', { name: 'nobody' })))).toEqual([404, 'unknown-profile']);
  });

  it('met no unexpected error in all of this', () => {
    expect(town.failures).toEqual([]);
  });
});
