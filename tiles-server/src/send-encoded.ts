import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { holdsTag } from './holds-tag.ts';
import type { Encoded } from './tiles/encoded.ts';

const gunzipped = promisify(gunzip);

/**
 * Answers with a body that was compressed when it was made, in the encoding the client takes, or with 304 when it holds
 * that very content already. Browsers ask again each time (`no-cache`), which costs them a 304.
 */
export async function sendEncoded(request: Request, response: Response, body: Encoded): Promise<void> {
  const compressed = request.acceptsEncodings('gzip', 'identity') === 'gzip';
  const tag = `"${body.tag}${compressed ? '-gzip' : ''}"`;
  response.set({
    'Cache-Control': 'no-cache',
    'Content-Type': body.contentType,
    ETag: tag,
    Vary: 'Accept-Encoding',
  });
  if (holdsTag(request.headers['if-none-match'], tag)) {
    response.status(304).end();
    return;
  }
  const bytes = compressed ? body.gzip : await gunzipped(body.gzip);
  if (compressed) response.set('Content-Encoding', 'gzip');
  response.set('Content-Length', String(bytes.length));
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
