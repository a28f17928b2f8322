/** What the address of a page says when it is a command wall: the scene's name, or `null` for the one that is served. */
export interface WallAddress {
  readonly scene: string | null;
}

/** The wall that an address (`/wall/demo`) asks for; `null` when it asks for another page. */
export function wallAddress(pathname: string): WallAddress | null {
  if (!/^\/wall(\/|$)/.test(pathname)) return null;
  const [, , scene = ''] = pathname.split('/');
  try {
    return { scene: scene === '' ? null : decodeURIComponent(scene) };
  } catch {
    return { scene: null };
  }
}

/** What a wall is told by its address, since nobody stands at it with a pointer. */
export interface WallOptions {
  /** Stop of the tour to stay at, from 0; `null` goes round. */
  readonly stop: number | null;
  /** Seconds that each stop is shown, instead of those of the scene. */
  readonly dwellS: number | null;
}

export function wallOptions(query: URLSearchParams): WallOptions {
  return { stop: whole(query.get('stop'), 49), dwellS: whole(query.get('dwell'), 3600) };
}

function whole(text: string | null, most: number): number | null {
  if (text === null || !/^\d{1,4}$/.test(text)) return null;
  const value = Number(text);
  return value <= most ? value : null;
}
