import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  caseDuplicatesSchema,
  caseListSchema,
  casePhotoSchema,
  caseRecordSchema,
  caseSuggestionSchema,
} from '@undercroft/core/protocol/live/case-records';
import { routePath } from '@undercroft/core/protocol/routes';
import { importSample } from '@undercroft/store/testing/sample-features';
import { samplePoint } from '@undercroft/store/testing/sample-operations';
import { expect, it } from 'vitest';
import { describeStores, type StoreUnderTest } from '../../../tests/support/describe-stores.ts';
import { servedApp } from '../testing/served-app.ts';
import { deskScene } from './testing/served-desk.ts';
import { FRIDAY_MS, HOUR_MS, MINUTE_MS, oneCell, PLACE, problemOf, unitAt, withDesk } from './testing/with-desk.ts';

const REPORT = { kind: 'component', category: '0102', channel: 'hotline', position: PLACE, by: '王敏' } as const;

describeStores('the desk of cases', (using) => {
  it('takes a report, knows its cell and who answers for it, and dispatches it in one step', async () => {
    await withDesk(
      using(),
      async (desk, { store }, at) => {
        const made = await desk.post(at('caseRecords'), { ...REPORT, note: '井盖翘起' }, 201, caseRecordSchema);
        expect(made).toMatchObject({
          version: 1,
          stage: 'reported',
          nextDue: { step: 'register', dueMs: FRIDAY_MS + 10 * MINUTE_MS },
          remarks: [],
          duplicates: [],
          case: {
            sourceId: 'AJ20261120-00001',
            gridCell: '130302001001001',
            department: '排水管理单位',
            title: '污水井盖',
          },
          history: [{ atMs: FRIDAY_MS, action: 'report', by: '王敏', note: '井盖翘起' }],
        });
        desk.clock.nowMs += MINUTE_MS;
        const step = { action: 'dispatch', by: '李强', unit: 'RY-001' };
        const id = made.case.sourceId;
        const sent = await desk.post(at('caseSteps', id), { version: 1, step }, 200, caseRecordSchema);
        expect(sent).toMatchObject({
          version: 2,
          stage: 'dispatched',
          case: { unit: 'RY-001', handleDueMs: FRIDAY_MS + MINUTE_MS + 12 * HOUR_MS },
          nextActions: ['handle', 'redispatch', 'return', 'withdraw', 'addNote'],
        });
        // What everybody is told of is what is kept: the log's newest word of the case is the record.
        const { events } = await store.live.state(desk.scene.id);
        const told = events.map(({ event }) => event).filter(({ kind }) => kind === 'case');
        const record = await store.caseRecords.find(desk.scene.id, id);
        expect(told).toMatchObject([{ source: 'desk', id, sequence: 2, value: record?.case }]);
      },
      oneCell,
    );
  });

  it('lets one of two desks act and tells the other', async () => {
    await withDesk(using(), async (desk, { store }, at) => {
      const { case: made } = await desk.post(at('caseRecords'), REPORT, 201, caseRecordSchema);
      const dispatch = (unit: string) =>
        desk.app.post(at('caseSteps', made.sourceId), { version: 1, step: { action: 'dispatch', by: unit, unit } });
      const answers = await Promise.all(['a', 'b', 'c', 'd'].map(dispatch));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
      const lost = answers.find(({ status }) => status === 409);
      expect(lost && problemOf(lost)).toEqual([409, 'case-changed']);
      const record = await store.caseRecords.find(desk.scene.id, made.sourceId);
      expect([record?.version, record?.actions.length]).toEqual([2, 2]);
      // Notes are put after whatever was first.
      const note = (text: string) =>
        desk.app.post(at('caseSteps', made.sourceId), { version: 1, step: { action: 'addNote', by: 'x', note: text } });
      expect((await Promise.all(['1', '2', '3'].map(note))).map(({ status }) => status)).toEqual([200, 200, 200]);
      expect((await store.caseRecords.find(desk.scene.id, made.sourceId))?.version).toBe(5);
    });
  });

  it('refuses what cannot be, with a sentence, and says what is not known', async () => {
    await withDesk(
      using(),
      async (desk, _under, at) => {
        expect(problemOf(await desk.app.post(at('caseRecords'), { ...REPORT, category: '9999' }))).toEqual([
          422,
          'unknown-category',
        ]);
        expect(problemOf(await desk.app.post(at('caseRecords'), { ...REPORT, position: [200, 39] }))).toEqual([
          400,
          'bad-request',
        ]);
        expect(problemOf(await desk.app.post(at('caseRecords'), { ...REPORT, by: ' ' }))).toEqual([400, 'bad-request']);
        expect(problemOf(await desk.app.get(at('caseRecord', 'AJ1')))).toEqual([404, 'unknown-case']);
        const outside = { ...REPORT, category: null, position: [119.7, 39.93] };
        const made = await desk.post(at('caseRecords'), outside, 201, caseRecordSchema);
        expect(made.case).toMatchObject({ gridCell: null, department: null, category: null });
        expect(made.remarks.map(({ en }) => en)).toEqual([
          'It has no class: nobody knows how long handling may take.',
          'It lies in no cell of the management grid.',
          'No rule names who answers for it.',
        ]);
        const act = (step: object) => desk.app.post(at('caseSteps', made.case.sourceId), { version: 1, step });
        expect(problemOf(await act({ action: 'dispatch', by: 'x' }))).toEqual([422, 'no-department']);
        expect(problemOf(await act({ action: 'close', by: 'x' }))).toEqual([409, 'case-not-there']);
        expect(problemOf(await act({ action: 'reject', by: 'x' }))).toEqual([400, 'bad-request']);
        expect(problemOf(await act({ action: 'withdraw', by: 'x', note: 'y', duplicateOf: 'none' }))).toEqual([
          404,
          'unknown-case',
        ]);
        expect(problemOf(await act({ action: 'register', by: 'x', category: '9999' }))).toEqual([
          422,
          'unknown-category',
        ]);
      },
      oneCell,
    );
  });

  it('makes one case of an alarm, however often it is asked', async () => {
    await withDesk(using(), async (desk) => {
      const { cases } = desk.live;
      if (cases === null) throw new Error('no cases');
      const report = {
        ...REPORT,
        position: [...PLACE] as [number, number],
        title: null,
        component: null,
        address: null,
        note: null,
      };
      const made = await Promise.all([1, 2, 3].map(() => cases.report(desk.scene, report, 'alarm-7')));
      expect(new Set(made.map(({ case: { sourceId } }) => sourceId)).size).toBe(1);
      expect(made[0]?.case.alarmId).toBe('alarm-7');
    });
  });

  it('finds cases that may be the same when one is reported, and lists them', async () => {
    await withDesk(using(), async (desk, _under, at) => {
      const first = await desk.post(at('caseRecords'), REPORT, 201, caseRecordSchema);
      desk.clock.nowMs += HOUR_MS;
      // One step of 1e-4 degrees northwards: 11.1 m.
      const near = { ...REPORT, position: [119.6, 39.9301] };
      const second = await desk.post(at('caseRecords'), near, 201, caseRecordSchema);
      expect(second.duplicates).toEqual([
        { sourceId: first.case.sourceId, distanceM: 11.1, apartMs: -HOUR_MS, stage: 'reported', title: '污水井盖' },
      ]);
      await desk.post(at('caseRecords'), { ...REPORT, category: '0118' }, 201, caseRecordSchema);
      const pair = { earlier: first.case.sourceId, later: second.case.sourceId, distanceM: 11.1, apartMs: HOUR_MS };
      expect(await desk.get(at('caseDuplicates'), caseDuplicatesSchema)).toEqual({ pairs: [pair], more: false });
      const step = { action: 'withdraw', by: 'x', note: '重复', duplicateOf: first.case.sourceId };
      await desk.post(at('caseSteps', second.case.sourceId), { version: 1, step }, 200, caseRecordSchema);
      expect((await desk.get(at('caseDuplicates'), caseDuplicatesSchema)).pairs).toEqual([]);
    });
  });

  it('lists open cases by what is asked, late ones too', async () => {
    await withDesk(
      using(),
      async (desk, _under, at) => {
        await desk.post(at('caseRecords'), REPORT, 201, caseRecordSchema);
        desk.clock.nowMs += 11 * MINUTE_MS;
        await desk.post(at('caseRecords'), { ...REPORT, category: '0118' }, 201, caseRecordSchema);
        const numbers = async (query: string) =>
          (await desk.get(`${at('caseRecords')}?${query}`, caseListSchema)).cases.map(({ case: { sourceId } }) =>
            sourceId.slice(-1),
          );
        expect(await numbers('')).toEqual(['2', '1']);
        expect(await numbers('late=1')).toEqual(['1']);
        expect(await numbers('late=0')).toEqual(['2']);
        expect(await numbers('category=0118&stage=reported')).toEqual(['2']);
        expect(await numbers('stage=dispatched')).toEqual([]);
        expect(await numbers('cells=130302001')).toEqual(['2', '1']);
        const cut = await desk.get(`${at('caseRecords')}?limit=1`, caseListSchema);
        expect([cut.cases.length, cut.more, cut.serverTimeMs]).toEqual([1, true, desk.clock.nowMs]);
      },
      oneCell,
    );
  });

  it('suggests the department and its nearest free unit; busy and old ones are counted, not named', async () => {
    const units = (under: StoreUnderTest, scene: string) =>
      importSample(
        under.store,
        scene,
        ['near', 'nearer', 'busy', 'old', 'other'].map((id) =>
          samplePoint(id, {
            kind: 'unit',
            owner: id === 'other' ? '供水单位' : '排水管理单位',
            category: '排水抢修车',
          }),
        ),
        { layer: 'units' },
      );
    await withDesk(
      using(),
      async (desk, _under, at) => {
        await desk.live.log.append(desk.scene.id, [
          unitAt('near', 119.602, FRIDAY_MS),
          unitAt('nearer', 119.601, FRIDAY_MS - 30_000),
          unitAt('busy', 119.6, FRIDAY_MS),
          unitAt('old', 119.6, FRIDAY_MS - HOUR_MS),
          unitAt('other', 119.6, FRIDAY_MS),
        ]);
        const first = await desk.post(at('caseRecords'), REPORT, 201, caseRecordSchema);
        const step = { action: 'dispatch', by: 'x', unit: 'busy' };
        await desk.post(at('caseSteps', first.case.sourceId), { version: 1, step }, 200, caseRecordSchema);
        const made = await desk.post(at('caseRecords'), REPORT, 201, caseRecordSchema);
        const said = await desk.get(at('caseSuggestion', made.case.sourceId), caseSuggestionSchema);
        expect(said).toMatchObject({
          department: '排水管理单位',
          basis: { en: 'Rules give the class 0102 to it.' },
          handleDueMs: FRIDAY_MS + 12 * HOUR_MS,
          busyCount: 1,
          staleCount: 1,
          units: [
            // 0.001 degrees eastwards are 85 m here.
            { unitId: 'nearer', distanceM: 85, ageS: 30, isOfDepartment: true, isFree: true },
            { unitId: 'near', distanceM: 171, ageS: 0, isOfDepartment: true },
            { unitId: 'other', distanceM: 0, isOfDepartment: false },
          ],
        });
      },
      units,
    );
  });

  it('keeps photographs by their bytes below its own folder, and refuses what is none', async () => {
    await withDesk(using(), async (desk, under, at) => {
      const { case: made } = await desk.post(at('caseRecords'), REPORT, 201, caseRecordSchema);
      const send = async (bytes: Uint8Array<ArrayBuffer>, by = '?by=Li', id = made.sourceId) => {
        const headers = { 'content-type': 'application/octet-stream' };
        const answer = await fetch(new URL(`${at('casePhotos', id)}${by}`, desk.app.url), {
          method: 'POST',
          headers,
          body: bytes,
        });
        return { status: answer.status, body: (await answer.json()) as { readonly code?: string } };
      };
      const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4);
      const kept = await send(png);
      expect(kept.status).toBe(201);
      const about = casePhotoSchema.parse(kept.body);
      expect(about).toMatchObject({ mediaType: 'image/png', sizeBytes: 12, by: 'Li' });
      const path = routePath('casePhoto', { scene: desk.scene.id, id: made.sourceId, photo: about.photo });
      const shown = await desk.app.get(path);
      expect([shown.status, shown.bytes]).toEqual([200, png]);
      expect(shown.headers.get('content-type')).toBe('image/png');
      expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
      expect(shown.headers.get('content-security-policy')).toContain('sandbox');
      const text = new TextEncoder().encode('<script>alert(1)</script>');
      expect(await send(text)).toMatchObject({ status: 422, body: { code: 'photo-refused' } });
      expect(await send(new Uint8Array(0))).toMatchObject({ status: 422, body: { code: 'photo-refused' } });
      const huge = new Uint8Array(15_000_001);
      huge.set([0xff, 0xd8, 0xff]);
      expect(await send(huge)).toMatchObject({ status: 413, body: { code: 'photo-too-large' } });
      expect(await send(png, '')).toMatchObject({ status: 400 });
      expect(await send(png, '?by=Li', 'AJ9')).toMatchObject({ status: 404, body: { code: 'unknown-case' } });
      // Nothing is left of what was refused, and no other case shows the photograph.
      expect(await readdir(join(under.options.home, 'photos', desk.scene.id))).toEqual([about.photo]);
      const foreign = routePath('casePhoto', { scene: desk.scene.id, id: 'AJ9', photo: about.photo });
      expect((await desk.app.get(foreign)).status).toBe(404);
      for (const photo of ['..', '../../server.json', `${about.photo}.unfinished`]) {
        const strange = routePath('casePhoto', { scene: desk.scene.id, id: made.sourceId, photo });
        expect([400, 404]).toContain((await desk.app.get(strange)).status);
      }
      const record = await desk.get(at('caseRecord', made.sourceId), caseRecordSchema);
      expect(record.photos).toEqual([about]);
      expect(record.history.at(-1)).toMatchObject({ action: 'addPhoto', by: 'Li', note: about.photo });
    });
  });

  it('says so where a server keeps no cases', async () => {
    const { store, newScene } = using();
    const scene = deskScene(newScene());
    const app = await servedApp([scene], store);
    try {
      expect(problemOf(await app.get(routePath('caseRecords', { scene: scene.id })))).toEqual([503, 'not-live']);
      expect((await app.get(routePath('caseKpi', { scene: scene.id }))).status).toBe(200);
      expect(problemOf(await app.get(`${routePath('caseKpi', { scene: scene.id })}?by=planet`))).toEqual([
        400,
        'bad-request',
      ]);
    } finally {
      await app.close();
    }
  });
});
