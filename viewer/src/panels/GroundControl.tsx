import { Button, Slider } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { setGroundOpacity, toggleGround } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

export function GroundControl() {
  const say = useSay();
  const opacity = useApp((state) => state.groundOpacity);
  return (
    <div className="ground-control">
      <div className="ground-head">
        <h3>{say('ground.title')}</h3>
        <Button size="small" type="link" onClick={toggleGround} data-testid="ground-toggle">
          {say(opacity < 1 ? 'ground.close' : 'ground.seeThrough')}
        </Button>
      </div>
      <Slider
        min={0}
        max={100}
        step={5}
        value={Math.round(opacity * 100)}
        onChange={(percent: number) => setGroundOpacity(percent / 100)}
        ariaLabelForHandle={say('ground.opacity')}
        tooltip={{ formatter: (percent) => (percent === 100 ? say('ground.solid') : `${percent ?? 0} %`) }}
      />
    </div>
  );
}
