/*
 * Least clearances of GB 50289-2016, metres, each with its grade. A line begins with a class; its figures stand for that
 * class and each class in the order of `CLASSES` (or each thing), up to itself. `-`: the table has none, or it depends on
 * something else and stands in a row of its own.
 */

/** Table 4.1.9, side by side. */
export const HORIZONTAL_CLASSES = [
  'waterSmall',
  'waterLarge',
  'drain',
  'reclaimed',
  'gasLow',
  'gasMediumB',
  'gasMediumA',
  'gasSubHighB',
  'gasSubHighA',
  'heatDirect',
  'powerDirect',
  'powerDuct',
  'telecomDirect',
  'telecomDuct',
  'trench',
] as const;

export const HORIZONTAL_FIGURES = `
  waterSmall    -
  waterLarge    -     -
  drain         1a    1.5a  -
  reclaimed     0.5c  0.5c  0.5c  -
  gasLow        0.5b  0.5b  1a    0.5c  -
  gasMediumB    0.5b  0.5b  1.2a  0.5c  -     -
  gasMediumA    0.5b  0.5b  1.2a  0.5c  -     -     -
  gasSubHighB   1b    1b    1.5a  1c    -     -     -     -
  gasSubHighA   1.5b  1.5b  2a    1.5c  -     -     -     -     -
  heatDirect    1.5b  1.5b  1.5b  1c    -     -     -     -     -     -
  powerDirect   0.5b  0.5b  0.5a  0.5c  0.5b  0.5c  0.5b  1c    1.5c  2b    0.25c
  powerDuct     0.5b  0.5b  0.5a  0.5c  1b    1c    1b    1c    1.5c  2b    0.1c  0.1c
  telecomDirect 1b    1b    1a    1c    0.5b  0.5c  0.5b  1c    1.5c  1b    -     -     0.5c
  telecomDuct   1b    1b    1a    1c    1b    1c    1b    1c    1.5c  1b    -     -     0.5c  0.5c
  trench        1.5c  1.5c  1.5c  1.5c  1b    1.5b  1.5b  2b    4b    1.5c  1c    1c    1c    1c    -
`;

/** Table 4.1.9, beside something that is no conduit. */
export const BESIDE_THINGS = [
  'building',
  'tree',
  'shrub',
  'pole',
  'towerUpTo35kv',
  'towerAbove35kv',
  'kerb',
  'tramRail',
  'rail',
] as const;

export const BESIDE_FIGURES = `
  waterSmall    1b    1.5b  1c    0.5c  3c    3c    1.5c  2c    5c
  waterLarge    3b    1.5b  1c    0.5c  3c    3c    1.5c  2c    5c
  drain         2.5a  1.5b  1c    0.5c  1.5c  1.5c  1.5c  2c    5c
  reclaimed     1c    1c    1c    0.5c  3c    3c    1.5c  2c    5c
  gasLow        0.7b  0.75b 0.75c 1b    1b    2b    1.5b  2b    5b
  gasMediumB    1b    0.75b 0.75c 1b    1b    2b    1.5c  2b    5b
  gasMediumA    1.5b  0.75b 0.75c 1b    1b    2b    1.5b  2b    5b
  gasSubHighB   5b    1.2b  1.2c  1b    1b    5b    2.5c  2b    5b
  gasSubHighA   13.5b 1.2b  1.2c  1b    1b    5b    2.5c  2b    5b
  heatDirect    3c    1.5c  1.5c  1c    3c    3c    1.5c  2c    5c
  powerDirect   0.6x  0.7c  0.7c  1c    2c    2c    1.5c  2c    -
  powerDuct     0.6c  0.7c  0.7c  1c    2c    2c    1.5c  2c    -
  telecomDirect 1c    1.5c  1c    0.5c  0.5c  2.5c  1.5c  2c    2c
  telecomDuct   1.5c  1.5c  1c    0.5c  0.5c  2.5c  1.5c  2c    2c
  trench        0.5c  1.5c  1c    1c    3c    3c    1.5c  2c    3c
`;

/** Table 4.1.14, where one passes over the other. */
export const VERTICAL_CLASSES = [
  'water',
  'drain',
  'heat',
  'gas',
  'telecomDirect',
  'telecomDuct',
  'powerDirect',
  'powerDuct',
  'reclaimed',
  'trench',
] as const;

export const VERTICAL_FIGURES = `
  water         0.15b
  drain         0.4a  0.15a
  heat          0.15b 0.15a 0.15b
  gas           0.15b 0.15a 0.15b 0.15b
  telecomDirect 0.5b  0.5a  0.25b 0.5x  0.25b
  telecomDuct   0.15b 0.15a 0.25b 0.15b 0.25b 0.25b
  powerDirect   0.5b  0.5a  0.5b  0.5b  0.5b  0.5b  0.5b
  powerDuct     0.25b 0.25a 0.25b 0.15b 0.25b 0.25b 0.5x  0.25b
  reclaimed     0.5b  0.4a  0.15b 0.15b 0.15b 0.15c 0.5c  0.25c 0.15c
  trench        0.15c 0.15a 0.15c 0.15c 0.25c 0.25c 0.5c  0.25c 0.15c -
`;

/** Table 4.1.14, below something that is no conduit: its base, or the underside of the rails. */
export const BELOW_THINGS = ['culvert', 'tramRail', 'rail'] as const;

export const BELOW_FIGURES = `
  water         0.15c 1c    1c
  drain         0.15a 1a    1.2a
  heat          0.15c 1c    1.2c
  gas           0.15c 1c    1.2c
  telecomDirect 0.25c 1c    1.5c
  telecomDuct   0.25c 1c    1.5c
  powerDirect   0.5c  1c    1c
  powerDuct     0.25c 1c    1c
  reclaimed     0.15c 1c    1c
  trench        -     -     -
`;
