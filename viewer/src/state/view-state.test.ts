import { UTILITIES } from '@undercroft/core/model/utility';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUALITY_NAMES } from '../globe/quality-preset.ts';
import { LANGUAGES } from '../i18n/language.ts';
import { SCENE_LAYERS } from './scene-layer.ts';
import { decodeViewState, encodeViewState, THEMES, type ViewState } from './view-state.ts';

/** A number with so many decimals as the address keeps. */
const rounded = (most: number, decimals: number) =>
  fc.integer({ min: -most * 10 ** decimals, max: most * 10 ** decimals }).map((n) => n / 10 ** decimals + 0);

const view: fc.Arbitrary<ViewState> = fc.record({
  scene: fc.option(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/)),
  camera: fc.option(
    fc.record({
      lon: rounded(180, 7),
      lat: rounded(90, 7),
      heightM: rounded(60_000, 2),
      headingDeg: rounded(360, 2),
      pitchDeg: rounded(90, 2),
    }),
  ),
  hidden: fc.subarray([...UTILITIES]),
  without: fc.option(
    fc.subarray([
      ...SCENE_LAYERS,
      'points.camera',
      'points.component',
      'draped.flight-2024',
      'draped.ortho',
      'model.b',
      'model.n-1',
    ]),
  ),
  selection: fc.option(fc.string({ minLength: 1, unit: 'binary' })),
  imagery: fc.option(fc.nat(99)),
  groundOpacity: fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)),
  language: fc.option(fc.constantFrom(...LANGUAGES)),
  theme: fc.option(fc.constantFrom(...THEMES)),
  below: fc.boolean(),
  lens: fc.boolean(),
  flow: fc.boolean(),
  uncertainty: fc.boolean(),
  sunTimeMs: fc.option(fc.integer({ min: 0, max: 60_000_000 }).map((minutes) => minutes * 60_000)),
  quality: fc.option(fc.constantFrom(...QUALITY_NAMES)),
});

describe('a view in the address', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(view, (state) => {
        const address = encodeViewState(state).toString();
        expect(decodeViewState(new URLSearchParams(address))).toEqual(state);
      }),
    );
  });

  it('reads layers in whatever order, each once, and no layer that cannot be', () => {
    const query = new URLSearchParams(
      'without=draped.b,points.hydrant,draped.a,draped.B!,points.car,map,draped.a,draped.',
    );
    expect(decodeViewState(query).without).toEqual(['map', 'points.hydrant', 'draped.a', 'draped.b']);
  });

  it('is left out where it is as it comes', () => {
    expect(encodeViewState(decodeViewState(new URLSearchParams())).toString()).toBe('');
  });

  it('keeps what other parts of the page put there', () => {
    const base = new URLSearchParams('embed=left&select=old.1');
    const kept = encodeViewState({ ...decodeViewState(new URLSearchParams()), selection: 'a.b' }, base);
    expect(kept.get('embed')).toBe('left');
    expect(kept.get('select')).toBe('a.b');
  });

  it('of a stranger is read without fault', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('camera', 'hide', 'ground', 'lang', 'theme'), fc.string()), (query) => {
        const state = decodeViewState(new URLSearchParams(query));
        expect(state.groundOpacity ?? 0).toBeGreaterThanOrEqual(0);
        expect(state.groundOpacity ?? 0).toBeLessThanOrEqual(1);
      }),
    );
    expect(decodeViewState(new URLSearchParams('camera=1,2,NaN,4,5&ground=7')).camera).toBeNull();
    expect(decodeViewState(new URLSearchParams('ground=7')).groundOpacity).toBeNull();
    expect(decodeViewState(new URLSearchParams('ground=')).groundOpacity).toBeNull();
    for (const imagery of ['own', '-1', '1.5', '', '1e1', '100']) {
      expect(decodeViewState(new URLSearchParams({ imagery })).imagery).toBeNull();
    }
    expect(decodeViewState(new URLSearchParams('imagery=0')).imagery).toBe(0);
    expect(decodeViewState(new URLSearchParams('time=2026-13-45T10:00Z')).sunTimeMs).toBeNull();
    expect(decodeViewState(new URLSearchParams('time=noon&dive=deep&quality=best'))).toMatchObject({
      sunTimeMs: null,
      below: false,
      quality: null,
    });
  });
});
