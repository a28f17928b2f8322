import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useCases } from '../cases/case-store.ts';
import { useData } from '../data/data-store.ts';
import type { Picked } from '../globe/automation.ts';
import type { LiveDesk } from '../globe/live/live-desk.ts';
import { holdLive } from '../live/hold-live.ts';
import { goLive } from '../live/live-actions.ts';
import { livePositions } from '../live/live-positions.ts';
import { type LiveState, shownMs, useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { closeDesk, unwatch, watch } from './desk-actions.ts';
import { type DeskSelection, type DeskState, useDesk } from './desk-store.ts';
import { signWords } from './desk-words.ts';
import { liveSigns } from './live-signs.ts';
import { usePlace } from './place-store.ts';

let desk: LiveDesk | null = null;

/** Clocks of cases change their signs without any event, milliseconds. */
const SIGNS_EVERY_MS = 5000;

/** Joins the desk and the live state of the page to a 3D view; returns what parts them. */
export function attachDesk(next: LiveDesk, scene: PublicScene): () => void {
  desk = next;
  let leave: (() => void) | null = null;
  let flownTo = '';
  const follow = ({ open }: DeskState): void => {
    // The stream is for those who look at it.
    if (open && leave === null && scene.live !== undefined) leave = holdLive(scene.id);
    else if (!open && leave !== null) {
      leave();
      leave = null;
      // A live picture may hold the stream on, and the bar that leads back from the past is gone.
      goLive();
    }
    next.setOpen(open);
    next.setPointsAside(open || useCases.getState().open);
  };
  const sign = (): void => {
    if (!useDesk.getState().open) return;
    const live = useLive.getState();
    next.show(liveSigns(live, shownMs(live, Date.now())), signWords);
  };
  const mark = (): void => {
    const { selected } = useDesk.getState();
    next.select(selected === null || selected.kind === 'unit' ? null : selected.id);
    const sent = [...useLive.getState().cases.values()].flatMap(({ unit }) => unit ?? []);
    next.setUnits(selected?.kind === 'unit' ? selected.id : null, new Set(sent));
  };
  const fly = (): void => {
    const { selected } = useDesk.getState();
    const key = selected === null ? '' : `${selected.kind} ${selected.id}`;
    if (key === flownTo) return;
    const place = placeOf(selected, useLive.getState());
    if (place !== null) next.lookAt(...place);
    // What the address names is flown to once it is known.
    if (place !== null || selected === null) flownTo = key;
  };
  const start = useDesk.getState();
  follow(start);
  sign();
  mark();
  const timer = setInterval(sign, SIGNS_EVERY_MS);
  const stopDesk = useDesk.subscribe((now, before) => {
    if (now.open !== before.open) {
      follow(now);
      sign();
    }
    if (now.selected !== before.selected) {
      mark();
      fly();
    }
  });
  const stopLive = useLive.subscribe((now, before) => {
    if (now.alarms === before.alarms && now.cases === before.cases) return;
    sign();
    if (now.cases !== before.cases) mark();
    fly();
  });
  // One panel at a time stands on the left.
  const stopOthers = [
    useCases.subscribe((now, before) => {
      if (now.open && !before.open) closeDesk();
    }),
    useData.subscribe((now, before) => {
      if (now.open && !before.open) closeDesk();
    }),
  ];
  const stopPlace = usePlace.subscribe(({ gauges }) => next.setGauges(gauges));
  const stopApp = useApp.subscribe((now, before) => {
    const isOther =
      (now.selection !== before.selection && now.selection !== null) ||
      (now.modelPart !== before.modelPart && now.modelPart !== null);
    if (isOther || (now.building !== before.building && now.building !== null)) unwatch();
    if (now.language !== before.language) sign();
  });
  return () => {
    clearInterval(timer);
    stopDesk();
    stopLive();
    stopPlace();
    for (const stop of stopOthers) stop();
    stopApp();
    leave?.();
    next.setPointsAside(false);
    desk = null;
  };
}

/** Where what is selected is; `null` while that is not known. */
function placeOf(
  selected: DeskState['selected'],
  { alarms, cases }: Pick<LiveState, 'alarms' | 'cases'>,
): readonly [lon: number, lat: number] | null {
  if (selected === null) return null;
  switch (selected.kind) {
    case 'alarm':
      return alarms.get(selected.id)?.position ?? null;
    case 'case':
      return cases.get(selected.id)?.position ?? null;
    case 'unit': {
      const row = livePositions.rowOf(selected.id);
      return row === null ? null : [livePositions.lons[row] ?? 0, livePositions.lats[row] ?? 0];
    }
  }
}

/** Flies to a place, as a list row does. */
export function lookAtPlace(place: readonly [lon: number, lat: number], distanceM?: number): void {
  desk?.lookAt(...place, distanceM);
}

/** Level of the drawn ground, metres above the datum; `null` without a view. */
export function groundLevelM(lon: number, lat: number): number | null {
  return desk?.groundLevelM(lon, lat) ?? null;
}

const PICKED_KINDS: Readonly<Record<string, DeskSelection['kind']>> = {
  alarm: 'alarm',
  liveCase: 'case',
  liveUnit: 'unit',
};

/** Takes a click on an alarm, a case or a unit; false where it was on something else. */
export function takeLivePick({ id, kind }: Picked): boolean {
  const watched = kind === null ? undefined : PICKED_KINDS[kind];
  if (watched === undefined) return false;
  watch({ kind: watched, id });
  return true;
}
