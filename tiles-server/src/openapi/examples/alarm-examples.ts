import type { AlarmList, AlarmRecordAnswer } from '@undercroft/core/protocol/live/alarm-answers';
import type { AlarmContext } from '@undercroft/core/protocol/live/alarm-context';
import { camerasSeeingSchema } from '@undercroft/core/protocol/live/camera-answers';
import { nearestUnitsSchema } from '@undercroft/core/protocol/live/unit-answers';
import { CAMERAS_SEEING_ANSWER, NEAREST_UNITS_ANSWER } from './camera-examples.ts';

const SEEING = camerasSeeingSchema.parse(CAMERAS_SEEING_ANSWER);

/** A smart cover off its frame since half a minute. */
const ALARM: AlarmList['alarms'][number] = {
  alarmId: 'amwp0z9k0-0k3v9xq1b7c2ma',
  ruleId: 'cover-open',
  rulesVersion: 'builtin.2026.1',
  sensorKind: 'smartCover',
  thingId: 'ZNJG-0042',
  source: 'simulator',
  severity: 'red',
  state: 'open',
  isActive: true,
  position: [119.60124, 39.93417],
  cause: { quantity: 'isOpen', unit: '', value: null, threshold: null },
  count: 1,
  openedMs: 1_795_147_200_012,
  acknowledgedMs: null,
  acknowledgedBy: null,
  returnedMs: null,
  closedMs: null,
  closedBy: null,
  note: null,
  caseId: null,
};

export const ALARMS_EXAMPLE: AlarmList = {
  alarms: [ALARM],
  more: false,
  watch: { state: 'watching', detail: null, upTo: 4711 },
};

export const ALARM_EXAMPLE: AlarmRecordAnswer = {
  alarm: {
    ...ALARM,
    state: 'acknowledged',
    acknowledgedMs: 1_795_147_230_500,
    acknowledgedBy: '值班员 李伟',
    note: '已通知市政抢修',
  },
  steps: [
    { atMs: 1_795_147_200_012, step: 'opened', by: null, note: null },
    { atMs: 1_795_147_230_500, step: 'acknowledged', by: '值班员 李伟', note: '已通知市政抢修' },
  ],
};

export const ALARM_ACTION_EXAMPLE = { by: '值班员 李伟', note: '已通知市政抢修' };

export const ALARM_CONTEXT_EXAMPLE: AlarmContext = {
  alarm: ALARM,
  rule: {
    title: { en: 'Manhole cover open', zh: '井盖开启' },
    advice: {
      en: 'Send the nearest unit to guard the opening; close the lane until the cover is back.',
      zh: '立即派最近人员到现场看护警戒，复位前封闭车道。',
    },
  },
  thing: {
    id: 'devices.ZNJG-0042',
    sourceId: 'ZNJG-0042',
    name: { zh: '文化路智能井盖', en: 'Smart cover, Wenhua Road' },
    category: '智能井盖',
    address: '海港区文化路街道文化路',
    owner: '市政设施管理处(模拟)',
    position: [119.60124, 39.93417],
    levelM: 4.213,
  },
  manhole: {
    id: 'drains.YS00421',
    sourceId: 'YS00421',
    kind: 'manhole',
    utility: 'storm',
    position: [119.60124, 39.93417],
    coverLevelM: 4.213,
    sumpLevelM: 1.873,
    shaftDiameterMm: 700,
    owner: '排水公司(模拟)',
    foundBy: 'stated',
    distanceM: 0,
  },
  water: null,
  drainWater: {
    levelM: 1.641,
    depthM: 0.312,
    thingId: 'YWJC-0007',
    source: 'simulator',
    eventTimeMs: 1_795_146_900_000,
    ageS: 300,
    isStale: false,
    manholeId: 'drains.YS00424',
    alongM: 86,
  },
  readings: [
    {
      thingId: 'ZNJG-0042',
      name: { zh: '文化路智能井盖', en: 'Smart cover, Wenhua Road' },
      source: 'simulator',
      quantity: 'tilt',
      unit: 'deg',
      value: 41.5,
      quality: 'good',
      eventTimeMs: 1_795_147_200_000,
      ageS: 0,
      isStale: null,
      distanceM: 0,
      isHere: true,
    },
  ],
  pipes: [
    {
      id: 'drains.YS00421-YS00422',
      kind: 'conduit',
      utility: 'storm',
      widthMm: 600,
      heightMm: 600,
      material: '砼',
      owner: '排水公司(模拟)',
      end: 'from',
      invertM: 1.873,
      bearingDeg: 91.2,
      otherNode: 'drains.YS00422',
    },
  ],
  cameras: SEEING.cameras,
  cameraCounts: SEEING.counts,
  units: nearestUnitsSchema.parse(NEAREST_UNITS_ANSWER).units,
  owner: '市政设施管理处(模拟)',
  responsible: { department: '排水公司(模拟)', basis: 'class' },
  onDuty: [],
  missing: [{ part: 'water', why: 'No gauge in the manhole has said how high the water stands.' }],
};
