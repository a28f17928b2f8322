import { expect, it } from 'vitest';
import { manholeSpacingM } from './manhole-spacing.ts';

it('lets manholes of DN600 stand 75 m apart, of DN1000 100 m, of DN1500 150 m, of DN2000 200 m', () => {
  expect([300, 600, 800, 1000, 1500, 2000].map(manholeSpacingM)).toEqual([75, 75, 100, 100, 150, 200]);
});
