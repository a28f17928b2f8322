import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  clearanceToThingFor,
  horizontalClearanceFor,
  verticalClearanceFor,
  verticalClearanceToThingFor,
} from './clearance-for.ts';
import { coverFor } from './cover-for.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import type { ClearanceMatch } from './rule-match.ts';
import type { RuledAsset } from './ruled-asset.ts';
import { plainAsset } from './testing/plain-asset.ts';
import type { Thing } from './thing.ts';
import { zoneFor } from './zone-for.ts';

const FOLDER = join(process.env.UNDERCROFT_DATA ?? '', 'rules');
const isThere = Boolean(process.env.UNDERCROFT_DATA) && existsSync(FOLDER);
if (!isThere) process.stderr.write('Comparison of the national rules skipped: UNDERCROFT_DATA has no folder rules.\n');

const pair = z.object({ a: z.string(), b: z.string(), m: z.number(), grade: z.string(), when: z.string().optional() });
const clearances = z.object({
  horizontal: z.array(pair),
  vertical: z.array(pair),
  cover: z.object({
    rows: z.array(
      z.object({
        class: z.string(),
        sidewalk: z.number().nullable(),
        carriageway: z.number(),
        grade: z.string(),
      }),
    ),
  }),
});
const zones = z.object({
  zones: z.array(
    z.object({
      utility: z.enum(['gas', 'power']),
      band: z.string(),
      protectionM: z.number(),
      controlM: z.number().nullable(),
      grade: z.string(),
    }),
  ),
});

/** One conduit of each class of the data, of which everything is known that a row may ask for. */
const ASSETS: Readonly<Record<string, RuledAsset>> = {
  water: plainAsset('water', { dn: 100 }),
  water_d_le200: plainAsset('water', { dn: 200 }),
  water_d_gt200: plainAsset('water', { dn: 201 }),
  sewer_storm: plainAsset('storm', { dn: 300 }),
  reclaimed: plainAsset('reclaimed', { dn: 200 }),
  gas: gas(0.3),
  gas_low: gas(0.0099),
  gas_mpB: gas(0.2),
  gas_mpA: gas(0.4),
  gas_shpB: gas(0.8),
  gas_shpA: gas(1.6),
  heat: plainAsset('heat', { lies: 'directBuried' }),
  heat_direct: plainAsset('heat', { lies: 'directBuried' }),
  power_direct: plainAsset('power', { lies: 'directBuried', kv: 34.9 }),
  power_conduit: plainAsset('power', { lies: 'ductBank', kv: 34.9 }),
  telecom_direct: plainAsset('telecom', { lies: 'directBuried' }),
  telecom_duct: plainAsset('telecom', { lies: 'duct' }),
  trench: plainAsset('other', { lies: 'trench' }),
};

const THINGS: Readonly<Record<string, Thing>> = {
  building: 'building',
  tree: 'tree',
  shrub: 'shrub',
  pole_lt10kv: 'pole',
  tower_le35kv: 'towerUpTo35kv',
  tower_gt35kv: 'towerAbove35kv',
  kerb: 'kerb',
  tram_rail: 'tramRail',
  rail: 'railPlain',
  culvert_base: 'culvert',
  tram_rail_bottom: 'tramRail',
  rail_bottom: 'rail',
};

function gas(mpa: number, dn = 300): RuledAsset {
  return plainAsset('gas', { mpa, dn, material: 'steel' });
}

/** The conduit of a class under the condition that a row names. */
function assetOf(name: string, when: string | undefined): RuledAsset {
  const asset = ASSETS[name];
  if (asset === undefined) throw new RangeError(`no conduit of the class ${name}`);
  if (when === 'max(DN)>300') return gas(asset.pressure?.mostMpa ?? Number.NaN, 301);
  if (when === 'voltage_kv>=35' && asset.utility === 'power') return { ...asset, voltageKv: 35 };
  return asset;
}

/** The answer for a row of the data, in either order of its two. */
function answerTo(direction: 'horizontal' | 'vertical', { a, b, when }: z.infer<typeof pair>): ClearanceMatch | null {
  const [thing, other] = THINGS[a] === undefined ? [THINGS[b], a] : [THINGS[a], b];
  if (thing === undefined) {
    const clearance = direction === 'horizontal' ? horizontalClearanceFor : verticalClearanceFor;
    const found = clearance(NATIONAL_RULES, assetOf(a, when), assetOf(b, when));
    expect(clearance(NATIONAL_RULES, assetOf(b, when), assetOf(a, when))).toEqual(found);
    return found;
  }
  const clearance = direction === 'horizontal' ? clearanceToThingFor : verticalClearanceToThingFor;
  return clearance(NATIONAL_RULES, assetOf(other, when), when === 'electrified' ? 'railElectrified' : thing);
}

describe.skipIf(!isThere)('the national rules against the collected tables', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
  const data = isThere
    ? clearances.parse(read('clearances.json'))
    : { horizontal: [], vertical: [], cover: { rows: [] } };

  /** Trees, shrubs and poles beside a kerb: no conduit is in them. */
  const betweenThings = ['tree kerb', 'shrub kerb', 'pole_lt10kv kerb'];
  const ofConduits = (direction: 'horizontal' | 'vertical') =>
    data[direction].filter(({ a, b }) => !betweenThings.includes(`${a} ${b}`));

  it.each([
    ['horizontal', 272 - betweenThings.length],
    ['vertical', 82],
  ] as const)('%s: each of %i rows with its figure and its grade, nothing assumed', (direction, count) => {
    expect(ofConduits(direction)).toHaveLength(count);
    const differing = ofConduits(direction).filter((row) => {
      const found = answerTo(direction, row);
      return found?.wantedM !== row.m || found.rule.grade !== row.grade || found.assumed.length > 0;
    });
    expect(differing).toEqual([]);
  });

  it('has no clearance that the tables do not have', () => {
    // A row for each pair, but two for all the pairs of gas, and five more that name another code for gas of PE.
    const gasPairs = data.horizontal.filter(({ when }) => when?.startsWith('max(DN)')).length;
    const own = NATIONAL_RULES.horizontal.length + NATIONAL_RULES.horizontalToThing.length;
    expect(own).toBe(ofConduits('horizontal').length - gasPairs + 2 + 5);
    // Telecom direct and in ducts stand twice in the tables, once in each order.
    expect(NATIONAL_RULES.vertical.length + NATIONAL_RULES.verticalToThing.length).toBe(82 - 1);
  });

  it('cover: each class beside and under the road', () => {
    const dry = { ...NATIONAL_RULES, region: { ...NATIONAL_RULES.region, frostDepthM: 0, gas: 'dry' as const } };
    const made = new Map<string, readonly RuledAsset[]>([
      ['water', [plainAsset('water', { material: 'ductileIron' })]],
      [
        'telecom_direct_or_plastic_concrete_duct',
        [
          plainAsset('telecom', { lies: 'directBuried' }),
          plainAsset('telecom', { lies: 'ductBank', material: 'concrete' }),
          plainAsset('telecom', { lies: 'duct', material: 'pvc' }),
        ],
      ],
      ['telecom_steel_duct', [plainAsset('telecom', { lies: 'duct', material: 'steel' })]],
    ]);
    expect(data.cover.rows).toHaveLength(10);
    for (const row of data.cover.rows) {
      for (const asset of made.get(row.class) ?? [assetOf(row.class, undefined)]) {
        const [beside, under] = (['sidewalk', 'carriageway'] as const).map((place) => coverFor(dry, asset, place));
        expect([row.class, beside?.wantedM ?? null, under?.wantedM, under?.rule.grade]).toEqual([
          row.class,
          row.sidewalk,
          row.carriageway,
          row.grade,
        ]);
      }
    }
  });

  it('zones: each band but the one that is a city of its own', () => {
    const bands = zones.parse(read('protection-zones.json')).zones;
    const cases = [gas(0.2), gas(0.8), gas(2.5), plainAsset('power', { lies: 'directBuried' })];
    expect(bands.slice(cases.length).map(({ band }) => band)).toEqual(['low or medium pressure, Shanghai']);
    expect(cases.map((asset) => zoneFor(NATIONAL_RULES, asset))).toEqual(
      bands.slice(0, cases.length).map(({ protectionM, controlM, grade }) => ({
        protectionM,
        controlM,
        rule: expect.objectContaining({ grade }),
        assumed: [],
      })),
    );
  });
});
