/** Colours of the base map, CSS. A few warm neutrals; what is not land stands apart by hue, not by strength. */
export interface MapPalette {
  readonly land: string;
  readonly residential: string;
  readonly commercial: string;
  readonly industrial: string;
  readonly civic: string;
  readonly park: string;
  readonly wood: string;
  readonly field: string;
  readonly beach: string;
  readonly paved: string;
  readonly water: string;
  readonly waterEdge: string;
  readonly road: string;
  readonly roadMajor: string;
  readonly casing: string;
  readonly casingMajor: string;
  readonly path: string;
  readonly rail: string;
  readonly railGap: string;
  readonly laneMark: string;
  readonly building: string;
  readonly buildingEdge: string;
  readonly text: string;
  readonly textRoad: string;
  readonly textWater: string;
  readonly textGreen: string;
  readonly halo: string;
}

export const LIGHT_PALETTE: MapPalette = {
  land: '#f4f1e8',
  residential: '#ebe4d7',
  commercial: '#f2e7da',
  industrial: '#e9e6e0',
  civic: '#efe5d3',
  park: '#d6e4c3',
  wood: '#c9dbb6',
  field: '#ebe9cf',
  beach: '#f5e8c4',
  paved: '#e8e4dc',
  water: '#b5d3e3',
  waterEdge: '#93bbd1',
  road: '#ffffff',
  roadMajor: '#fffaf0',
  casing: '#d3cabc',
  casingMajor: '#c8b795',
  path: '#ffffff',
  rail: '#a29b90',
  railGap: '#f6f3ee',
  laneMark: '#d9cfba',
  building: '#e2dacd',
  buildingEdge: '#c9beac',
  text: '#3c3a36',
  textRoad: '#5b564d',
  textWater: '#3f6f8a',
  textGreen: '#4a6a36',
  halo: '#fbf8f2',
};

export const DARK_PALETTE: MapPalette = {
  land: '#23252a',
  residential: '#2a2c32',
  commercial: '#2b292c',
  industrial: '#25272a',
  civic: '#2c2a28',
  park: '#253029',
  wood: '#222d27',
  field: '#292b27',
  beach: '#35322b',
  paved: '#2a2c30',
  water: '#15232f',
  waterEdge: '#284254',
  road: '#42454c',
  roadMajor: '#575459',
  casing: '#191b1f',
  casingMajor: '#15161a',
  path: '#4a4d53',
  rail: '#6b6e75',
  railGap: '#2b2d32',
  laneMark: '#6f6c66',
  building: '#31343a',
  buildingEdge: '#43474f',
  text: '#dcd9d2',
  textRoad: '#b4b1aa',
  textWater: '#7da9c4',
  textGreen: '#93b083',
  halo: '#1a1c20',
};
