const NAME = 't';

/** Writes the instant shown as a query parameter, to the second; none for the present. The others of `base` are kept. */
export function encodeReplay(atMs: number | null, base: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(base);
  if (atMs === null) query.delete(NAME);
  else query.set(NAME, `${new Date(atMs).toISOString().slice(0, 19)}Z`);
  return query;
}

/** Reads what `encodeReplay` wrote, milliseconds since 1970 UTC. What cannot be understood is the present. */
export function decodeReplay(query: URLSearchParams): number | null {
  const text = query.get(NAME) ?? '';
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
