import type { RequestHandler } from 'express';

/** A body must keep coming: after so long without a byte of it the connection is cut, ms. */
const STALLED_MS = 30_000;

/** Cuts the connection of a request whose body has stalled. Once it has come whole, the answer may take its time. */
export const cutStalledBodies: RequestHandler = (request, _response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    request.setTimeout(STALLED_MS, () => request.destroy());
    request.once('end', () => request.setTimeout(0));
  }
  next();
};
