import { EyeOutlined } from '@ant-design/icons';
import type { CityPointFeature, PublicScene } from '@undercroft/core/protocol/answers';
import { Button } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { FactGroup } from '../panels/Facts.tsx';
import { useApp } from '../state/store.ts';
import { standAtCamera } from './attach-cameras.ts';
import { CameraPicture } from './CameraPicture.tsx';
import { FootprintNote } from './FootprintNote.tsx';
import { stillView } from './still-view.ts';

interface Props {
  readonly camera: CityPointFeature;
  readonly scene: PublicScene;
}

/** The picture of the selected camera, and what is known of what it sees. */
export function CameraCard({ camera, scene }: Props) {
  const say = useSay();
  const ground = useApp(({ loading }) => (loading.state === 'ready' ? loading.ground : null));
  const view = ground === null ? 'heightUnknown' : stillView(camera, ground.levelAt(...camera.position));
  return (
    <>
      <FactGroup title={say('camera.picture')}>
        <CameraPicture sceneId={scene.id} cameraId={camera.id} isSelected />
        {typeof view !== 'string' && (
          <Button
            size="small"
            block
            icon={<EyeOutlined />}
            onClick={() => standAtCamera(view)}
            data-testid="stand-there"
          >
            {say('camera.standThere')}
          </Button>
        )}
      </FactGroup>
      <FactGroup title={say('camera.footprint')}>
        <FootprintNote />
      </FactGroup>
    </>
  );
}
