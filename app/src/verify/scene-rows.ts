import { type FeaturesIn, featuresInSchema, publicSceneSchema, summarySchema } from '@undercroft/core/protocol/answers';
import { ROUTES, routePath } from '@undercroft/core/protocol/routes';
import { z } from 'zod';

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

type LinkRow = FeaturesIn['links'][number];
type NodeRow = FeaturesIn['nodes'][number];

/** Links and nodes by id, complete for the rectangle that was asked for. */
export interface RowsIn {
  readonly links: ReadonlyMap<string, LinkRow>;
  readonly nodes: ReadonlyMap<string, NodeRow>;
}

/** The rows a tileset was made from. */
export interface SceneRows {
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
  /** Ids of all rows that have a place, and nothing else of them in memory. `onRows` is told how many there are so far. */
  ids(onRows: (count: number) => void): Promise<ReadonlySet<string>>;
  within(bounds: Bounds): Promise<RowsIn>;
}

/** What keeps rows from being had; said in the report, where a figure would stand. */
export class RowsAbsent extends Error {}

/** A rectangle is halved no further than this: more rows than one answer holds lie at one place. */
const LEAST_WIDTH_DEG = 1e-6;

/** What is wanted of a scene; a newer server may say more. */
const datumSchema = z.object({ heightDatum: publicSceneSchema.shape.heightDatum });

const problemSchema = z.object({ code: z.string(), detail: z.string() });

const NETWORK = new RegExp(
  `^(.*)${ROUTES.tileset.replace(':scene', '([^/]+)').replace(':tileset', 'network').replace('.', '\\.')}$`,
);

/**
 * The rows of a network tileset that a server of this project serves, by its own address. Throws RowsAbsent where it is
 * no such tileset.
 */
export async function sceneRows(tileset: string, signal: AbortSignal): Promise<SceneRows> {
  const url = URL.canParse(tileset) ? new URL(tileset) : null;
  const scene = NETWORK.exec(url?.pathname ?? '')?.[2];
  if (url === null || scene === undefined) {
    throw new RowsAbsent('Only the rows of a network that a server of this project serves can be asked for.');
  }
  const ask = <Answer>(path: string, schema: z.ZodType<Answer>) => asked(new URL(path, url.origin), schema, signal);
  const names = { scene: decodeURIComponent(scene) };
  const { heightDatum } = await ask(routePath('scene', names), datumSchema);
  const revision = new OneRevision();
  /** The answers that make up a rectangle; a row that lies in several is in each. */
  async function* answersFor(bounds: Bounds): AsyncGenerator<FeaturesIn> {
    const open: Bounds[] = [bounds];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const answer = await ask(
        `${routePath('featuresIn', names)}?bbox=${next.join(',')}`,
        featuresInSchema.or(z.null()),
      );
      if (answer === null) {
        open.push(...quarters(next));
        continue;
      }
      revision.expect(answer.revision);
      yield answer;
    }
  }
  return {
    geoidOffsetM: heightDatum.geoidOffsetM,
    async within(bounds) {
      const links = new Map<string, LinkRow>();
      const nodes = new Map<string, NodeRow>();
      for await (const answer of answersFor(bounds)) {
        for (const link of answer.links) links.set(link.id, link);
        for (const node of answer.nodes) nodes.set(node.id, node);
      }
      return { links, nodes };
    },
    async ids(onRows) {
      const { bbox } = await ask(routePath('summary', names), summarySchema.pick({ bbox: true }));
      const ids = new Set<string>();
      if (bbox === null) return ids;
      for await (const { links, nodes } of answersFor(bbox)) {
        for (const { id } of links) ids.add(id);
        for (const { id } of nodes) ids.add(id);
        onRows(ids.size);
      }
      return ids;
    },
  };
}

/** Rows of one revision only make a certificate. */
class OneRevision {
  #revision: string | null = null;

  expect(revision: string): void {
    this.#revision ??= revision;
    if (revision !== this.#revision)
      throw new RowsAbsent('The rows changed while the tiles were looked at: ask again.');
  }
}

/** An answer parsed; null when the server says that it would be too much at once. */
async function asked<Answer>(url: URL, schema: z.ZodType<Answer>, signal: AbortSignal): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'error', signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new RowsAbsent(`${url.pathname} could not be asked for: ${String(error)}.`);
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) {
    const problem = problemSchema.safeParse(body).data;
    if (problem?.code === 'too-many-features') return schema.parse(null);
    throw new RowsAbsent(
      `${url.pathname} answered ${answer.status}${problem === undefined ? '' : `: ${problem.detail}`}`,
    );
  }
  const parsed = schema.safeParse(body);
  if (parsed.success && body !== null) return parsed.data;
  throw new RowsAbsent(`${url.pathname} answered something else than the rows of a scene.`);
}

function quarters([west, south, east, north]: Bounds): readonly Bounds[] {
  if (east - west < LEAST_WIDTH_DEG && north - south < LEAST_WIDTH_DEG) {
    throw new RowsAbsent(`Too many rows lie at ${west}, ${south} to be asked for.`);
  }
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return [
    [west, south, x, y],
    [x, south, east, y],
    [west, y, x, north],
    [x, y, east, north],
  ];
}
