import { AppstoreOutlined, CloseOutlined } from '@ant-design/icons';
import type { PublicScene, Summary } from '@undercroft/core/protocol/answers';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { ExternalModels } from './ExternalModels.tsx';
import { GroundControl } from './GroundControl.tsx';
import { Legend } from './Legend.tsx';
import { SceneLayers } from './SceneLayers.tsx';
import { UncertaintyLayer } from './UncertaintyLayer.tsx';
import { UtilityLayers } from './UtilityLayers.tsx';

interface Props {
  readonly scene: PublicScene;
  readonly summary: Summary;
}

export function LayerPanel({ scene, summary }: Props) {
  const say = useSay();
  const open = useApp((state) => state.layersOpen);
  const toggle = () => useApp.setState({ layersOpen: !open });
  if (!open) {
    return (
      <Tooltip title={`${say('layers.open')} (M)`} placement="right">
        <Button className="dock-opener" icon={<AppstoreOutlined />} aria-label={say('layers.open')} onClick={toggle} />
      </Tooltip>
    );
  }
  const present = summary.utilities.map(({ utility }) => utility);
  return (
    <section className="dock dock-left" aria-label={say('layers.title')}>
      <header className="dock-head">
        <h2>{say('layers.title')}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={say('layers.close')}
          title={`${say('layers.close')} (M)`}
          onClick={toggle}
        />
      </header>
      <div className="dock-body">
        <UtilityLayers rows={summary.utilities} />
        <UncertaintyLayer />
        <SceneLayers scene={scene} summary={summary} />
        <ExternalModels scene={scene} />
        <GroundControl />
        <Legend present={present} />
      </div>
    </section>
  );
}
