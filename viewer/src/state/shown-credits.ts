import type { PublicScene } from '@undercroft/core/protocol/answers';
import { type Attribution, type Imagery, TOKEN_PLACE } from '@undercroft/core/protocol/scene';
import { useApp } from './store.ts';

/** The base map of another service that is chosen; `null` for the scene's own map. */
export function useChosenImagery({ imagery }: PublicScene): Imagery | null {
  const chosen = useApp((state) => state.imagery);
  return chosen === null ? null : (imagery?.[chosen] ?? null);
}

/** Whom to thank for what is drawn now, each once, and whether the base map on the ground is shifted. */
export function useShownCredits(scene: PublicScene): {
  readonly credits: readonly Attribution[];
  readonly isShifted: boolean;
} {
  const hasMap = useApp((state) => !state.without.includes('map'));
  const terrainDrawn = useApp((state) => state.external.terrainDrawn);
  const without = useApp((state) => state.without);
  const models = (scene.externalTilesets ?? []).filter(({ id }) => !without.includes(`model.${id}`));
  const chosen = useChosenImagery(scene);
  const drawn = hasMap && chosen?.url.includes(TOKEN_PLACE) === false ? chosen : null;
  const credits = [
    ...scene.attribution,
    ...(drawn === null ? [] : [drawn.attribution]),
    ...(terrainDrawn && scene.externalTerrain !== undefined ? [scene.externalTerrain.attribution] : []),
    ...models.map(({ attribution }) => attribution),
  ];
  return {
    credits: credits.filter(({ text }, index) => credits.findIndex((other) => other.text === text) === index),
    isShifted: drawn?.crs === 'GCJ-02',
  };
}
