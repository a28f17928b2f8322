import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { caseClient } from '../cases/case-client.ts';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import type { LonLat } from '../pit/pit-spec.ts';
import { useApp } from '../state/store.ts';
import { DensityTable } from './DensityTable.tsx';
import { type Box, densityBox } from './density-box.ts';
import type { DensityMap } from './density-map.ts';
import { askOutline, type Outline } from './density-outline.ts';
import { DENSITY_TONES } from './density-tones.ts';
import { useAsked } from './use-asked.ts';
import { countText, dateText } from './wall-format.ts';

const DAYS = 10;
const DAY_MS = 86_400_000;
const EVERY_MS = 60_000;

/** Most cases that are drawn: what one answer holds. */
const MOST = 5000;

/** Hexagons over the longer side of the rectangle. */
const HEXAGONS = 34;
const METRES_PER_DEGREE = 111_320;

const api = caseClient();

/** Where the latest cases were reported, as hexagons over the shore and the streets. */
export function DensityPanel({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { id, revision, utcOffsetMinutes = 0 } = scene;
  const ask = useCallback((signal: AbortSignal) => latestCases(id, signal), [id]);
  const asked = useAsked(ask, EVERY_MS);
  const known = asked.state === 'ready' ? asked.value : null;
  const places = useMemo(() => known?.cases.map(({ position }) => position) ?? [], [known]);
  const box = useMemo(() => densityBox(places), [places]);
  const isOld = asked.state === 'ready' && asked.isOld;
  const words = (): string => {
    if (asked.state === 'failed') return say('wall.densityFailed');
    if (known === null) return '';
    if (known.cases.length === 0) return say('wall.densityNone', { days: DAYS });
    const [from, to] = [known.fromMs, known.toMs].map((ms) => dateText(ms, utcOffsetMinutes));
    const number = countText(known.cases.length, language);
    return say(known.more ? 'wall.densityMore' : 'wall.densityOf', { number, from: from ?? '', to: to ?? '' });
  };
  return (
    <section
      className={`wall-panel wall-density ${isOld ? 'is-old' : ''}`}
      aria-label={say('wall.density')}
      data-testid="wall-density"
    >
      <h3>{say('wall.density')}</h3>
      <p className="muted figures">{words()}</p>
      {box !== null && (
        <Plan boxKey={box.map((each) => each.toFixed(3)).join()} scene={id} revision={revision} places={places} />
      )}
      {known !== null && <DensityTable cases={known.cases} />}
    </section>
  );
}

/** The cases of the last days that any are known of, and which days those are. */
async function latestCases(scene: string, signal: AbortSignal) {
  const { toMs: newestMs } = await api.summary(scene, { fromMs: null, toMs: null, cell: null }, 0, signal);
  const nowMs = Date.now() + useLive.getState().aheadMs;
  const toMs = Math.min(nowMs, newestMs ?? nowMs) + 1;
  const range = { fromMs: toMs - DAYS * DAY_MS, toMs };
  const { cases, more } = await api.within(scene, { ...range, cell: null }, WORLD, MOST, signal);
  return { cases, more, ...range };
}

const WORLD = [-180, -85, 180, 85] as const;

interface PlanProps {
  /** West, south, east, north with commas between: the plan is made anew for another. */
  readonly boxKey: string;
  readonly scene: string;
  readonly revision: string;
  readonly places: readonly LonLat[];
}

/** Waits before the plan is made anew after its canvas was lost, milliseconds. */
const HEAL_MS = 1000;

function Plan({ boxKey, scene, revision, places }: PlanProps) {
  const say = useSay();
  const host = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<DensityMap | null>(null);
  const [outline, setOutline] = useState<Outline | null>(null);
  const [most, setMost] = useState<number | null>(null);
  const [round, setRound] = useState(0);
  const [hasGl] = useState(hasWebGl);
  useEffect(() => {
    const container = host.current;
    if (container === null || !hasGl) return;
    let made: DensityMap | null = null;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setRound(round + 1), HEAL_MS);
    };
    const box = boxOf(boxKey);
    const longer = Math.max((box[2] - box[0]) * Math.cos((box[1] * Math.PI) / 180), box[3] - box[1]);
    void import('./density-map.ts').then(({ densityMap }) => {
      if (isOver) return;
      const radiusM = (longer * METRES_PER_DEGREE) / HEXAGONS / 2;
      made = densityMap({ host: container, box, radiusM, onMost: setMost, onFailed: again });
      setMap(made);
    }, again);
    return () => {
      isOver = true;
      clearTimeout(timer);
      setMap(null);
      made?.destroy();
    };
  }, [boxKey, hasGl, round]);
  useEffect(() => {
    const controller = new AbortController();
    askOutline(scene, revision, boxOf(boxKey), controller.signal).then(setOutline, () => undefined);
    return () => controller.abort();
  }, [scene, revision, boxKey]);
  useEffect(() => map?.show(places, outline), [map, places, outline]);
  if (!hasGl) return <p className="wall-unknown">{say('wall.densityNoGl')}</p>;
  return (
    <>
      <div className="density-plan" ref={host} aria-hidden="true" />
      {most !== null && most > 0 && (
        <p className="density-key figures" aria-hidden="true">
          <span>1</span>
          {DENSITY_TONES.map((tone) => (
            <i key={tone.join()} style={{ background: `rgb(${tone.join(' ')})` }} />
          ))}
          <span>{most}</span> <span className="muted">{say('wall.densityKey')}</span>
        </p>
      )}
    </>
  );
}

function boxOf(key: string): Box {
  const [west = 0, south = 0, east = 0, north = 0] = key.split(',').map(Number);
  return [west, south, east, north];
}

function hasWebGl(): boolean {
  return new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
}
