import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importsSchema } from '../core/src/protocol/import-answers.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import { openStore } from '../store/src/open-store.ts';
import { writeTown } from './support/small-town-files.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

describe('a second process on the same data folder', () => {
  const home = temporaryHome();
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
  let server: Served;

  beforeAll(async () => {
    await writeTown(home.path, 'town');
    server = await serve(['--scene', 'town'], settings);
  });

  afterAll(async () => {
    await server?.stop();
    home.remove();
  });

  it('is refused by name when it opens the store itself', async () => {
    await expect(openStore({ home: home.path })).rejects.toMatchObject({
      code: 'store-locked',
      message: expect.stringContaining(String(server.child.pid)),
    });
  });

  it('is refused by name when it would serve', async () => {
    const second = await undercroft(['serve', 'town', '--port', '0'], settings);
    expect(second.code).not.toBe(0);
    expect(second.stderr + second.stdout).toContain(String(server.child.pid));
  });

  it('imports through the running server', async () => {
    const imported = await undercroft(['import', 'town'], settings);
    expect({ code: imported.code, said: imported.code === 0 ? '' : imported.stderr }).toEqual({ code: 0, said: '' });
    const answer = await fetch(new URL(routePath('imports', { scene: 'town' }), server.url));
    expect(importsSchema.parse(await answer.json()).imports.some(({ state }) => state === 'published')).toBe(true);
  });

  it('gets the folder once the server has stopped gracefully, with exit code 0', async () => {
    expect(await server.stop()).toBe(0);
    const store = await openStore({ home: home.path });
    expect(await store.features.revision('town')).not.toBeNull();
    await store.close();
  });
});
