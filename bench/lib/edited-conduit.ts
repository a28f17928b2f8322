import { featuresInSchema, type LinkFeature, linkFeatureSchema } from '@undercroft/core/protocol/answers';
import { type EditNote, featureEditAnswerSchema } from '@undercroft/core/protocol/feature-edit';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { oneRequest } from './one-request.ts';

/** How far about the middle of the scene a conduit is looked for, degrees. */
const ABOUT_DEG = 0.003;

/** A conduit of a served scene that is edited over and over. */
export interface EditedConduit {
  /** The middle of its axis: longitude, latitude, level. */
  readonly middle: readonly [number, number, number];
  readonly utility: LinkFeature['utility'];
  readonly widthMm: number;
  /** Changes it; resolves to what everybody was told. */
  patch(change: object): Promise<EditNote>;
}

/** The straight conduit of known size and level nearest to the middle of a scene. Throws when there is none. */
export async function editedConduit(url: string, { id: scene, camera }: Scene): Promise<EditedConduit> {
  const [lon, lat] = camera.target;
  const bbox = [lon - ABOUT_DEG, lat - ABOUT_DEG, lon + ABOUT_DEG, lat + ABOUT_DEG].join();
  const found = await oneRequest(new URL(`${routePath('featuresIn', { scene })}?bbox=${bbox}`, url));
  const { links } = featuresInSchema.parse(JSON.parse(String(found)));
  const straight = links.flatMap(({ id, path, section, utility, planLengthM }) => {
    const [first, last] = [path[0], path.at(-1)];
    if (path.length !== 2 || first === undefined || last === undefined || planLengthM < 10) return [];
    const [fromM, toM, widthMm] = [first[2], last[2], section?.widthMm ?? null];
    if (section?.shape !== 'circular' || fromM === null || toM === null || widthMm === null) return [];
    const middle = [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2, (fromM + toM) / 2] as const;
    return [{ id, utility, widthMm, middle, off: Math.hypot(middle[0] - lon, middle[1] - lat) }];
  });
  const nearest = straight.sort((a, b) => a.off - b.off)[0];
  if (nearest === undefined) throw new Error(`The scene "${scene}" has no conduit of known size near its middle.`);
  const address = new URL(routePath('feature', { scene, id: nearest.id }), url);
  let seen = linkFeatureSchema.parse(JSON.parse(String(await oneRequest(address)))).import.id;
  return {
    ...nearest,
    async patch(change) {
      const answer = await oneRequest(address, 'PATCH', { by: 'bench', reason: 'measured', seen, patch: change });
      const { edit } = featureEditAnswerSchema.parse(JSON.parse(String(answer)));
      seen = edit.importId;
      return edit;
    },
  };
}
