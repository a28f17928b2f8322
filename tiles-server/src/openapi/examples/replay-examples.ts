/** Twenty past eleven on a rainy morning in July, in China. */
const AT_MS = Date.UTC(2025, 6, 14, 3, 20);

const LEVEL = {
  eventId: 0,
  receivedMs: AT_MS - 140_000,
  isHistorical: false,
  positionBasis: null,
  event: {
    kind: 'reading',
    source: 'simulator',
    id: 'YWJC-0042',
    eventTimeMs: AT_MS - 140_000,
    sequence: 2_919_211,
    position: null,
    quality: 'good',
    value: { quantity: 'fillDepth', unit: 'm', value: 0.934 },
  },
};

const CASE = {
  eventId: 0,
  receivedMs: AT_MS - 600_000,
  isHistorical: false,
  positionBasis: 'geodetic',
  event: {
    kind: 'case',
    source: 'cases',
    id: '2025071400214',
    eventTimeMs: AT_MS - 600_000,
    sequence: 2,
    position: [119.6012, 39.9241],
    quality: 'unknown',
    value: {
      sourceId: '2025071400214',
      kind: 'event',
      category: '0203',
      title: '道路积水',
      channel: 'hotline',
      position: [119.6012, 39.9241],
      gridCell: '130302005001011',
      component: null,
      address: '海港区西港街道振兴街',
      department: null,
      steps: {
        report: AT_MS - 900_000,
        register: AT_MS - 600_000,
        dispatch: null,
        handle: null,
        verify: null,
        close: null,
      },
      dispatchDueMs: AT_MS - 300_000,
      handleDueMs: null,
      result: 'open',
      registerDueMs: null,
      verifyDueMs: null,
      closeDueMs: null,
      unit: null,
      alarmId: null,
      duplicateOf: null,
      reopenedCount: 0,
      returnedCount: 0,
      lateSteps: [],
    },
  },
};

/** Before the log begins: a level out of the generator, and a case of the tables that nobody had dispatched yet. */
export const LIVE_STATE_ANSWER = {
  atMs: AT_MS,
  by: 'event',
  upTo: null,
  logFromMs: Date.UTC(2026, 10, 20, 1),
  isSimulated: true,
  isWhole: true,
  events: [LEVEL, CASE],
};

export const LIVE_HISTORY_ANSWER = {
  fromMs: AT_MS - 900_000,
  toMs: AT_MS,
  by: 'event',
  isSimulated: true,
  more: false,
  wholeToMs: AT_MS,
  events: [CASE, LEVEL],
};

export const LIVE_EXTENT_ANSWER = {
  fromMs: Date.UTC(2024, 11, 31, 16),
  logFromMs: Date.UTC(2026, 10, 20, 1),
  isSimulated: true,
  casesByDay: [
    { startMs: Date.UTC(2024, 11, 31, 16), count: 214 },
    { startMs: Date.UTC(2025, 0, 1, 16), count: 377 },
  ],
};

export const THING_EVENTS_ANSWER = { events: [LEVEL], isSimulated: true, more: false };

export const NETWORK_AT_ANSWER = {
  atMs: AT_MS,
  revision: '412-9f3ab2c1d4e5f607',
  fromMs: AT_MS - 86_400_000,
  untilMs: AT_MS + 3_600_000,
};
