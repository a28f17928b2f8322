import { readFile } from 'node:fs/promises';
import { importsSchema } from '@undercroft/core/protocol/import-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MISSING_BROWSER,
  type OpenBrowser,
  openBrowser,
  screenshot,
  tilesIdle,
  type WatchedPage,
} from './support/browser.ts';
import {
  cleanTables,
  degreesTable,
  largePoints,
  MAIN,
  manyFindings,
  misreadTable,
  newerTables,
  oddTable,
  writeCities,
} from './support/data-states-files.ts';
import { brokenZip } from './support/data-story-files.ts';
import { dropFiles } from './support/drop-files.ts';
import { latinSentences } from './support/latin-sentences.ts';
import { type Served, serve, temporaryHome } from './support/undercroft.ts';

const WIDTH = 1366;
const HEIGHT = 768;
const SCENE = 'town';
const EMPTY = 'newtown';

/** A line over which a file of 9 MB takes its seconds, bytes a second. */
const SLOW_LINE = 600_000;

const HANG_MS = 90_000;

/** An issue as a report file has it: a row of text cells by heading. */
type ReportRow = Readonly<Record<string, string>>;

describe.skipIf(MISSING_BROWSER !== null)('the Data page in Chinese, state by state (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  /** Findings of the survey with errors. */
  let found = 0;

  beforeAll(async () => {
    await writeCities(home.path);
    server = await serve(['--scene', SCENE], { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined });
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    watched = await browser.open();
    page = watched.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const openDataPage = async (scene: string, language: 'en' | 'zh'): Promise<void> => {
    await page.goto(`${server.url}/?scene=${scene}&quality=test&lang=${language}&theme=light&ground=0&data=open`);
  };
  const seen = (id: string) => page.getByTestId(id);
  /** Words of an element with all white space as one blank. */
  const words = async (id: string): Promise<string> =>
    ((await seen(id).textContent()) ?? '').replace(/\s+/g, ' ').trim();
  const until = <T>(get: () => T | Promise<T>) => expect.poll(get, { timeout: HANG_MS });
  const sure = () => page.locator('.ant-popconfirm-buttons .ant-btn').last();
  const imports = async () => {
    const answer = await fetch(`${server.url}${routePath('imports', { scene: SCENE })}`);
    return importsSchema.parse(await answer.json()).imports;
  };
  /** Keeps a picture of the state and holds that everything on it is Chinese. */
  const state = async (name: string): Promise<void> => {
    await screenshot(page, `data-state-${name}`);
    expect(await latinSentences(page, '.data-dock')).toEqual([]);
  };
  const startOver = async (): Promise<void> => {
    await seen('start-over').click();
    await seen('drop-zone').waitFor();
  };
  /** Back to where files are dropped, whatever a test before left behind. */
  const fresh = async (): Promise<void> => {
    if ((await seen('drop-zone').count()) > 0) return;
    await openDataPage(SCENE, 'zh');
    await seen('drop-zone').waitFor();
    await tilesIdle(page);
  };
  /** Throws the draft on screen away, and the files with it. */
  const discard = async (): Promise<void> => {
    await seen('discard').click();
    await sure().click();
    await startOver();
  };

  it('says of a city without imports that there are none, and how to begin', async () => {
    await openDataPage(EMPTY, 'en');
    await until(() => words('imports')).toContain('Nothing has been imported into this city yet.');
    await until(() => words('nothing-yet')).toContain('This city holds no data yet');
    await openDataPage(EMPTY, 'zh');
    await until(() => words('imports')).toContain('本城市尚未导入任何数据');
    expect(await words('drop-zone')).toContain('将文件拖放到此处');
    await until(() => words('nothing-yet')).toContain('本城市尚无数据');
    expect(await latinSentences(page, 'body')).toEqual([]);
    await state('1-empty');
    // That a scene holds nothing is told by an answer of its own, which the console lists.
    watched.faults.length = 0;
  });

  it('shows a large file by its beginning while the rest is still being sent, and counts what has left', async () => {
    await openDataPage(SCENE, 'zh');
    await tilesIdle(page);
    const large = await largePoints(home.path);
    const slow = await page.context().newCDPSession(page);
    await slow.send('Network.enable');
    const line = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: SLOW_LINE };
    await slow.send('Network.emulateNetworkConditions', line);
    await dropFiles(page, [large]);
    await until(() => words('preview')).toMatch(/个点/);
    // Part of the file is on the map before the whole of it has come.
    expect(await words('sources')).toContain('已发送');
    expect(await words('preview')).toContain('部分');
    await state('2-sending');
    const sent = new Set<string>([await words('sources')]);
    await until(async () => sent.add(await words('sources')).size).toBeGreaterThan(3);
    await slow.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: -1 });
    await slow.detach();
    await until(() => words('sources')).not.toContain('已发送');
  });

  it('counts rows while they are read, and by cancelling keeps nothing', async () => {
    await until(() => seen('confirm').isEnabled()).toBe(true);
    await seen('confirm').click();
    const read = new Set<string>();
    await until(async () => {
      const figures = await page.locator('[data-phase="read"] .figures').textContent({ timeout: HANG_MS });
      return read.add(figures ?? '').size;
    }).toBeGreaterThan(2);
    expect(await words('preview')).toContain('个点');
    await state('3-reading');
    await seen('cancel-draft').click();
    await seen('review').waitFor();
    // The server is told by the line that broke: its record of the attempt ends without a draft.
    await until(async () => (await imports()).filter(({ state: now }) => now === 'loading').length).toBe(0);
    const kept = (await imports()).filter(({ state: now, source }) => source === '管点表.csv' && now !== 'failed');
    expect(kept).toEqual([]);
    await startOver();
    await until(() => seen('preview').count()).toBe(0);
    await state('4-cancelled');
  });

  it('turns the pages of a long list of findings', async () => {
    await fresh();
    await dropFiles(page, manyFindings());
    await until(() => seen('confirm').isEnabled()).toBe(true);
    await seen('confirm').click();
    await seen('report').waitFor({ timeout: HANG_MS });
    await until(() => page.locator('.issue-line').count()).toBe(50);
    const rows = async () => (await page.locator('.issue-line .issue-head').allTextContents()).join('|');
    const first = await rows();
    const turn = (name: string) => page.locator('.page-turn').getByRole('button', { name });
    // Both ends of 39 lines have a depth of 0.
    await until(() => page.locator('.page-turn').textContent()).toContain('1 至 50，共 78');
    expect(await turn('上一页').isDisabled()).toBe(true);
    await turn('下一页').click();
    await until(() => page.locator('.page-turn').textContent()).toContain('51 至 78，共 78');
    await until(() => page.locator('.issue-line').count()).toBe(28);
    expect(await turn('下一页').isDisabled()).toBe(true);
    await page.locator('.page-turn').scrollIntoViewIfNeeded();
    await state('5-second-page');
    await turn('上一页').click();
    await until(rows).toBe(first);
    await discard();
  });

  it('publishes a survey in which nothing is wrong', async () => {
    await fresh();
    await dropFiles(page, cleanTables());
    await until(() => seen('confirm').isEnabled()).toBe(true);
    await seen('layer-name').fill('mains');
    await seen('layer-title').fill('给水主管');
    await state('6-review');
    await seen('confirm').click();
    await until(() => words('verdict')).toContain('已全部载入');
    await state('7-clean-draft');
    await seen('publish').click();
    await seen('published').waitFor();
    await state('8-published');
    await seen('bring-more').click();
  });

  it('keeps a survey with errors from being published, and says which rows they are in', async () => {
    await fresh();
    await dropFiles(page, newerTables({ isBroken: true }));
    await until(() => seen('confirm').isEnabled()).toBe(true);
    await seen('layer-name').fill('mains');
    await until(() => words('layer-card')).toContain('将更新');
    await seen('confirm').click();
    await until(() => words('verdict')).toContain('有 2 个错误，不能发布');
    expect(await seen('publish').isDisabled()).toBe(true);
    const errors = page.locator('.issue-line[data-severity="error"]');
    // Line 1 holds the headings, so the 11th and the 21st line stand in rows 12 and 22.
    const rows = async () => (await errors.allTextContents()).map((text) => /第 (\d+) 行/.exec(text)?.[1]);
    await until(rows).toEqual(['12', '22']);
    expect(await errors.first().textContent()).toContain('JS99');
    await state('9-errors');
  });

  it('hands the report on as CSV and as a workbook with the same rows', async () => {
    const download = async (ending: 'csv' | 'xlsx'): Promise<Buffer> => {
      const [file] = await Promise.all([page.waitForEvent('download'), seen(`report-${ending}`).click()]);
      expect(file.suggestedFilename()).toMatch(new RegExp(`^${SCENE}-mains-\\d+\\.${ending}$`));
      return await readFile(await file.path());
    };
    const csv: ReportRow[] = parse(await download('csv'), { bom: true, columns: true });
    const [, ...sheet] = await readXlsxFile(await download('xlsx')).then(([one]) => one?.data ?? []);
    found = csv.length;
    expect(found).toBe(await page.locator('.issue-line').count());
    const errors = csv.filter((row) => row.代码 === 'missing-point');
    expect(errors.map((row) => row.行)).toEqual(['12', '22']);
    expect(errors.map((row) => row.表)).toEqual(['管线', '管线']);
    expect(errors.map((row) => row.说明)).toEqual([
      '管线“JS11-JS99”：所连的点“JS99”不在任何管点表中。',
      '管线“JS21-JS98”：所连的点“JS98”不在任何管点表中。',
    ]);
    expect(sheet.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))).toEqual(
      csv.map((row) => Object.values(row)),
    );
  });

  it('checks the corrected file in its place: the errors are gone, and what did not change is not new', async () => {
    const corrected = newerTables({ isBroken: false }).filter(({ name }) => name === '管线.csv');
    await dropFiles(page, corrected);
    await until(() => words('verdict')).toContain('已全部载入');
    expect(await words('recheck')).toContain(`已解决 ${found}仍存在 0新出现 0`);
    // One line of the main is younger; everything else is as it was published.
    const unchanged = MAIN.points + MAIN.lines - 1;
    expect(await words('changes')).toContain(`新增0`);
    expect(await words('changes')).toContain(`变更1`);
    expect(await words('changes')).toContain(`停用0`);
    expect(await words('changes')).toContain(`未变${unchanged}`);
    expect(await seen('publish').isEnabled()).toBe(true);
    await seen('recheck').scrollIntoViewIfNeeded();
    await state('10-corrected');
    await discard();
  });

  it('remembers for the city what the columns of a table mean', async () => {
    await fresh();
    await dropFiles(page, [oddTable('points.csv', 100)]);
    await until(() => words('to-confirm')).toContain('缺少字段');
    await state('11-odd');
    const chosen = page.locator('[data-confirm="missing"] select');
    await chosen.first().selectOption('coord a');
    await until(() => words('to-confirm')).not.toContain('X 坐标');
    await chosen.first().selectOption('coord b');
    await until(() => seen('save-profile').isEnabled()).toBe(true);
    await seen('save-profile').click();
    await until(() => words('save-profile')).toContain('已为本城市记住');
    await until(() => words('preview')).toContain('40 个点');
    await seen('save-profile').scrollIntoViewIfNeeded();
    await state('12-remembered');
    await startOver();
    await dropFiles(page, [oddTable('points-new.csv', 200)]);
    await until(() => words('preview')).toContain('40 个点');
    expect(await page.locator('[data-confirm="missing"]').count()).toBe(0);
    const column = (field: string) => seen('table-points-new').getByTestId(`column-${field}`);
    expect(await column('x').inputValue()).toBe('coord a');
    expect(await column('y').inputValue()).toBe('coord b');
    await state('13-known');
    await startOver();
  });

  it('reads letters anew in the encoding that a person chooses', async () => {
    await fresh();
    await dropFiles(page, [misreadTable()]);
    await until(() => words('preview')).toContain('12 个点');
    expect(await words('table-wells')).not.toContain('闸');
    const letters = seen('table-wells').getByTestId('encoding');
    expect(await letters.inputValue()).toBe('utf-8');
    await letters.selectOption('gb18030');
    await until(() => words('table-wells')).toContain('闸');
    expect(await letters.inputValue()).toBe('gb18030');
    // What a person chose is not asked for again.
    expect(await page.locator('[data-confirm="encoding"]').count()).toBe(0);
    await letters.scrollIntoViewIfNeeded();
    await state('14-encoding');
    await startOver();
  });

  it('warns of a shift only once it is declared', async () => {
    await fresh();
    await dropFiles(page, [degreesTable()]);
    await until(() => words('preview')).toContain('12 个点');
    expect(await seen('shift-warning').count()).toBe(0);
    const placeOf = async () => /位于 ([\d.]+)°?/.exec(await words('georeference'))?.[1];
    const before = Number(await placeOf());
    await page.locator('[data-testid="georeference"] summary').click();
    for (const shift of ['GCJ-02', 'BD-09']) {
      await seen('shift').selectOption(shift);
      await seen('shift-warning').waitFor();
      await until(() => seen('confirm').isEnabled()).toBe(true);
    }
    await seen('shift-warning').scrollIntoViewIfNeeded();
    await state('15-shift');
    expect(before).toBeCloseTo(119.6, 3);
    await seen('shift').selectOption('none');
    await seen('shift-warning').waitFor({ state: 'detached' });
    await startOver();
  });

  it('says in Chinese what is wrong with a file that was cut off', async () => {
    expect(watched.faults).toEqual([]);
    await fresh();
    await dropFiles(page, [brokenZip()]);
    await until(() => words('data-error')).toMatch(/“给水管线-坏\.zip”：文件无法读取/);
    await state('16-broken');
    await startOver();
    // That a file was refused is told by an answer of its own, which the console lists.
    watched.faults.length = 0;
  });

  it('met no error on the way', () => {
    expect(watched.faults).toEqual([]);
  });
});
