import type { Street, StreetClass } from './street.ts';

/** The cross-section that every street of a class has (横断面). */
export type StreetSection = Pick<Street, 'kerbM' | 'boundaryM' | 'lies'>;

/*
 * Half-widths and places of the lines, metres. From the boundary to the middle the order is that of GB 50289-2016 4.1.5:
 * power and telecom on different sides, gas, water, heat, then storm and sewage under the carriageway. Axes stand so far
 * apart that the outer walls of the largest sections laid in such a street keep the horizontal clearances of table 4.1.9
 * to each other and 1.5 m to the kerb.
 *
 *   boundary  power telecom  kerb |  heat   storm  sewage  | kerb  water gas  boundary      (a local street)
 */
export const STREET_SECTIONS: Readonly<Record<StreetClass, StreetSection>> = {
  arterial: {
    kerbM: 12,
    boundaryM: 22,
    lies: {
      power: -20.5,
      heatSupply: -17.5,
      heatReturn: -16.5,
      reclaimed: -14.6,
      storm: -4,
      sewage: 4,
      water: 14.6,
      gas: 17.4,
      telecom: 20.4,
    },
  },
  collector: {
    kerbM: 9,
    boundaryM: 16,
    lies: {
      power: -14.6,
      telecom: -11.6,
      heatSupply: -6.2,
      heatReturn: -5.4,
      storm: -2,
      sewage: 2.6,
      water: 11.2,
      reclaimed: 12.6,
      gas: 14.6,
    },
  },
  local: {
    kerbM: 7.5,
    boundaryM: 12,
    lies: {
      power: -11,
      telecom: -9.4,
      heatSupply: -5.3,
      heatReturn: -4.6,
      storm: -1.2,
      sewage: 2.6,
      water: 9.2,
      gas: 10.9,
    },
  },
  lane: {
    kerbM: 4,
    boundaryM: 7,
    lies: { power: -6.6, telecom: -5.1, storm: -1.3, sewage: 1.4, water: 5.6, gas: 6.7 },
  },
};
