import { CompassOutlined, HomeOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useCases } from '../cases/case-store.ts';
import { useDesk } from '../desk/desk-store.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { faceNorth, goHome, zoom } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { AnalysisButtons } from './AnalysisButtons.tsx';
import { DiveControl } from './DiveControl.tsx';
import { FlowControl } from './FlowControl.tsx';
import { LensControl } from './LensControl.tsx';
import { PitButton } from './PitButton.tsx';
import { QualityControl } from './QualityControl.tsx';
import { SunControl } from './SunControl.tsx';

const CLOSER = 0.6;

/** Compass and zoom, at the right edge beside the panel of what is selected. */
export function SceneTools() {
  const hasCase = useCases((state) => state.open && state.selected !== null);
  const isWatching = useDesk((state) => state.open && state.selected !== null);
  const hasFeature = useApp(({ selection, building, modelPart }) => (selection ?? building ?? modelPart) !== null);
  const heading = useApp((state) => Math.round(state.camera?.headingDeg ?? 0));
  const place = useApp(({ loading }) => (loading.state === 'ready' ? loading.scene.camera.target : null));
  return (
    <div className={hasFeature || hasCase || isWatching ? 'scene-tools is-aside' : 'scene-tools'}>
      <DiveControl />
      <LensControl />
      <PitButton />
      <AnalysisButtons />
      <FlowControl />
      {place !== null && <SunControl place={place} />}
      <QualityControl />
      <Tool
        name="tools.north"
        icon={<CompassOutlined style={{ transform: `rotate(${-45 - heading}deg)` }} />}
        onClick={faceNorth}
      />
      <Tool name="tools.home" icon={<HomeOutlined />} onClick={goHome} />
      <Tool name="tools.zoomIn" icon={<PlusOutlined />} onClick={() => zoom(CLOSER)} />
      <Tool name="tools.zoomOut" icon={<MinusOutlined />} onClick={() => zoom(1 / CLOSER)} />
    </div>
  );
}

function Tool({
  name,
  icon,
  onClick,
}: {
  readonly name: MessageKey;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}) {
  const say = useSay();
  return (
    <Tooltip title={say(name)} placement="left">
      <Button icon={icon} aria-label={say(name)} onClick={onClick} />
    </Tooltip>
  );
}
