import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../problem.ts';

export interface SameSiteOptions {
  /** Names, besides the loopback's, that the server is reached by. */
  readonly allowedHosts: ReadonlySet<string>;
  /** True when the server listens beyond the loopback: then a bare address is a good host, since no name was rebound. */
  readonly allowAddresses: boolean;
}

/** The addresses that take files. */
const UPLOADS = new RegExp(
  `^(${[ROUTES.uploads, ROUTES.casePhotos].map((route) => route.replace(/:[a-z]+/g, '[^/]+')).join('|')})$`,
);

/** Where devices bring events: they sign in by their own keys, also on this machine; no page of a browser has one. */
const EVENTS = new RegExp(`^${ROUTES.events.replace(':scene', '[^/]+')}$`);

/** Questions that change nothing, though they come as POST: what they ask does not fit into an address. */
const QUESTIONS = new RegExp(`^${ROUTES.excavation.replace(':scene', '[^/]+').replace(/excavation$/, '')}`);

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/**
 * Refuses requests that a foreign page or a rebound name sends: the Host must be ours, and an Origin, where there is
 * one, must be that same host. It holds on the loopback too, where any page in the person's browser could reach us.
 */
export function sameSite(options: SameSiteOptions): RequestHandler {
  return (request, _response, next) => {
    const refusal = siteRefusal(request.headers, options);
    if (refusal !== null) throw refusal;
    next();
  };
}

/** Why such a request is refused; null when it is not. */
export function siteRefusal(
  { host = '', origin }: Pick<IncomingHttpHeaders, 'host' | 'origin'>,
  options: SameSiteOptions,
): ProblemError | null {
  if (!isOurs(hostname(host), options)) {
    return new ProblemError('host-refused', `This server is not reached by the name "${printable(host)}".`);
  }
  if (origin !== undefined && !sameHost(origin, host)) {
    return new ProblemError('origin-refused', `Requests from pages of "${printable(origin)}" are not taken.`);
  }
  return null;
}

/**
 * Lets writes through from this machine, and from elsewhere with the token. A request that a proxy passed on comes from
 * elsewhere, whatever address the proxy has. Bodies must be JSON, or plain bytes where files are taken, so that no form of
 * a foreign page can write: a page would have to ask first for either, and for a method other than POST. Questions that
 * come as POST need no token, but are JSON for the same reason: no foreign page keeps the server busy. Events of devices
 * need the key of their source instead, which their route asks for.
 */
export function guardWrites(token: string): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') {
      next();
      return;
    }
    if (EVENTS.test(request.path) && request.method === 'POST') {
      if (!request.is(['application/json', 'application/x-ndjson'])) {
        throw new ProblemError('json-wanted', 'Events are taken as "application/json" or "application/x-ndjson".');
      }
      next();
      return;
    }
    if (UPLOADS.test(request.path)) {
      if (!request.is('application/octet-stream')) {
        throw new ProblemError('bytes-wanted', 'Files are taken as "Content-Type: application/octet-stream".');
      }
    } else if (request.method !== 'DELETE' && !request.is('application/json')) {
      throw new ProblemError('json-wanted', 'Writes take "Content-Type: application/json".');
    }
    const isQuestion = request.method === 'POST' && QUESTIONS.test(request.path);
    if (!isQuestion && !fromThisMachine(request) && request.headers.authorization !== `Bearer ${token}`) {
      throw new ProblemError(
        'token-required',
        'Writes from another machine need "Authorization: Bearer <token>"; the server printed the token at its first start.',
      );
    }
    next();
  };
}

function fromThisMachine(request: Request): boolean {
  if (request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined) return false;
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

function isOurs(name: string, options: SameSiteOptions): boolean {
  if (LOOPBACK_NAMES.has(name) || options.allowedHosts.has(name)) return true;
  return options.allowAddresses && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

/** The name of a Host header, without its port. */
function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

function sameHost(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}

function printable(text: string): string {
  return text.slice(0, 100).replace(/[^\x20-\x7e]/g, '?');
}
