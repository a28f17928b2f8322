import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryHome } from '../../tests/support/undercroft.ts';
import { type ServedApp, servedApp } from './testing/served-app.ts';

const PAGE = '<!doctype html><title>Undercroft</title>';

describe('the addresses of the command wall', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;

  beforeAll(async () => {
    const viewerFolder = join(home.path, 'viewer');
    mkdirSync(viewerFolder);
    writeFileSync(join(viewerFolder, 'index.html'), PAGE);
    store = await openStore({ home: home.path });
    app = await servedApp([], store, { viewerFolder });
  });
  afterAll(async () => {
    await app.close();
    await store.close();
    home.remove();
  });

  const page = async (path: string) => {
    const { status, bytes, headers } = await app.get(path);
    return { status, text: new TextDecoder().decode(bytes), kept: headers.get('cache-control') };
  };

  it('answer with the page, which is asked for each time', async () => {
    const wanted = { status: 200, text: PAGE, kept: 'public, max-age=0' };
    expect(await page('/wall/demo')).toEqual(wanted);
    expect(await page('/wall')).toEqual(wanted);
    expect(await page('/')).toEqual(wanted);
  });

  it('are no others', async () => {
    expect((await page('/wall/demo/more')).status).toBe(404);
    expect((await page('/walls')).status).toBe(404);
    expect((await page('/Wall/demo')).status).toBe(404);
  });
});
