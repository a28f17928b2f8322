import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import type { PublicScene, Summary } from '@undercroft/core/protocol/answers';
import { fixed, grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { toggleLayer } from '../state/actions.ts';
import { SCENE_LAYERS, type SceneLayer } from '../state/scene-layer.ts';
import { useApp } from '../state/store.ts';
import { ExternalTerrainNote } from './ExternalTerrainNote.tsx';
import { ImageryChoice } from './ImageryChoice.tsx';

interface Props {
  readonly scene: PublicScene;
  readonly summary: Summary;
}

/** What lies above the network and can be switched off, as far as the scene has it. */
export function SceneLayers({ scene, summary }: Props) {
  const say = useSay();
  const present = SCENE_LAYERS.filter((layer) => hasLayer(scene, layer));
  const buildings = countOf(summary, 'building');
  return (
    <div className="scene-layers">
      <h3>{say('city.title')}</h3>
      <ul className="layers">
        {present.map((layer) => (
          <SceneLayerRow key={layer} layer={layer} count={layer === 'buildings' ? buildings : null} />
        ))}
      </ul>
      <ImageryChoice scene={scene} />
      <GroundNote />
      <ExternalTerrainNote scene={scene} />
    </div>
  );
}

function SceneLayerRow({ layer, count }: { readonly layer: SceneLayer; readonly count: number | null }) {
  const say = useSay();
  const hidden = useApp((state) => state.without.includes(layer));
  const name = say(`city.${layer}`);
  return (
    <li className={hidden ? 'scene-layer is-hidden' : 'scene-layer'} data-layer={layer}>
      <button
        type="button"
        className="layer-toggle"
        role="switch"
        aria-checked={!hidden}
        aria-label={say(hidden ? 'layers.show' : 'layers.hide', { utility: name })}
        onClick={() => toggleLayer(layer)}
      >
        <span className="layer-name">{name}</span>
        {count !== null && <span className="muted figures">{grouped(count)}</span>}
        {hidden ? <EyeInvisibleOutlined /> : <EyeOutlined />}
      </button>
    </li>
  );
}

/** Says once that the drawn ground was brought to the surveyed covers, and by how much. */
function GroundNote() {
  const say = useSay();
  const report = useApp(({ loading }) => (loading.state === 'ready' ? loading.groundReport : null));
  if (report === null || report.covers === 0 || report.medianM === null) return null;
  const { covers, medianM } = report;
  const values = { number: grouped(covers), median: fixed(Math.abs(medianM), 2) };
  return (
    <p className="ground-note muted" data-testid="ground-note">
      {Math.abs(medianM) < 0.005
        ? say('city.conformedLevel', values)
        : say(medianM > 0 ? 'city.conformedAbove' : 'city.conformedBelow', values)}
    </p>
  );
}

function hasLayer(scene: PublicScene, layer: SceneLayer): boolean {
  switch (layer) {
    case 'map':
      return scene.map || (scene.imagery ?? []).length > 0;
    case 'labels':
      return scene.map;
    case 'buildings':
      return scene.tilesets.includes('buildings');
    case 'relief':
      return scene.terrain;
  }
}

/** Features of a family in what is published; `null` when no import tells of any. */
function countOf({ imports }: Summary, family: string): number | null {
  const counts = imports.flatMap(({ state, report }) => (state === 'published' ? [report?.features[family] ?? 0] : []));
  const count = counts.reduce((sum, each) => sum + each, 0);
  return count === 0 ? null : count;
}
