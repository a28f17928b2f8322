import { BulbOutlined } from '@ant-design/icons';
import { Button, Popover, Slider, Tooltip } from 'antd';
import { useState } from 'react';
import { fixed } from '../format/quantity.ts';
import { fromZoneClock, zoneClock } from '../format/zone-clock.ts';
import { defaultSunTime, sunPosition, zoneHours } from '../globe/sun-position.ts';
import { useSay } from '../i18n/i18n.ts';
import { setSunTime } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

interface Props {
  /** Longitude and latitude of the scene, degrees. */
  readonly place: readonly [number, number];
}

/** Steps of the hour, minutes. */
const STEP_MIN = 15;

/** Date and hour of the sun. */
export function SunControl({ place }: Props) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="leftBottom"
      title={say('sun.title')}
      content={<SunPanel place={place} />}
      destroyOnHidden
    >
      <Tooltip title={open ? '' : say('sun.open')} placement="left">
        <Button icon={<BulbOutlined />} aria-label={say('sun.open')} aria-expanded={open} data-testid="sun" />
      </Tooltip>
    </Popover>
  );
}

function SunPanel({ place: [lon, lat] }: Props) {
  const say = useSay();
  const chosen = useApp((state) => state.sunTimeMs);
  const timeMs = chosen ?? defaultSunTime(lon, lat);
  const zone = zoneHours(lon);
  const { date, minutes } = zoneClock(timeMs, zone);
  const { altitudeDeg, azimuthDeg } = sunPosition(timeMs, lon, lat);
  const set = (nextDate: string, nextMinutes: number): void => {
    const next = fromZoneClock(nextDate, nextMinutes, zone);
    if (next !== null) setSunTime(next);
  };
  return (
    <div className="sun-panel">
      <div className="sun-line">
        <label>
          <span className="muted">{say('sun.date')}</span>
          <input
            type="date"
            value={date}
            onChange={(event) => set(event.target.value, minutes)}
            data-testid="sun-date"
          />
        </label>
        <strong className="figures" data-testid="sun-clock">
          {clockText(minutes)}
        </strong>
        <span className="muted">{say('sun.zone', { zone: zone < 0 ? `−${-zone}` : `+${zone}` })}</span>
      </div>
      <Slider
        min={0}
        max={24 * 60 - STEP_MIN}
        step={STEP_MIN}
        value={Math.round(minutes / STEP_MIN) * STEP_MIN}
        onChange={(next: number) => set(date, next)}
        marks={{ 0: '0', 360: '6', 720: '12', 1080: '18' }}
        tooltip={{ formatter: (value) => clockText(value ?? 0) }}
        ariaLabelForHandle={say('sun.hour')}
      />
      <div className="sun-line">
        <span className="muted figures">
          {altitudeDeg >= 0
            ? say('sun.up', { altitude: fixed(altitudeDeg, 0), azimuth: fixed(azimuthDeg, 0) })
            : say('sun.down', { altitude: fixed(-altitudeDeg, 0) })}
        </span>
        <span className="sun-buttons">
          <Button size="small" onClick={() => setSunTime(Date.now())} data-testid="sun-now">
            {say('sun.now')}
          </Button>
          <Button size="small" type="text" disabled={chosen === null} onClick={() => setSunTime(null)}>
            {say('sun.reset')}
          </Button>
        </span>
      </div>
    </div>
  );
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
