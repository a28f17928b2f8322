import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { digClient } from './dig-client.ts';

const REQUEST = {
  area: { type: 'Polygon', coordinates: [[]] },
  depthM: 2,
  batter: 0,
  supportDepthM: null,
  method: 'machine',
  marginM: 0,
} as const;

/** A client whose server gives one answer; `asked` gathers what it was sent. */
function clientOf(answer: Response, asked: { readonly url: string; readonly body: unknown }[] = []) {
  return digClient((url, { body }) => {
    asked.push({ url, body: typeof body === 'string' ? JSON.parse(body) : null });
    return Promise.resolve(answer);
  });
}

const { signal } = new AbortController();
const request = { ...REQUEST, area: { ...REQUEST.area, coordinates: [[]] } };

describe('the report of a dig', () => {
  it('is asked for with the same request and a language, and keeps the name the server gives', async () => {
    const asked: { readonly url: string; readonly body: unknown }[] = [];
    const headers = { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="dig.pdf"' };
    const file = await clientOf(new Response('%PDF', { headers }), asked).report('demo', request, 'zh', signal);
    expect(asked).toEqual([
      { url: '/api/scenes/demo/analysis/excavation/report.pdf', body: { ...request, language: 'zh' } },
    ]);
    expect([file.name, await file.content.text()]).toEqual(['dig.pdf', '%PDF']);
  });

  it('that is no PDF is not handed on as one', async () => {
    const page = new Response('<html>', { headers: { 'Content-Type': 'text/html' } });
    await expect(clientOf(page).report('demo', request, 'en', signal)).rejects.toThrow('wanted a PDF');
  });

  it('that the server refuses is refused in its words', async () => {
    const problem = { type: 'about:blank', title: 'No', status: 422, detail: 'The depth is 99.', code: 'bad-depth' };
    const refused = clientOf(new Response(JSON.stringify(problem), { status: 422 })).report(
      'demo',
      request,
      'en',
      signal,
    );
    await expect(refused).rejects.toThrow(ApiError);
    await expect(refused).rejects.toThrow('The depth is 99.');
  });
});
