import type { LinkFeature } from '@undercroft/core/protocol/answers';
import { describe, expect, it } from 'vitest';
import { conduitAnswer } from '../testing/conduit-answer.ts';
import { patchOf, textsOf } from './edit-form.ts';

const MAIN: LinkFeature = {
  ...conduitAnswer(),
  depthReference: 'invert',
  from: { invertM: 10, axisM: 10.15, outerTopM: 10.3 },
  to: { invertM: null, axisM: null, outerTopM: null },
};

describe('the form of a conduit', () => {
  it('holds the levels that were stated, and nothing where nothing is known', () => {
    expect(textsOf(MAIN)).toMatchObject({ from: '10', to: '' });
  });

  it('sends what was changed alone', () => {
    const texts = textsOf(MAIN);
    expect(patchOf(MAIN, texts, 'invert')).toEqual({ patch: {} });
    expect(patchOf(MAIN, { ...texts, to: ' 9.5 ' }, 'invert')).toEqual({
      patch: { levels: { reference: 'invert', fromM: 10, toM: 9.5 } },
    });
    expect(patchOf(MAIN, { ...texts, width: '' }, 'invert')).toEqual({ patch: { section: { widthMm: null } } });
    expect(patchOf(MAIN, texts, 'outerTop')).toEqual({
      patch: { levels: { reference: 'outerTop', fromM: 10, toM: null } },
    });
  });

  it('keeps of a level that nobody touched what it does not show', () => {
    const finer = { ...MAIN, from: { ...MAIN.from, invertM: 10.00012 } };
    expect(patchOf(finer, { ...textsOf(finer), to: '9' }, 'invert')).toEqual({
      patch: { levels: { reference: 'invert', fromM: 10.00012, toM: 9 } },
    });
  });

  it('takes no text for a number', () => {
    expect(patchOf(MAIN, { ...textsOf(MAIN), from: '10,5' }, 'invert')).toEqual({ wrong: 'from' });
  });
});
