import type { PublicScene } from '@undercroft/core/protocol/answers';
import { TOKEN_PLACE } from '@undercroft/core/protocol/scene';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';

/** Says what ground is drawn where the scene has terrain of another service and none of its own. */
export function ExternalTerrainNote({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const drawn = useApp((state) => state.external.terrainDrawn);
  const { externalTerrain, terrain } = scene;
  if (externalTerrain === undefined || terrain) return null;
  return (
    <p className={drawn ? 'ground-note muted' : 'ground-note is-warning'} data-testid="external-terrain">
      {say(drawn ? 'terrain.externalDrawn' : 'terrain.externalAway')}
      {externalTerrain.url.includes(TOKEN_PLACE) && ` ${say('imagery.noToken')}`}
    </p>
  );
}
