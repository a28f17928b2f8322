import { routePath } from '@undercroft/core/protocol/routes';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STREET } from '../../../tests/support/gas-street.ts';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { templateOf } from '../openapi/openapi-document.ts';
import { ALL_OPERATIONS } from '../openapi/operations/all-operations.ts';
import { pathParameter } from '../openapi/path-parameters.ts';
import { jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

const NOTHING = 'There is nothing at this address.';

describe('the description of the interface over HTTP', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    app = await servedApp([STREET], store);
  });

  afterAll(async () => {
    await app.close();
    await store.close();
    home.remove();
  });

  it('is served as OpenAPI 3.1', async () => {
    const answer = await app.get(routePath('openApi'));
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(jsonOf(answer)).toMatchObject({ openapi: '3.1.1', info: { title: 'Undercroft' } });
  });

  it.each(ALL_OPERATIONS.map((operation) => [`${operation.method} ${templateOf(operation)}`, operation] as const))(
    'tells of nothing that is not there: %s',
    async (_name, { route, method, body }) => {
      const path = templateOf({ route } as Parameters<typeof templateOf>[0]).replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String(name === 'scene' ? STREET.id : pathParameter(route, name).example)),
      );
      const response = await fetch(new URL(path, app.url), {
        method: method.toUpperCase(),
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': body.contentType }, body: JSON.stringify(body.example ?? {}) }),
      });
      expect(response.status).not.toBe(405);
      const isNothing = response.status === 404 && (await response.text()).includes(NOTHING);
      expect(isNothing).toBe(false);
    },
  );

  it('is a page in English or Chinese, with everything in it and no script', async () => {
    const [en, zh] = await Promise.all(
      ['en-GB', 'zh-CN'].map(async (language) => {
        const answer = await app.get(routePath('apiDocs'), { 'accept-language': language });
        expect(answer.headers.get('content-type')).toContain('text/html');
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
        return new TextDecoder().decode(answer.bytes);
      }),
    );
    expect(en).toContain('May we dig here?');
    expect(zh).toContain('能否开挖？');
    for (const page of [en, zh]) {
      expect(page).not.toMatch(/<script|<link|src=|https?:\/\//);
      for (const { id } of ALL_OPERATIONS) expect(page).toContain(`id="${id}"`);
    }
    const chosen = await app.get(`${routePath('apiDocs')}?lang=zh`, { 'accept-language': 'en' });
    expect(new TextDecoder().decode(chosen.bytes)).toBe(zh);
  });
});
