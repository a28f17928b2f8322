/** One named view of docs/views.md. */
export interface View {
  readonly name: string;
  readonly scene: string;
  /** Query of the page's address: camera, layers, date and hour, selection. */
  readonly query: string;
  /** What a person should see in it. */
  readonly expectation: string;
}

/** Reads the table of views: rows of `| name | scene | `query` | expectation |`. */
export function parseViews(markdown: string): readonly View[] {
  const views: View[] = [];
  for (const line of markdown.split('\n')) {
    const match = /^\| `([\w-]+)` +\| (\w+) +\| `([^`]*)` +\| (.+?) +\|$/.exec(line);
    if (match === null) continue;
    const [, name = '', scene = '', query = '', expectation = ''] = match;
    views.push({ name, scene, query, expectation });
  }
  if (views.length === 0)
    throw new Error('docs/views.md holds no view: rows of | `name` | scene | `query` | text | are wanted.');
  return views;
}
