import { describe, expect, it } from 'vitest';
import { DEFAULT_ALARM_RULES } from './default-alarm-rules.ts';
import { alarmRuleFaults, readAlarmRules } from './read-alarm-rules.ts';

const FILE = 'scenes/town/live/alarm-rules.json';

function read(changes: Readonly<Record<string, unknown>>) {
  return readAlarmRules({ id: 'town', version: '3', ...changes }, FILE, 'town');
}

function rulesOf(changes: Readonly<Record<string, unknown>>) {
  const reading = read(changes);
  if (!reading.ok) throw new Error(reading.faults.join('\n'));
  return reading.rules;
}

function faultsOf(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const reading = read(changes);
  return reading.ok ? [] : reading.faults;
}

const WIND = {
  id: 'wind-strong',
  title: { en: 'Strong wind', zh: '大风' },
  advice: { en: 'Look at signs and trees.', zh: '检查广告牌和树木。' },
  sensorKind: 'weather',
  condition: { kind: 'threshold', quantity: 'windSpeed', side: 'above' },
  levels: [{ severity: 'blue', limit: 17.2 }],
};

describe('alarm rules of a city', () => {
  it('are the built-in ones, which watch only what their kinds measure', () => {
    expect(alarmRuleFaults(DEFAULT_ALARM_RULES)).toEqual([]);
    const ids = DEFAULT_ALARM_RULES.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(rulesOf({}).rules).toEqual(DEFAULT_ALARM_RULES.rules);
  });

  it('change the fields a row names, switch rows off, and add rows; the version names both', () => {
    const rules = rulesOf({
      rules: [
        { id: 'road-water', levels: [{ severity: 'red', limit: 150 }] },
        { id: 'noise-night', isDisabled: true },
        WIND,
      ],
    });
    const roadWater = rules.rules.find(({ id }) => id === 'road-water');
    expect(roadWater?.levels).toEqual([{ severity: 'red', limit: 150, holdS: 0 }]);
    expect(roadWater?.title.zh).toBe('道路积水');
    expect(rules.rules.some(({ id }) => id === 'noise-night')).toBe(false);
    expect(rules.rules.at(-1)).toMatchObject({ id: 'wind-strong', isLatching: true, schedule: null });
    expect(rules.version).toBe('3+builtin.2026.1');
  });

  it('name file, row, field, what was wanted and what came', () => {
    expect(faultsOf({ rules: [{ id: 'road-water', levels: [{ severity: 'purple', limit: 150 }] }] })).toEqual([
      `${FILE}: row road-water, levels.0.severity: wanted "red" or "orange" or "yellow" or "blue", got "purple"`,
    ]);
    expect(faultsOf({ rules: [{ ...WIND, condition: { ...WIND.condition, quantity: 'gusts' } }] })).toEqual([
      `${FILE}: row wind-strong, condition.quantity: wanted a quantity of weather (airTemperature, windSpeed, humidity), got "gusts"`,
    ]);
    expect(faultsOf({ rules: [{ id: 'wind-strong', isDisabled: true }] })).toEqual([
      `${FILE}: row wind-strong, isDisabled: wanted the id of a built-in rule, got one that is none`,
    ]);
    // A row that is added must be whole.
    expect(faultsOf({ rules: [{ ...WIND, advice: undefined }] })).toEqual([
      `${FILE}: row wind-strong, advice: wanted object, got nothing`,
    ]);
    expect(readAlarmRules({ id: 'village', version: '1' }, FILE, 'town')).toEqual({
      ok: false,
      faults: [`${FILE}: id: wanted "town", the name of its scene, got "village"`],
    });
  });

  it('have levels that grow worse, and one row an id', () => {
    const levels = [
      { severity: 'yellow', limit: 100 },
      { severity: 'orange', limit: 50 },
    ];
    expect(faultsOf({ rules: [{ id: 'road-water', levels }] })).toEqual([
      `${FILE}: row road-water, levels.1.limit: wanted it above 100 of the level before, got 50`,
    ]);
    const noLimit = [{ severity: 'yellow', limit: null }];
    expect(faultsOf({ rules: [{ id: 'road-water', levels: noLimit }] })).toEqual([
      `${FILE}: row road-water, levels.0.limit: wanted a number, got null`,
    ]);
    expect(faultsOf({ rules: [{ id: 'road-water' }, { id: 'road-water' }] })).toEqual([
      `${FILE}: row road-water, id: wanted an id that no other row has`,
    ]);
  });
});
