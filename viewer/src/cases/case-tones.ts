import type { Theme } from '../state/view-state.ts';
import type { CaseState } from './case-state.ts';
import type { CellMeasure } from './cell-classes.ts';

/** Tones of the states of a case, for signs and legend alike; quiet while all is well. */
export const CASE_TONES: Readonly<Record<CaseState, string>> = {
  late: '#c4302b',
  open: '#d88a0c',
  inTime: '#2f7f86',
  ended: '#6b7480',
  unknown: '#9aa1a8',
};

/** Cells are laid over the map with this opacity: streets are read through them. */
export const CELL_OPACITY = 0.62;

/** Tones of five classes, the least first, by the theme: what stands out is the most, over a light and over a dark map. */
export const CELL_TONES: Readonly<Record<CellMeasure, Readonly<Record<Theme, readonly [string, ...string[]]>>>> = {
  count: {
    light: ['#c9e9b6', '#8fd2b6', '#4fb3c4', '#2b7fb8', '#2a4a9c'],
    dark: ['#1f3f4f', '#22667a', '#2c93a0', '#57c3ae', '#c9ef9f'],
  },
  late: {
    light: ['#cfe8d3', '#f3e9a6', '#f6c566', '#ea8440', '#c5362f'],
    dark: ['#24433c', '#5d5a2c', '#94702b', '#c8682f', '#ef5a4d'],
  },
};
