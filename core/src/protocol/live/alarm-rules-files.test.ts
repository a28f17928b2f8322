import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAlarmRules } from '../../live/read-alarm-rules.ts';
import { alarmRulesJsonSchema } from './alarm-rules-json-schema.ts';

const folder = new URL('../../../../scenes/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const cities = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/live/alarm-rules.json`, folder)))
  .map((entry) => entry.name);

describe('alarm rules of cities', () => {
  it('publish the schema that the server checks with', () => {
    expect(read('alarm-rules.schema.json')).toEqual(alarmRulesJsonSchema());
  });

  it.each(cities)('%s has rules that can be used', (id) => {
    expect(readAlarmRules(read(`${id}/live/alarm-rules.json`), 'alarm-rules.json', id)).toMatchObject({ ok: true });
  });
});
