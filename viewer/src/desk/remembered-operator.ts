const KEY = 'undercroft.operator';

/** Who sat at this desk last; empty when nobody has said. */
export function rememberedOperator(): string {
  try {
    return window.localStorage.getItem(KEY) ?? '';
  } catch {
    // A browser may forbid pages to remember anything.
    return '';
  }
}

export function rememberOperator(name: string): void {
  try {
    window.localStorage.setItem(KEY, name);
  } catch {
    // It lasts until the page is closed, then.
  }
}
