import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** Sets headers of an answer, and nothing else. */
export type Policy = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Headers of every answer. helmet's own defaults upgrade to https and pin it, which breaks plain http in a city's
 * network, so the policy is spelt out. `origins` are other servers that pictures and terrain may come from, `streams` those
 * that moving pictures may.
 */
export function contentPolicy(origins: readonly string[], streams: readonly string[] = []): Policy {
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
  });
}

/** The headers that a policy sets on every answer, name and value in turn, in its order. */
export function policyHeaders(policy: Policy): readonly string[] {
  const request = new IncomingMessage(new Socket());
  const response = new NotedResponse(request);
  policy(request, response, () => undefined);
  return response.noted;
}

class NotedResponse extends ServerResponse {
  readonly noted: string[] = [];

  override setHeader(name: string, value: number | string | readonly string[]): this {
    this.noted.push(name, String(value));
    return super.setHeader(name, value);
  }
}
