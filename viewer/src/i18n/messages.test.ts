import { COORDINATE_AXES, READING_ERRORS } from '@undercroft/core/dig/area-reading';
import { DIG_REFUSALS } from '@undercroft/core/dig/dig-plan';
import { AREA_KINDS } from '@undercroft/core/model/area';
import { BASES } from '@undercroft/core/model/basis';
import { CITY_POINT_KINDS } from '@undercroft/core/model/city-point';
import { EMBEDDINGS } from '@undercroft/core/model/embedding';
import { GRID_LEVELS } from '@undercroft/core/model/grid-cell';
import { LINK_KINDS } from '@undercroft/core/model/link';
import { BUILDING_USES, ROOF_SHAPES } from '@undercroft/core/model/map-feature';
import { NODE_KINDS, NODE_ROLES, VALVE_STATES } from '@undercroft/core/model/network-node';
import { QUALITY_LEVELS } from '@undercroft/core/model/quality-level';
import { DEPTH_REFERENCES, SECTION_SHAPES } from '@undercroft/core/model/section-shape';
import { UTILITIES } from '@undercroft/core/model/utility';
import { DIG_PARTS, DIG_VERDICTS } from '@undercroft/core/protocol/analysis/excavation';
import { describe, expect, it } from 'vitest';
import { QUALITY_NAMES } from '../globe/quality-preset.ts';
import { SCENE_LAYERS } from '../state/scene-layer.ts';
import { en, type MessageKey } from './en.ts';
import { languageOf } from './language.ts';
import { zh } from './zh.ts';

const keys = Object.keys(en) as MessageKey[];
const sources = Object.entries(
  import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
)
  .filter(([path]) => !path.endsWith('.test.ts') && !/\/(en|zh|dig-words|dig-words-zh)\.ts$/.test(path))
  .map(([, text]) => text)
  .join('\n');

/** Keys that are made of a name of the model: the prefix and the names it goes with. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  utility: UTILITIES,
  kind: [...LINK_KINDS, ...NODE_KINDS, ...AREA_KINDS, ...CITY_POINT_KINDS],
  gridLevel: GRID_LEVELS,
  embedding: EMBEDDINGS,
  role: NODE_ROLES,
  valveState: VALVE_STATES,
  shape: SECTION_SHAPES,
  reference: DEPTH_REFERENCES,
  quality: QUALITY_LEVELS,
  basis: BASES,
  drawing: QUALITY_NAMES,
  pitReason: DIG_REFUSALS,
  areaReason: [...READING_ERRORS, 'holes', 'antimeridian'],
  digAxes: COORDINATE_AXES,
  digCount: DIG_VERDICTS,
  digTouch: DIG_PARTS,
  digUnder: DIG_PARTS,
  city: SCENE_LAYERS,
  use: BUILDING_USES.filter((use) => use !== 'unknown'),
  roof: ROOF_SHAPES.filter((shape) => shape !== 'unknown'),
  state: ['inUse', 'abandoned', 'planned', 'unknown'],
};

describe('the messages', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  it('are nowhere blank, and ask for the same values', () => {
    const asked = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]));
    for (const key of keys) {
      expect(en[key].trim(), key).not.toBe('');
      expect(zh[key].trim(), key).not.toBe('');
      expect(asked(zh[key]), key).toEqual(asked(en[key]));
    }
  });

  it('are all used', () => {
    const unused = keys.filter((key) => {
      const [prefix = '', name = ''] = key.split('.');
      const family = FAMILIES[prefix];
      if (family?.includes(name) === true && sources.includes(`\`${prefix}.$\{`)) return false;
      if (
        prefix === 'error' &&
        sources.includes(`\`error.$\{error.failure}\``) &&
        /offline|refused|notFound|unreadable/.test(name)
      ) {
        return false;
      }
      return !sources.includes(`'${key}'`) && !sources.includes(`"${key}"`);
    });
    expect(unused).toEqual([]);
  });

  it('name every word of the model', () => {
    for (const [prefix, names] of Object.entries(FAMILIES)) {
      for (const name of names) expect(keys, `${prefix}.${name}`).toContain(`${prefix}.${name}`);
    }
  });
});

describe('the language of the screen', () => {
  it('is the first that the browser asks for and we have', () => {
    expect(languageOf(['da', 'zh-Hans-CN', 'en'])).toBe('zh');
    expect(languageOf(['EN-gb', 'zh'])).toBe('en');
    expect(languageOf(['da'])).toBe('en');
  });
});
