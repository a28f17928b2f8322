import { EMBEDDINGS } from '@undercroft/core/model/embedding';
import { describe, expect, test } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { headingKey } from '../heading-key.ts';
import { CODE_LISTS } from './code-lists.ts';
import { codeReader } from './code-reader.ts';
import { readFeatureCode } from './feature-code.ts';
import { FEATURE_WORDS } from './feature-words.ts';

const plain = { name: 'test', codes: {} };

describe('utilities', () => {
  const codes = codeReader(plain);
  test.each([
    ['JS', null, 'water', null],
    ['给水管线', null, 'water', null],
    ['PS', 'YS', 'storm', 'stormDrain'],
    ['排水', '02', 'sewage', 'sewer'],
    ['PS', null, 'unknown', 'drainage'],
    ['JS', 'ZS', 'reclaimed', 'reclaimedWater'],
    ['RQ', 'MQ01', 'gas', 'coalGas'],
    ['DX', null, 'telecom', null],
    ['TX', 'DS', 'telecom', 'cableTelevision'],
    ['GY', '02', 'industrial', 'oxygen'],
    ['QT', 'ZH', 'other', 'utilityTunnel'],
    ['BM', null, 'unknown', 'unidentified'],
    ['sanitary sewer', null, 'sewage', 'sewer'],
    [null, 'LD', 'power', 'streetLighting'],
  ])('%s %s is %s, %s', (classCell, subclassCell, utility, subclass) => {
    expect(codes.utility(classCell, subclassCell)).toMatchObject({ utility, subclass, conflict: false });
  });

  test('a class and a subclass of different utilities conflict, and the class is believed', () => {
    expect(codes.utility('RQ', 'WS')).toMatchObject({ utility: 'gas', conflict: true });
  });

  test('pumped sewage is told from sewage that falls', () => {
    expect(codes.utility('压力污水', null)).toMatchObject({ utility: 'sewage', regime: 'pressure' });
    expect(codes.utility('污水', null)).toMatchObject({ utility: 'sewage', regime: null });
    expect(codes.utility('排水', null)).toMatchObject({ regime: 'gravity' });
  });
});

describe('codes mean what they mean in their own field alone', () => {
  const codes = codeReader(plain);
  test.each([
    ['utility', 'ZH', 'utilityTunnel'],
    ['embedding', 'ZH', 'tunnel'],
    ['utility', 'GG', 'advertisingPower'],
    ['embedding', 'GG', 'trench'],
    ['utility', 'ZS', 'reclaimedWater'],
    ['material', 'ZS', 'masonry'],
    ['material', 'S', 'stone'],
    ['utility', 'S', null],
    ['embedding', 'S', null],
    ['material', 'Z', 'brick'],
    ['embedding', 'JK', 'overhead'],
    ['embedding', '直埋敷设', 'directBuried'],
    ['material', '铸铁管', 'castIron'],
    ['feature', '三通点', 'tee'],
    ['appurtenance', '雨水箅', 'gully'],
    ['depthReference', '管内底', 'invert'],
    ['depthReference', '管底', null],
    ['regime', '0.4MPa', 'pressure'],
    ['regime', '0', null],
    ['qualityLevel', 'QL-B2', 'B'],
  ] as const)('%s of %s is %s', (list, word, canonical) => {
    expect(codes.read(list, word)).toBe(canonical);
  });

  test('two parts of one word agree or are not read', () => {
    expect(codes.read('utility', 'JS-给水')).toBe('water');
    expect(codes.read('utility', '给水(JS)')).toBe('water');
    expect(codes.read('utility', 'JS-污水')).toBeNull();
  });

  test('every embedding is its own word', () => {
    for (const embedding of EMBEDDINGS) expect(codes.read('embedding', embedding)).toBe(embedding);
  });

  test('the degree of a feature is what its name says', () => {
    const degrees = [FEATURE_WORDS.tee, FEATURE_WORDS.cross, FEATURE_WORDS.bend, FEATURE_WORDS.stub, FEATURE_WORDS.cap];
    expect(degrees.map(({ degree }) => degree)).toEqual([3, 4, 2, 1, 1]);
  });
});

test.each(Object.entries(CODE_LISTS))('no word of the list %s stands for two things', (_, { words }) => {
  const meanings = new Map<string, string>();
  for (const [canonical, list] of Object.entries(words)) {
    for (const word of list ?? []) {
      expect(meanings.get(headingKey(word)) ?? canonical, word).toBe(canonical);
      meanings.set(headingKey(word), canonical);
    }
  }
});

describe('unknown words', () => {
  test('are null and are counted; empty cells and "not known" are not', () => {
    const codes = codeReader(plain);
    const cells = ['木头', '木头', '竹', null, '', '不详', '-', 'PVC'];
    expect(cells.map((cell) => codes.read('material', cell))).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'pvc',
    ]);
    expect(codes.unknownWords()).toEqual([
      { list: 'material', word: '木头', count: 2 },
      { list: 'material', word: '竹', count: 1 },
    ]);
  });

  test('a utility that nobody knows is unknown and counted', () => {
    const codes = codeReader(plain);
    expect(codes.utility('龙脉', null)).toEqual({ utility: 'unknown', subclass: null, regime: null, conflict: false });
    expect(codes.unknownWords()).toEqual([{ list: 'utility', word: '龙脉', count: 1 }]);
  });
});

describe('lists of a profile', () => {
  test('are stronger than the built-in ones', () => {
    const codes = codeReader({ name: 'city', codes: { status: { '0': 'inUse' }, utility: { XH: 'telecom' } } });
    expect(codes.read('status', 0)).toBe('inUse');
    expect(codes.read('status', '0')).toBe('inUse');
    expect(codes.utility('XH', null).utility).toBe('telecom');
    expect(codeReader(plain).read('status', '0')).toBeNull();
  });

  test('must name words that exist', () => {
    expect(() => codeReader({ name: 'city', codes: { status: { '0': 'used' } } })).toThrow(ImportError);
    expect(() => codeReader({ name: 'city', codes: { colour: { '0': 'red' } } })).toThrow(/no code list "colour"/);
  });
});

describe('feature codes of eight digits', () => {
  test('52012205 is an appurtenance of a storm drain', () => {
    expect(readFeatureCode('52012205')).toEqual({
      subclass: 'stormDrain',
      element: 'point',
      pointKind: 'appurtenance',
    });
  });

  test.each(['52992205', '1234', '62012205', '5201220', ''])('%s is none', (text) => {
    expect(readFeatureCode(text)).toBeNull();
  });
});
