import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverFor } from '../rules/cover-for.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { readCityRules } from '../rules/read-city-rules.ts';
import { ruleRows } from '../rules/rule-rows.ts';
import { plainAsset } from '../rules/testing/plain-asset.ts';
import { ruleSetSchema } from './rule-set.ts';
import { rulesJsonSchema } from './rules-json-schema.ts';

const folder = new URL('../../../scenes/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const cities = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/rules/rules.json`, folder)))
  .map((entry) => entry.name);

describe('rules of cities', () => {
  it('publish the schema that the server checks with', () => {
    expect(read('rules.schema.json')).toEqual(rulesJsonSchema());
  });

  it.each(cities)('%s has rules that can be used', (id) => {
    expect(readCityRules(read(`${id}/rules/rules.json`), 'rules.json', id)).toMatchObject({ ok: true });
  });

  it('put the water of the demo city below 0.85 m of frost, on a row that nobody has verified', () => {
    const demo = readCityRules(read('demo/rules/rules.json'), 'rules.json', 'demo');
    if (!demo.ok) throw new RangeError(demo.faults.join('\n'));
    const water = plainAsset('water', { material: 'ductileIron' });
    expect(coverFor(demo.rules, water, 'sidewalk')).toMatchObject({
      wantedM: 0.85,
      rule: { id: 'region.frost', grade: 'c', version: '1+cn-national.2026.1', verifiedBy: null },
    });
  });
});

describe('the national rules', () => {
  it('follow their schema, each row under an id of its own', () => {
    expect(ruleSetSchema.parse(NATIONAL_RULES)).toEqual(NATIONAL_RULES);
    const ids = ruleRows(NATIONAL_RULES).map(({ row }) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are signed by nobody: what does not bind waits for a city', () => {
    expect(ruleRows(NATIONAL_RULES).filter(({ row }) => row.verifiedBy !== null)).toEqual([]);
  });
});
