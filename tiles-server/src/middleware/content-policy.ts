import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of every answer. helmet's own defaults upgrade to https and pin it, which breaks plain http in a city's
 * network, so the policy is spelt out. `origins` are other servers that pictures and terrain may come from, `streams` those
 * that moving pictures may.
 */
export function contentPolicy(origins: readonly string[], streams: readonly string[] = []): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:', ...origins],
        'media-src': ["'self'", 'blob:', ...streams],
        'worker-src': ["'self'", 'blob:'],
        'connect-src': ["'self'", 'data:', 'blob:', ...new Set([...origins, ...streams])],
        'frame-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  }) as RequestHandler;
}
