import { SettingOutlined } from '@ant-design/icons';
import { Button, Popover, Radio, Tooltip } from 'antd';
import { useState } from 'react';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { chooseQuality } from '../state/actions.ts';
import { QUALITY_CHOICES } from '../state/remembered-quality.ts';
import { useApp } from '../state/store.ts';

const HINTS = {
  low: 'drawing.low.hint',
  medium: 'drawing.medium.hint',
  high: 'drawing.high.hint',
} as const satisfies Record<string, MessageKey>;

/** How finely the scene is drawn: by itself, or as somebody prefers. */
export function QualityControl() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="leftBottom"
      title={say('drawing.title')}
      content={<QualityChoices />}
    >
      <Tooltip title={open ? '' : say('drawing.open')} placement="left">
        <Button
          icon={<SettingOutlined />}
          aria-label={say('drawing.open')}
          aria-expanded={open}
          data-testid="quality"
        />
      </Tooltip>
    </Popover>
  );
}

function QualityChoices() {
  const say = useSay();
  const choice = useApp((state) => state.qualityChoice);
  const now = useApp((state) => state.quality);
  return (
    <Radio.Group
      className="quality-choices"
      value={choice}
      onChange={(event) => {
        const next = QUALITY_CHOICES.find((each) => each === event.target.value);
        if (next !== undefined) chooseQuality(next);
      }}
    >
      {QUALITY_CHOICES.map((each) => (
        <Radio key={each} value={each}>
          {each === 'auto' ? (
            say('drawing.auto', { now: say(`drawing.${now}`) })
          ) : (
            <>
              {say(`drawing.${each}`)} <span className="muted">{say(HINTS[each])}</span>
            </>
          )}
        </Radio>
      ))}
    </Radio.Group>
  );
}
