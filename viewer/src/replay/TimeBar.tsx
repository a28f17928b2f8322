import { CaretRightOutlined, CloseOutlined, HistoryOutlined, PauseOutlined } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { Button, Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { clockText, zoneText } from '../cases/case-format.ts';
import { openDesk } from '../desk/desk-actions.ts';
import { useDesk } from '../desk/desk-store.ts';
import { useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { DayPicker } from './DayPicker.tsx';
import { DAY_MS, dayScale, midnightBefore } from './day-scale.ts';
import { PipesNote } from './PipesNote.tsx';
import { attachReplay, backToLive, chooseSpeed, pauseHere, playOn, presentMs, seekTo } from './replay-actions.ts';
import { REPLAY_SPEEDS } from './replay-player.ts';
import { useReplay } from './replay-store.ts';
import { SelectedThen } from './SelectedThen.tsx';
import { TimeNote } from './TimeNote.tsx';
import './replay.css';

interface Props {
  readonly scene: PublicScene;
}

const MINUTE_MS = 60_000;
/** How often the clock of the bar goes on while it is live, milliseconds. */
const LIVE_TICK_MS = 1000;

const SPEEDS = REPLAY_SPEEDS.map((speed) => ({ value: speed, label: `${speed}×` }));

/** The clock of the desk; an address that names an instant opens the desk with it. */
export function TimeBar({ scene }: Props) {
  const isOpen = useDesk((state) => state.open);
  const isLinked = useReplay((state) => state.linkedMs !== null);
  useEffect(() => {
    if (isLinked && !isOpen) openDesk();
  }, [isLinked, isOpen]);
  return isOpen ? <Bar scene={scene} /> : null;
}

/** The present, or an instant of the past that stands still or goes by. */
function Bar({ scene }: Props) {
  const say = useSay();
  const utcOffsetMinutes = scene.utcOffsetMinutes ?? 0;
  const clock = useLive((state) => state.clock);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => attachReplay(scene.id, utcOffsetMinutes), [scene.id, utcOffsetMinutes]);
  const isLive = clock.mode === 'live';
  if (isLive && !isAsked) {
    return (
      <div className="time-bar is-closed" data-testid="time-bar" data-mode="live">
        <Button size="small" icon={<HistoryOutlined />} onClick={() => setAsked(true)} data-testid="replay-open">
          {say('replay.open')}
        </Button>
      </div>
    );
  }
  const toLive = (): void => {
    backToLive();
    setAsked(false);
  };
  return (
    <section
      className={`time-bar ${isLive ? 'is-live' : 'is-past'}`}
      aria-label={say('replay.title')}
      data-testid="time-bar"
      data-mode={clock.mode}
    >
      <div className="time-line">
        {clock.mode === 'playing' ? (
          <Button
            icon={<PauseOutlined />}
            onClick={pauseHere}
            aria-label={say('replay.pause')}
            data-testid="replay-pause"
          />
        ) : (
          <Button
            icon={isLive ? <PauseOutlined /> : <CaretRightOutlined />}
            onClick={isLive ? pauseHere : playOn}
            aria-label={say(isLive ? 'replay.pause' : 'replay.play')}
            data-testid={isLive ? 'replay-pause' : 'replay-play'}
          />
        )}
        <Speeds />
        <Instant utcOffsetMinutes={utcOffsetMinutes} isDeclared={scene.utcOffsetMinutes !== undefined} />
        <TimeNote />
        {isLive ? (
          <>
            <span className="time-live">{say('replay.live')}</span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={say('replay.close')}
              onClick={() => setAsked(false)}
            />
          </>
        ) : (
          <Button type="primary" size="small" onClick={toLive} data-testid="replay-live">
            {say('replay.backToLive')}
          </Button>
        )}
      </div>
      <Scrubber utcOffsetMinutes={utcOffsetMinutes} />
      {!isLive && <p className="time-today muted">{say('replay.today')}</p>}
      <PipesNote utcOffsetMinutes={utcOffsetMinutes} />
      {!isLive && <SelectedThen scene={scene.id} />}
    </section>
  );
}

function Speeds() {
  const say = useSay();
  const speed = useReplay((state) => state.speed);
  return (
    <Segmented size="small" options={SPEEDS} value={speed} onChange={chooseSpeed} aria-label={say('replay.speed')} />
  );
}

/** The instant shown, which may be typed. */
function Instant({
  utcOffsetMinutes,
  isDeclared,
}: {
  readonly utcOffsetMinutes: number;
  readonly isDeclared: boolean;
}) {
  const say = useSay();
  const atMs = useShown();
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  const read = (text: string): void => {
    const ms = Date.parse(`${text}Z`) - offsetMs;
    if (!Number.isNaN(ms)) seekTo(ms);
  };
  return (
    <label className="time-instant">
      <input
        type="datetime-local"
        step={1}
        value={new Date(Math.floor(atMs / 1000) * 1000 + offsetMs).toISOString().slice(0, 19)}
        max={clockText(presentMs(), utcOffsetMinutes).replace(' ', 'T')}
        aria-label={say('replay.instant')}
        data-testid="replay-instant"
        onChange={(event) => read(event.target.value)}
      />
      <span className="muted">{isDeclared ? zoneText(utcOffsetMinutes) : 'UTC'}</span>
    </label>
  );
}

/** The minute of the day, and the day. */
function Scrubber({ utcOffsetMinutes }: { readonly utcOffsetMinutes: number }) {
  const say = useSay();
  const extent = useReplay((state) => state.extent);
  const atMs = useShown();
  const today = midnightBefore(presentMs(), utcOffsetMinutes);
  const scale = useMemo(() => dayScale(extent, today, utcOffsetMinutes), [extent, today, utcOffsetMinutes]);
  const midnight = midnightBefore(atMs, utcOffsetMinutes);
  const minute = Math.floor((atMs - midnight) / MINUTE_MS);
  return (
    <>
      <div className="time-minutes">
        <input
          type="range"
          min={0}
          max={DAY_MS / MINUTE_MS - 1}
          step={1}
          value={minute}
          aria-label={say('replay.time')}
          aria-valuetext={clockText(atMs, utcOffsetMinutes)}
          data-testid="replay-minute"
          onChange={(event) => seekTo(midnight + Number(event.target.value) * MINUTE_MS)}
        />
        <div className="time-ticks muted figures" aria-hidden="true">
          {['0', '6', '12', '18', '24'].map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </div>
      </div>
      <DayPicker scale={scale} atMs={atMs} utcOffsetMinutes={utcOffsetMinutes} />
    </>
  );
}

/** The instant that the page shows; while it is live it goes on by the second. */
function useShown(): number {
  const [machineMs, setMachineMs] = useState(() => Date.now());
  const isLive = useLive((state) => state.clock.mode === 'live');
  useEffect(() => {
    if (!isLive) return;
    setMachineMs(Date.now());
    const timer = setInterval(() => setMachineMs(Date.now()), LIVE_TICK_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  return useLive((state) => shownMs(state, machineMs));
}
