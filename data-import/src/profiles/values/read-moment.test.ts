import { describe, expect, test } from 'vitest';
import { readDuration, readMoment } from './read-moment.ts';

const CHINA = 480;
const at = (text: string) => ({ ms: Date.parse(text) });

describe('a moment', () => {
  test('without a zone is of the clock that was declared', () => {
    for (const text of [
      '2025-07-01 08:30:15',
      '2025/7/1 8:30:15',
      '2025年7月1日 8时30分15秒',
      '2025-07-01T08:30:15',
      '20250701083015',
      '２０２５-07-01　08：30：15',
    ]) {
      expect([text, readMoment(text, CHINA)]).toEqual([text, at('2025-07-01T00:30:15Z')]);
    }
    expect(readMoment('2025-07-01 08:30', 0)).toEqual(at('2025-07-01T08:30Z'));
  });

  test('that names its zone is of that zone, whatever was declared', () => {
    expect(readMoment('2025-07-01T08:30:00+08:00', 0)).toEqual(at('2025-07-01T00:30Z'));
    expect(readMoment('2025-07-01T00:30:00Z', CHINA)).toEqual(at('2025-07-01T00:30Z'));
    expect(readMoment('2025-07-01 08:30:00.250-0330', null)).toEqual(at('2025-07-01T12:00:00.250Z'));
  });

  test('as a serial number of a spreadsheet is that day and hour', () => {
    // 45839 is 2025-07-01; a quarter of a day is six o'clock.
    expect(readMoment(45839.25, CHINA)).toEqual(at('2025-07-01T06:00+08:00'));
  });

  test('of which nobody has said whose clock it is of is not guessed', () => {
    expect(readMoment('2025-07-01 08:30:00', null)).toEqual({ lacksClock: true });
  });

  test('that no clock shows is none', () => {
    for (const text of [
      '2025-07-01',
      '2025-02-30 08:00',
      '2025-13-01 08:00',
      '2025-07-01 24:00',
      '2025-07-01 08:60',
      '1725-07-01 08:00',
      '07/01/2025 08:30',
      '45839',
      'yesterday',
    ]) {
      expect([text, readMoment(text, CHINA)]).toEqual([text, { fault: expect.any(String) }]);
    }
  });

  test('that is left out, or a row of zeros, is unknown', () => {
    for (const cell of [null, '', '-', '无', '0000-00-00 00:00:00']) expect(readMoment(cell, CHINA)).toBeNull();
  });
});

describe('a length of time', () => {
  test('has the unit it names', () => {
    const hours = (cell: string) => {
      const read = readDuration(cell);
      return read !== null && 'ms' in read ? read.ms / 3_600_000 : read;
    };
    expect(['4小时', '2天', '30分钟', '1.5 h'].map(hours)).toEqual([4, 48, 0.5, 1.5]);
    expect(hours('')).toBeNull();
  });

  test('in working time, or without a unit, is none', () => {
    for (const text of ['3个工作日', '8工作时', '12', 'soon'])
      expect([text, readDuration(text)]).toEqual([text, { fault: expect.any(String) }]);
  });
});
