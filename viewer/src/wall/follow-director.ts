import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { Wall } from '@undercroft/core/protocol/live/wall';
import type { Globe } from '../globe/globe.ts';
import { useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { type AlarmScene, useAlarmScene } from './alarm-scene.ts';
import { openStreet, STREET_PITCH_DEG, streetCorners } from './open-street.ts';
import { streetHeading } from './street-heading.ts';
import type { DirectorState, WallView } from './wall-director.ts';
import { useWall } from './wall-store.ts';
import { waterWords } from './water-words.ts';

/** From stop to stop, and to an alarm, seconds. */
const TOUR_S = 5;
const ALARM_S = 2;

/** The view of an alarm. */
const ALARM_DISTANCE_M = 16;

/** The card covers so much of the picture's right side, in sizes of the least type (`wall-card.css`). */
const CARD_REM = 26;

/** Where the ground is looked at for whether it became another, as of a street opened so deep, metres. */
const LEVELS_DEPTH_M = 3;

const UNCOVERED = { leftPx: 0, rightPx: 0 };

/** What lies about an alarm says from where to look; a server that takes longer is not waited for, milliseconds. */
const PATIENCE_MS = 700;

/** Keeps the 3D view with what the director looks at. A view that stands for a lost one does not fly. */
export function followDirector(globe: Globe, scene: PublicScene, wall: Wall, isHealed: boolean): () => void {
  let patience: ReturnType<typeof setTimeout> | undefined;
  let flown: string | null = null;
  const opacity = (view: WallView): number => {
    const own = view.kind === 'stop' ? wall.tour[view.index]?.groundOpacity : undefined;
    return own ?? scene.groundAtFirst ?? 1;
  };

  const flyToAlarm = (alarmId: string, at: readonly [number, number]): void => {
    clearTimeout(patience);
    flown = alarmId;
    globe.wall.lookAt(
      { lon: at[0], lat: at[1], distanceM: ALARM_DISTANCE_M, headingDeg, pitchDeg: STREET_PITCH_DEG },
      { leftPx: 0, rightPx: CARD_REM * remPx() },
      ALARM_S,
    );
    open();
  };
  const headingNow = (): number => useApp.getState().camera?.headingDeg ?? scene.camera.headingDeg;
  let headingDeg = 0;
  let opened = '';
  const open = (): void => {
    const { at, alarmId, context } = useAlarmScene.getState();
    if (at === null || alarmId !== flown) return;
    const known = context.state === 'ready' ? context.value : null;
    const asked = {
      at: known?.manhole?.position ?? at,
      headingDeg,
      well: known?.manhole ?? null,
      waterLevelM: known?.water?.levelM ?? null,
      note: waterWords(known?.water ?? null),
    };
    // What lies about it is asked for again and again, and opening moves the ground's tiles: anew only for something new.
    const levelsM = streetCorners(asked.at, headingDeg, LEVELS_DEPTH_M).map((corner) => globe.pits.levelAt(...corner));
    const key = JSON.stringify([alarmId, asked, levelsM.map((levelM) => levelM?.toFixed(1))]);
    if (key === opened) return;
    opened = key;
    globe.wall.open(openStreet(asked, globe.pits.levelAt));
  };
  const close = (): void => {
    opened = '';
    globe.wall.open(null);
  };
  const arrive = (): void => {
    const { alarmId, at, context } = useAlarmScene.getState();
    if (alarmId === null || at === null || flown === alarmId) return;
    headingDeg = streetHeading(context.state === 'ready' ? context.value.pipes : null, headingNow());
    flyToAlarm(alarmId, at);
  };
  const show = ({ view }: DirectorState, isFlown: boolean): void => {
    clearTimeout(patience);
    globe.wall.hold();
    globe.setGroundOpacity(opacity(view));
    switch (view.kind) {
      case 'alarm':
        close();
        patience = setTimeout(arrive, PATIENCE_MS);
        // At a change of the view what is known may still be of the alarm before.
        if (useAlarmScene.getState().alarmId === view.alarmId && isAsked()) arrive();
        return;
      case 'stop':
      case 'stand': {
        flown = null;
        close();
        if (!isFlown) return;
        const stop = view.kind === 'stop' ? wall.tour[view.index] : undefined;
        const { target, distanceM, headingDeg: heading, pitchDeg } = stop ?? scene.camera;
        globe.wall.lookAt(
          { lon: target[0], lat: target[1], distanceM, headingDeg: heading, pitchDeg },
          UNCOVERED,
          TOUR_S,
        );
        return;
      }
    }
  };
  const isAsked = (): boolean => useAlarmScene.getState().context.state !== 'loading';
  const onScene = (now: AlarmScene, before: AlarmScene): void => {
    if (now.context === before.context || now.alarmId === null) return;
    if (flown === now.alarmId) open();
    else if (isAsked()) arrive();
  };

  const { director } = useWall.getState();
  useWall.setState({ lookedAt: placeOf(director.view, scene, wall) });
  show(director, !isHealed || director.view.kind === 'alarm');
  const stopDirector = useWall.subscribe((now, before) => {
    if (now.director.shot === before.director.shot) return;
    useWall.setState({ lookedAt: placeOf(now.director.view, scene, wall) });
    show(now.director, true);
  });
  const stopScene = useAlarmScene.subscribe(onScene);
  // Finer ground comes while one looks: the street is opened anew in it.
  const stopGround = useApp.subscribe((now, before) => {
    if (now.groundReady && !before.groundReady && flown !== null) open();
  });
  return () => {
    clearTimeout(patience);
    stopDirector();
    stopScene();
    stopGround();
  };
}

/** The point of the ground that a view is about, degrees. */
function placeOf(view: WallView, scene: PublicScene, { tour }: Wall): readonly [number, number] {
  if (view.kind === 'alarm') return useLive.getState().alarms.get(view.alarmId)?.position ?? scene.camera.target;
  return (view.kind === 'stop' ? tour[view.index]?.target : undefined) ?? scene.camera.target;
}

function remPx(): number {
  return Number.parseFloat(document.documentElement.style.fontSize) || 16;
}
