import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Picked } from '../viewer/src/globe/automation.ts';
import { encodePits } from '../viewer/src/pit/pit-link.ts';
import { NEW_PIT } from '../viewer/src/pit/pit-spec.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, type WatchedPage } from './support/browser.ts';
import { HOUSES, MESH, skinLevelM } from './support/oblique-mesh.ts';
import { writeBatchedTiles, writeGlbTiles } from './support/oblique-tiles.ts';
import { randomFrom } from './support/random.ts';
import { type TownPlace, townGroundM, townLonLat } from './support/small-town.ts';
import { TOWN_GEOID_M, writeTown } from './support/small-town-files.ts';
import { type Served, serve, temporaryHome } from './support/undercroft.ts';
import { WATER_MAIN_SOURCE, WATER_NORTH_M, WATER_OUTER_M, writeWaterMain } from './support/water-main-files.ts';

const SCENE = 'town';

/** The glb twin stands higher than it was surveyed, so that the two offsets cannot be mistaken for one another. */
const TWIN_LIFT_M = 2.345;

/** Two pits of 8 x 3 m over the main, either side of its tee, and the conduit in each. */
const PITS = [
  { eastM: -15, conduit: 'water.JS2-JS3' },
  { eastM: 15, conduit: 'water.JS3-JS4' },
] as const;
const PIT_HALF = [4, 1.5] as const;

/** Depth of the main's outer top, metres. */
const COVER_M = 1.2;

const PICKS = 50;
const OFFSET_WITHIN_M = 0.01;

/** Layers left out so that of all models the one in b3dm is drawn: a link says of each layer whether it is. */
const OBLIQUE_ALONE = 'buildings,model.twin,model.gapped,model.broken,model.away';

/** Frames take long where the processor draws them. */
const WAIT = { timeout: 180_000 };

const TIMEOUT_MS = 900_000;

describe.skipIf(MISSING_BROWSER !== null)(
  'a city that others deliver (needs Chromium)',
  { timeout: TIMEOUT_MS },
  () => {
    const home = temporaryHome();
    let server: Served;
    let browser: OpenBrowser;
    let watched: WatchedPage;
    let page: Page;

    beforeAll(async () => {
      await writeTown(home.path, SCENE, [WATER_MAIN_SOURCE]);
      await writeWaterMain(home.path);
      const models = join(home.path, 'sources', 'models');
      await writeBatchedTiles(join(models, 'oblique'));
      await writeGlbTiles(join(models, 'twin'));
      await writeBatchedTiles(join(models, 'gapped'));
      await rm(join(models, 'gapped', 'Data', 'east.b3dm'));
      await mkdir(join(models, 'broken'));
      await writeFile(join(models, 'broken', 'tileset.json'), '{"asset":{"version":"0.0"}}');
      await nameModels(join(home.path, 'scenes', SCENE, 'scene.json'));
      server = await serve(['--scene', SCENE], { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined });
      browser = await openBrowser({ width: 900, height: 560 });
      watched = await browser.open();
      page = watched.page;
    });

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      home.remove();
    });

    const settled = (layers = 'idle') =>
      page.waitForSelector(`html[data-ready="true"][data-tiles="idle"][data-layers="${layers}"][data-ground="idle"]`, {
        state: 'attached',
        timeout: 180_000,
      });
    /** What was asked of the view is in the picture, however long a frame takes: only then it knows which tiles it wants. */
    const framed = () =>
      page.evaluate(async () => {
        for (let frame = 0; frame < 4; frame++) await new Promise((next) => requestAnimationFrame(next));
      });
    const visit = async (query: Readonly<Record<string, string>>): Promise<void> => {
      const common = { scene: SCENE, quality: 'test', lang: 'en', theme: 'light', ground: '1' };
      await page.goto(`${server.url}/?${new URLSearchParams({ ...common, ...query })}`);
      await settled();
    };
    const pixelOf = async (at: TownPlace, levelM: number): Promise<{ x: number; y: number }> => {
      const [lon, lat] = townLonLat(at);
      const pixel = await page.evaluate((place) => window.undercroft?.project(...place) ?? null, [
        lon,
        lat,
        levelM,
      ] as const);
      if (pixel === null) throw new Error(`Nothing is in view at ${at.join()}.`);
      return pixel;
    };
    const pickAt = async (at: TownPlace, levelM: number): Promise<Picked | null> => {
      const pixel = await pixelOf(at, levelM);
      return await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y) ?? null, pixel);
    };
    const modelLevelAt = async (model: string, at: TownPlace): Promise<number | null> => {
      const [lon, lat] = townLonLat(at);
      return await page.evaluate(([id, x, y]) => window.undercroft?.modelLevelAt(id, x, y) ?? null, [
        model,
        lon,
        lat,
      ] as const);
    };
    /** Places where the level of the mesh is known: the middles of the roofs, and corners of cells of the skin. */
    const worstOffsetM = async (model: string, liftM: number): Promise<number> => {
      const known = [
        ...HOUSES.map(({ middle, roofLevelM }) => ({ at: middle, levelM: roofLevelM })),
        ...[-35, -10, 5, 35].map((eastM) => {
          const at = [eastM + 0.01, -55.01] as const;
          return { at, levelM: skinLevelM([eastM, -55]) };
        }),
      ];
      let worst = 0;
      for (const { at, levelM } of known) {
        const drawn = await modelLevelAt(model, at);
        if (drawn === null) throw new Error(`Nothing of the model ${model} is drawn at ${at.join()}.`);
        worst = Math.max(worst, Math.abs(drawn - levelM - liftM));
      }
      return worst;
    };
    /** Seeded points on the main within the pits, from straight above: what those picks say that do not say the conduit. */
    const picksOverPits = async (seed: number, picks: number): Promise<readonly string[]> => {
      const random = randomFrom(seed);
      const wrong: string[] = [];
      for (const { eastM, conduit } of PITS) {
        const places = Array.from({ length: picks / PITS.length }, (): TownPlace => {
          const alongM = (random() * 2 - 1) * (PIT_HALF[0] - 0.5);
          return [eastM + alongM, WATER_NORTH_M + (random() * 2 - 1) * WATER_OUTER_M * 0.3];
        });
        await lookDownAt([eastM, WATER_NORTH_M]);
        const points = places.map((at) => [...townLonLat(at), townGroundM([at[0], WATER_NORTH_M]) - COVER_M] as const);
        const found = await page.evaluate(
          (all) =>
            all.map((point) => {
              const pixel = window.undercroft?.project(...point) ?? null;
              return pixel === null ? 'out of view' : (window.undercroft?.pickAt(pixel.x, pixel.y)?.id ?? 'nothing');
            }),
          points,
        );
        wrong.push(...found.flatMap((id, i) => (id === conduit ? [] : [`${places[i]?.join()} of ${conduit}: ${id}`])));
      }
      return wrong;
    };
    const lookDownAt = async (at: TownPlace): Promise<void> => {
      const [lon, lat] = townLonLat(at);
      await page.evaluate((place) => window.undercroft?.setCamera(place), {
        lon,
        lat,
        heightM: townGroundM(at) + TOWN_GEOID_M + 16,
        headingDeg: 0,
        pitchDeg: -90,
      });
      await framed();
      await settled();
    };

    it('is shown from a folder as b3dm, its heights brought to the datum within a centimetre', async () => {
      await visit({ camera: OVERVIEW });
      expect(await worstOffsetM('oblique', 0)).toBeLessThan(OFFSET_WITHIN_M);
      await screenshot(page, 'external-1-above');
      expect(await modelLevelAt('twin', [0, -55])).toBeNull();
      expect(await page.getByTestId('attribution').textContent()).toContain('The flyers (CC BY 4.0)');
      expect(await page.getByTestId('external-models').getByRole('heading').textContent()).toBe(
        'City delivered by others',
      );
    });

    it('says of a house that is clicked what its delivery says, and takes it for no pipe whatever it calls itself', async () => {
      const { x, y } = await pixelOf([20, -75], 24);
      await page.mouse.click(x, y);
      const panel = page.getByTestId('model-part');
      await panel.waitFor(WAIT);
      const text = (await panel.textContent()) ?? '';
      expect(text).toContain('External model Oblique 2025');
      for (const part of ['name住宅 B', 'storeys6', 'idwater.JS3-JS4']) expect(text).toContain(part);
      expect(await page.getByTestId('feature').count()).toBe(0);
      await screenshot(page, 'external-2-clicked');
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    });

    it('is shown as glb too, once somebody chooses it', async () => {
      await page.locator('[data-layer="model.oblique"] button').click();
      await page.locator('[data-layer="model.twin"] button').click();
      await expect.poll(() => modelLevelAt('twin', [-35, -55]), WAIT).not.toBeNull();
      await settled();
      expect(await worstOffsetM('twin', TWIN_LIFT_M)).toBeLessThan(OFFSET_WITHIN_M);
      expect(await modelLevelAt('oblique', [-35, -55])).toBeNull();
      const picked = await pickAt([20, -75], 24 + TWIN_LIFT_M);
      expect(picked).toMatchObject({ id: 'model.twin', kind: 'model', utility: null });
      expect(picked?.model?.attributes).toEqual([
        { name: 'id', text: 'water.JS3-JS4' },
        { name: 'kind', text: 'conduit' },
        { name: 'name', text: '住宅 B' },
        { name: 'storeys', text: '6' },
      ]);
      await screenshot(page, 'external-3-glb');
      await expect.poll(() => new URL(page.url()).searchParams.get('without'), WAIT).toContain('model.oblique');
    });

    it('is cut by pits, in either format: 50 seeded picks through the hole meet the right conduit', async () => {
      await visit({ without: 'buildings,model.gapped,model.broken,model.away', camera: OVER_PIT, pits: PITS_LINK });
      await page.locator('[data-testid=pit-list]').waitFor(WAIT);
      await settled();
      await screenshot(page, 'external-4-pit');
      const wrong = await picksOverPits(50, PICKS);
      process.stdout.write(`${PICKS} picks through pits in models, ${wrong.length} wrong\n`);
      expect(wrong).toEqual([]);
    });

    it('lets the pick through where the ground is see-through, and under the lens', async () => {
      await visit({ ground: '0.35', without: OBLIQUE_ALONE, camera: OVER_PIT });
      expect(await picksOverPits(7, 20)).toEqual([]);
      const beside = await pickAt([15, -57], skinLevelM([15, -57]));
      expect(beside?.id).toBe('model.oblique');
      await screenshot(page, 'external-5-see-through');
      await visit({ lens: '1', without: OBLIQUE_ALONE, camera: OVER_PIT });
      const at: TownPlace = [15, WATER_NORTH_M];
      const levelM = townGroundM(at) - COVER_M;
      expect((await pickAt([15.2, WATER_NORTH_M], levelM))?.id).toBe('model.oblique');
      const { x, y } = await pixelOf(at, levelM);
      await page.mouse.move(x, y);
      await framed();
      expect((await pickAt([15.2, WATER_NORTH_M], levelM))?.id).toBe('water.JS3-JS4');
      await screenshot(page, 'external-6-lens');
    });

    it('is out of the way below the ground, and back above it', async () => {
      await visit({ without: OBLIQUE_ALONE, camera: OVER_PIT });
      await page.keyboard.press('d');
      await page.waitForSelector('html[data-dive="below"]', { state: 'attached', ...WAIT });
      await settled();
      await screenshot(page, 'external-7-below');
      expect(await modelLevelAt('oblique', [15, -55])).toBeNull();
      await page.keyboard.press('d');
      await page.waitForSelector('html[data-dive="above"]', { state: 'attached', ...WAIT });
      await expect.poll(() => modelLevelAt('oblique', [15, -55]), WAIT).not.toBeNull();
    });

    it('says in both languages what is broken and what to do, and the rest of the scene lives', async () => {
      const query = { scene: SCENE, quality: 'test', lang: 'en', theme: 'light', ground: '1', camera: OVERVIEW };
      await page.goto(
        `${server.url}/?${new URLSearchParams({ ...query, without: 'buildings,model.oblique,model.twin' })}`,
      );
      await settled('failed');
      const faults = async () => {
        const said = (model: string) =>
          page.locator(`[data-model="${model}"] [data-testid=model-fault]`).textContent(WAIT);
        return [await said('broken'), await said('away'), await said('gapped')];
      };
      expect(await faults()).toEqual([
        expect.stringContaining('What came is not a tileset of 3D Tiles'),
        expect.stringContaining('Nothing comes from its folder. Check that'),
        expect.stringContaining('It has holes there. Check that'),
      ]);
      // The half that is there is drawn, and pipes are found as ever.
      await expect.poll(() => modelLevelAt('gapped', [-35, -55]), WAIT).not.toBeNull();
      expect(await modelLevelAt('gapped', [35, -55])).toBeNull();
      await page.getByTestId('external-models').scrollIntoViewIfNeeded();
      await screenshot(page, 'external-8-broken-en');
      await page.getByTestId('language').click();
      expect(await faults()).toEqual([
        expect.stringContaining('所得内容不是 3D Tiles'),
        expect.stringContaining('其文件夹无响应'),
        expect.stringContaining('该处模型有缺口'),
      ]);
      await screenshot(page, 'external-8-broken-zh');
      await page.evaluate(() => window.undercroft?.show('water.JS3-JS4'));
      await page.locator('[data-testid=feature][data-feature="water.JS3-JS4"][data-loaded=true]').waitFor(WAIT);
    });

    it('asked no other server for anything, and nothing went wrong that is not about what is broken', () => {
      const unexpected = watched.faults.filter((fault) => !/status of 404/.test(fault));
      expect(unexpected).toEqual([]);
    });
  },
);

const PITS_LINK = encodePits(
  PITS.map(({ eastM }, i) => {
    const [x, y] = PIT_HALF;
    const corners = (
      [
        [-x, -y],
        [x, -y],
        [x, y],
        [-x, y],
      ] as const
    ).map(([dx, dy]) => townLonLat([eastM + dx, WATER_NORTH_M + dy]));
    return { ...NEW_PIT, id: String(i), corners, depthM: 2.2, batter: 0 };
  }),
);

/** From the south, over the whole of the mesh. */
const OVERVIEW = cameraOf([10, MESH.southM - 75], 62, 0, -32);
/** From the south over the eastern pit, down into it. */
const OVER_PIT = cameraOf([12, WATER_NORTH_M - 9], 17, 0, -58);

function cameraOf(at: TownPlace, aboveM: number, headingDeg: number, pitchDeg: number): string {
  return [...townLonLat(at), townGroundM(at) + TOWN_GEOID_M + aboveM, headingDeg, pitchDeg].join();
}

/** Adds the models to a scene file, as the person would who runs the server. */
async function nameModels(path: string): Promise<void> {
  const scene: Record<string, unknown> = JSON.parse(await readFile(path, 'utf8'));
  const both = (en: string, zh: string) => ({ en, zh });
  const attribution = { text: 'The flyers', licence: 'CC BY 4.0' };
  const model = (id: string, title: object, more: object = {}) => ({
    id,
    title,
    folder: `models/${id}`,
    attribution,
    isVisible: false,
    ...more,
  });
  scene.hiddenAtFirst = ['buildings'];
  scene.externalTilesets = [
    model('oblique', both('Oblique 2025', '倾斜摄影 2025'), { heightOffsetM: TOWN_GEOID_M, isVisible: true }),
    model('twin', both('Twin in glb', 'glb 副本'), { heightOffsetM: TOWN_GEOID_M + TWIN_LIFT_M }),
    model('gapped', both('Gapped', '缺块成果'), { heightOffsetM: TOWN_GEOID_M }),
    model('broken', both('Broken', '损坏成果')),
    model('away', both('Away', '未到成果')),
  ];
  await writeFile(path, JSON.stringify(scene));
}
