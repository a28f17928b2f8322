import { beforeEach, describe, expect, it } from 'vitest';
import { alarmEvent, alarmOf, positionEvent } from '../testing/live-events.ts';
import { applyEvents, applyFeeds, applySnapshot, attachStream, clearLive, goLive, setClock } from './live-actions.ts';
import { livePositions } from './live-positions.ts';
import { shownMs, useLive } from './live-store.ts';

describe('the live state of the page', () => {
  beforeEach(() => clearLive());

  it('knows nothing before the first snapshot, and then that there is none', () => {
    expect(useLive.getState().isKnown).toBe(false);
    applySnapshot([], 'live');
    expect([useLive.getState().isKnown, useLive.getState().alarms.size]).toEqual([true, 0]);
  });

  it('shows the past alone while the clock stands there, and asks for the present when it goes back', () => {
    let asked = 0;
    attachStream(() => {
      asked += 1;
    });
    applySnapshot([alarmEvent(1, alarmOf('now')), positionEvent(2, 'RY-1', [119.6, 39.9])], 'live');
    setClock({ mode: 'paused', atMs: 5000, speed: 1 });
    // Nothing of the present stands for the past.
    expect([useLive.getState().alarms.size, useLive.getState().isKnown, livePositions.count]).toEqual([0, false, 0]);
    applySnapshot([alarmEvent(1, alarmOf('then'))], 'replay');
    applyEvents([alarmEvent(9, alarmOf('now too'))], 'live');
    expect([...useLive.getState().alarms.keys()]).toEqual(['then']);
    expect(shownMs(useLive.getState(), 1e12)).toBe(5000);
    goLive();
    expect([useLive.getState().isKnown, asked]).toEqual([false, 1]);
    applyEvents([alarmEvent(9, alarmOf('then too'))], 'replay');
    expect(useLive.getState().alarms.size).toBe(0);
    attachStream(null);
  });

  it('goes by the clock of the server', () => {
    applyFeeds({ serverTimeMs: 10_250, feeds: [] }, 10_000);
    expect(shownMs(useLive.getState(), 20_000)).toBe(20_250);
  });
});
