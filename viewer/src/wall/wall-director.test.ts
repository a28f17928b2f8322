import type { Alarm, AlarmSeverity, AlarmState } from '@undercroft/core/live/alarm';
import { describe, expect, it } from 'vitest';
import { type DirectorSettings, type DirectorState, direct, startDirector, waiting } from './wall-director.ts';

/** The hour of the story in which alarms tell time. */
const NOON_MS = Date.UTC(2026, 5, 21, 4);

const SETTINGS: DirectorSettings = { dwellS: [20, 10], alarmDwellS: 30, heldStop: null };

type Said = Partial<Pick<Alarm, 'position' | 'openedMs' | 'severity' | 'state'>>;

function alarm(alarmId: string, severity: AlarmSeverity, openedS: number, said: Said = {}): Alarm {
  return {
    alarmId,
    ruleId: 'cover-tilt',
    rulesVersion: '1',
    sensorKind: 'coverTilt',
    thingId: `cover-${alarmId}`,
    source: 'gateway',
    severity,
    state: 'open',
    isActive: true,
    position: [119.6, 39.92],
    cause: { quantity: 'tiltDeg', unit: 'deg', value: 40, threshold: 15 },
    count: 1,
    openedMs: NOON_MS + openedS * 1000,
    acknowledgedMs: null,
    acknowledgedBy: null,
    returnedMs: null,
    closedMs: null,
    closedBy: null,
    note: null,
    caseId: null,
    ...said,
  };
}

/** A wall that is directed each quarter of a second, as on the page; seconds since it began. */
class Story {
  state: DirectorState;
  private readonly settings: DirectorSettings;
  private readonly alarms = new Map<string, Alarm>();
  private readonly log: string[] = [];
  private quarters = 0;

  constructor(settings = SETTINGS) {
    this.settings = settings;
    this.state = startDirector(settings, 0);
    this.note();
  }

  put(...alarms: readonly Alarm[]): this {
    for (const each of alarms) this.alarms.set(each.alarmId, each);
    return this;
  }

  become(alarmId: string, state: AlarmState, severity?: AlarmSeverity): this {
    const held = this.alarms.get(alarmId);
    if (state === 'closed' || held === undefined) this.alarms.delete(alarmId);
    else this.alarms.set(alarmId, { ...held, state, severity: severity ?? held.severity });
    return this;
  }

  until(second: number): this {
    for (; this.quarters <= second * 4; this.quarters++) {
      const before = this.state.shot;
      this.state = direct(this.state, this.input, this.settings);
      if (this.state.shot !== before) this.note();
    }
    return this;
  }

  get input() {
    const nowMs = this.quarters * 250;
    return { alarms: this.alarms, nowMs, instantMs: NOON_MS + nowMs };
  }

  /** Every view with the second in which it was gone to. */
  get told(): readonly string[] {
    return this.log;
  }

  private note(): void {
    const { view } = this.state;
    const name = view.kind === 'alarm' ? view.alarmId : view.kind === 'stop' ? `stop ${view.index}` : 'stand';
    this.log.push(`${this.quarters / 4} ${name}`);
  }
}

describe('the tour', () => {
  it('goes round by the seconds of each stop', () => {
    expect(new Story().until(55).told).toEqual(['0 stop 0', '20 stop 1', '30 stop 0', '50 stop 1']);
  });

  it('stays where there is one stop, none, or where the address says so', () => {
    expect(new Story({ ...SETTINGS, dwellS: [10] }).until(60).told).toEqual(['0 stop 0']);
    expect(new Story({ ...SETTINGS, dwellS: [] }).until(60).told).toEqual(['0 stand']);
    expect(new Story({ ...SETTINGS, heldStop: 1 }).until(60).told).toEqual(['0 stop 1']);
  });
});

describe('an alarm', () => {
  it('stops the tour within a quarter of a second, is shown for its time, and gives back the stop it took', () => {
    const story = new Story()
      .until(5)
      .put(alarm('a', 'red', 5))
      .until(60);
    expect(story.told).toEqual(['0 stop 0', '5.25 a', '35.25 stop 0', '55.25 stop 1']);
  });

  it('is left five seconds after somebody took it on', () => {
    const story = new Story()
      .until(5)
      .put(alarm('a', 'red', 5))
      .until(15)
      .become('a', 'acknowledged')
      .until(30);
    // Seen at 15.25, left at 20.25.
    expect(story.told).toEqual(['0 stop 0', '5.25 a', '20.25 stop 0']);
  });

  it('is left five seconds after it is closed', () => {
    const story = new Story()
      .until(5)
      .put(alarm('a', 'red', 5))
      .until(15)
      .become('a', 'closed')
      .until(30);
    expect(story.told).toEqual(['0 stop 0', '5.25 a', '20.25 stop 0']);
  });

  it('is not gone to without a place, or when it was open for ten minutes before the wall looked', () => {
    const nowhere = alarm('a', 'red', 0, { position: null });
    expect(new Story().put(nowhere, alarm('b', 'red', -601)).until(15).told).toEqual(['0 stop 0']);
  });

  it('is shown again when it has become worse', () => {
    const story = new Story()
      .put(alarm('a', 'blue', 0))
      .until(32)
      .become('a', 'open', 'orange')
      .until(33);
    expect(story.told).toEqual(['0 stop 0', '0 a', '30 stop 0', '32.25 a']);
  });
});

describe('several alarms', () => {
  it('are shown the worst first, of equal ones the oldest', () => {
    const story = new Story({ ...SETTINGS, alarmDwellS: 10 });
    story.put(alarm('blue', 'blue', -9), alarm('late', 'red', -1), alarm('early', 'red', -5)).until(35);
    expect(story.told).toEqual(['0 stop 0', '0 early', '10 late', '20 blue', '30 stop 0']);
  });

  it('give way to a worse one and come again', () => {
    const story = new Story()
      .put(alarm('y', 'yellow', 0))
      .until(12)
      .put(alarm('r', 'red', 12))
      .until(80);
    expect(story.told).toEqual(['0 stop 0', '0 y', '12.25 r', '42.25 y', '72.25 stop 0']);
  });

  it('do not give way to one that is no worse', () => {
    const story = new Story()
      .put(alarm('a', 'orange', 0))
      .until(12)
      .put(alarm('b', 'orange', 12))
      .until(31);
    expect(story.told).toEqual(['0 stop 0', '0 a', '30 b']);
  });

  it('in a flood move the camera once in eight seconds at the most', () => {
    const story = new Story();
    const severities = ['blue', 'yellow', 'orange', 'red'] as const;
    for (const [i, severity] of severities.entries()) story.put(alarm(`${i}`, severity, i)).until(i);
    story.until(20);
    // Each is worse than the last, but only what is worst when eight seconds are over is gone to.
    expect(story.told).toEqual(['0 stop 0', '0 0', '8 3']);
    expect(waiting(story.state, story.input).map(({ alarmId }) => alarmId)).toEqual(['2', '1', '0']);
  });

  it('taken on one after the other are shown eight seconds apart', () => {
    const story = new Story().put(alarm('a', 'red', 0), alarm('b', 'red', 1)).until(1);
    story.become('a', 'acknowledged').until(20);
    // Taken on at 1.25: it could be left at 6.25, but the camera moved at 0.
    expect(story.told).toEqual(['0 stop 0', '0 a', '8 b']);
  });
});

describe('direct', () => {
  it('returns the same state while nothing changes', () => {
    const state = startDirector(SETTINGS, 0);
    expect(direct(state, { alarms: new Map(), nowMs: 19_999, instantMs: NOON_MS }, SETTINGS)).toBe(state);
  });
});
