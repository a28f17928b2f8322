import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { CITY_POINT_KINDS } from '@undercroft/core/model/city-point';
import type { PublicScene, Summary } from '@undercroft/core/protocol/answers';
import type { ReactNode } from 'react';
import { fixed, grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { toggleLayer } from '../state/actions.ts';
import { SCENE_LAYERS, type SceneLayer } from '../state/scene-layer.ts';
import { useApp } from '../state/store.ts';
import { ExternalTerrainNote } from './ExternalTerrainNote.tsx';
import { ImageryChoice } from './ImageryChoice.tsx';
import { PointMark } from './PointMark.tsx';

interface Props {
  readonly scene: PublicScene;
  readonly summary: Summary;
}

/** What lies above the network and can be switched off, as far as the scene has it. */
export function SceneLayers({ scene, summary }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const present = SCENE_LAYERS.filter((layer) => hasLayer(scene, summary, layer));
  const counts: Partial<Record<SceneLayer, number | null>> = {
    buildings: countOf(summary, 'building'),
    furniture: countOf(summary, 'furniture'),
    grid: summary.gridCells,
  };
  const kinds = CITY_POINT_KINDS.filter((kind) => (summary.cityPoints[kind] ?? 0) > 0);
  const titleOf = (layer: string): string =>
    scene.layers.find((each) => each.layer === layer)?.title[language] ?? layer;
  return (
    <div className="scene-layers">
      <h3>{say('city.title')}</h3>
      <ul className="layers">
        {present.map((layer) => (
          <SceneLayerRow key={layer} layer={layer} name={say(`city.${layer}`)} count={counts[layer] ?? null} />
        ))}
        {scene.draped.map(({ layer }) => (
          <SceneLayerRow key={layer} layer={`draped.${layer}`} name={titleOf(layer)} count={null} />
        ))}
      </ul>
      {kinds.length > 0 && (
        <>
          <h3>{say('points.title')}</h3>
          <ul className="layers">
            {kinds.map((kind) => (
              <SceneLayerRow
                key={kind}
                layer={`points.${kind}`}
                name={say(kindKey(kind))}
                count={summary.cityPoints[kind] ?? null}
                mark={<PointMark kind={kind} />}
              />
            ))}
          </ul>
        </>
      )}
      <ImageryChoice scene={scene} />
      <GroundNote />
      <ExternalTerrainNote scene={scene} />
    </div>
  );
}

interface RowProps {
  readonly layer: SceneLayer;
  readonly name: string;
  readonly count: number | null;
  readonly mark?: ReactNode;
}

/** A layer above the network, to be switched on and off. */
export function SceneLayerRow({ layer, name, count, mark }: RowProps) {
  const say = useSay();
  const hidden = useApp((state) => state.without.includes(layer));
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
        {mark}
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

function hasLayer(scene: PublicScene, { gridCells }: Summary, layer: (typeof SCENE_LAYERS)[number]): boolean {
  switch (layer) {
    case 'map':
      return scene.map || (scene.imagery ?? []).length > 0;
    case 'labels':
      return scene.map;
    case 'buildings':
      return scene.tilesets.includes('buildings');
    case 'furniture':
      return scene.tilesets.includes('furniture');
    case 'relief':
      return scene.terrain;
    case 'grid':
      return gridCells > 0;
  }
}

/** Features of a family in what is published; `null` when no import tells of any. */
function countOf({ imports }: Summary, family: string): number | null {
  const counts = imports.flatMap(({ state, report }) => (state === 'published' ? [report?.features[family] ?? 0] : []));
  const count = counts.reduce((sum, each) => sum + each, 0);
  return count === 0 ? null : count;
}
