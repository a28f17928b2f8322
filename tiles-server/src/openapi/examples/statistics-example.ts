/** Two groups of a small network: the material of some of its gas mains is not known. */
export const STATISTICS_ANSWER = {
  complete: true,
  scene: 'demo',
  revision: '12',
  dataDate: '2024-06-03T08:00:00.000Z',
  by: [
    { attribute: 'utility', unit: null, bands: null },
    { attribute: 'material', unit: null, bands: null },
  ],
  groups: [
    { values: ['gas', 'PE'], count: 412, lengthM: 15240.5, lengthUnknown: 0 },
    { values: ['gas', null], count: 7, lengthM: 203.1, lengthUnknown: 1 },
  ],
  total: { count: 419, lengthM: 15443.6, lengthUnknown: 1 },
};
