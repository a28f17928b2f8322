const KEY = 'undercroft.bearer';

/** Who brought data from this browser last; empty when nobody has. */
export function rememberedBearer(): string {
  try {
    return window.localStorage.getItem(KEY) ?? '';
  } catch {
    // A browser may forbid pages to remember anything.
    return '';
  }
}

export function rememberBearer(name: string): void {
  try {
    window.localStorage.setItem(KEY, name);
  } catch {
    // It lasts until the page is closed, then.
  }
}
