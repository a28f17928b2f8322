import type { AssetClass, Band } from '../../protocol/rule-set.ts';

/*
 * The rows and columns of the tables of GB 50289-2016, told from what is stated of a conduit. Bounds of gas: GB 50028
 * (low below 0.01 MPa, medium B to 0.2, A to 0.4, sub-high B to 0.8, A to 1.6, high above).
 *
 * A cable or a heat pipe in a built trench or tunnel is a `trench` (管沟), and so is a utility tunnel; drains, water and gas
 * keep their own rows in it, for a culvert is the drain itself. Cables that are jacked, cased or in pipes lie "in conduit";
 * on the ground, under water, up a pole or through a manhole they have no such shelter and count as buried in the soil.
 * What hangs in the air is of no class below ground.
 */

const IN_TRENCH = ['trench', 'passage', 'tunnel', 'civilDefence'] as const;
const IN_PIPE = ['duct', 'ductBank', 'casing', 'trenchless'] as const;
const IN_SOIL = ['directBuried', 'underwater', 'onGround', 'riser', 'insideManhole'] as const;
const STEEL = ['steel', 'galvanisedSteel', 'stainlessSteel'] as const;
const PLASTIC = ['polyethylene', 'hdpe'] as const;

/** Bounds of the bands of gas that table 4.1.9 knows, MPa. */
export const GAS_BANDS = {
  gasLow: { below: 0.01 },
  gasMediumB: { from: 0.01, upTo: 0.2 },
  gasMediumA: { above: 0.2, upTo: 0.4 },
  gasSubHighB: { above: 0.4, upTo: 0.8 },
  gasSubHighA: { above: 0.8, upTo: 1.6 },
} as const;

const gas = (en: string, zh: string, pressureMpa: Band): AssetClass => ({
  title: { en: `gas, ${en}`, zh: `燃气，${zh}` },
  utilities: ['gas'],
  pressureMpa,
});

export const NATIONAL_CLASSES: Readonly<Record<string, AssetClass>> = {
  water: { title: { en: 'water', zh: '给水' }, utilities: ['water'] },
  waterSmall: {
    title: { en: 'water up to DN200', zh: '给水 d≤200' },
    utilities: ['water'],
    nominalMm: { upTo: 200 },
  },
  waterLarge: {
    title: { en: 'water above DN200', zh: '给水 d>200' },
    utilities: ['water'],
    nominalMm: { above: 200 },
  },
  waterPe: { title: { en: 'water, PE', zh: '给水 PE 管' }, utilities: ['water'], materials: [...PLASTIC] },
  drain: { title: { en: 'sewage and storm water', zh: '污水、雨水' }, utilities: ['sewage', 'storm', 'combined'] },
  reclaimed: { title: { en: 'reclaimed water', zh: '再生水' }, utilities: ['reclaimed'] },
  gas: { title: { en: 'gas', zh: '燃气' }, utilities: ['gas'] },
  gasToSubHigh: gas('up to 1.6 MPa', 'P≤1.6 MPa', { upTo: 1.6 }),
  gasLowMedium: gas('low or medium pressure, up to 0.4 MPa', '低压、中压 P≤0.4 MPa', { upTo: 0.4 }),
  gasSubHigh: gas('sub-high pressure, 0.4 to 1.6 MPa', '次高压 0.4<P≤1.6 MPa', { above: 0.4, upTo: 1.6 }),
  gasHigh: gas('high pressure, above 1.6 MPa', '高压 P>1.6 MPa', { above: 1.6 }),
  gasLow: gas('low pressure, below 0.01 MPa', '低压 P<0.01 MPa', GAS_BANDS.gasLow),
  gasMediumB: gas('medium pressure B, 0.01 to 0.2 MPa', '中压 B 0.01≤P≤0.2 MPa', GAS_BANDS.gasMediumB),
  gasMediumA: gas('medium pressure A, 0.2 to 0.4 MPa', '中压 A 0.2<P≤0.4 MPa', GAS_BANDS.gasMediumA),
  gasSubHighB: gas('sub-high pressure B, 0.4 to 0.8 MPa', '次高压 B 0.4<P≤0.8 MPa', GAS_BANDS.gasSubHighB),
  gasSubHighA: gas('sub-high pressure A, 0.8 to 1.6 MPa', '次高压 A 0.8<P≤1.6 MPa', GAS_BANDS.gasSubHighA),
  ...gasByMaterial(),
  heat: { title: { en: 'heat', zh: '热力' }, utilities: ['heat'] },
  heatDirect: {
    title: { en: 'heat, direct buried', zh: '直埋热力' },
    utilities: ['heat'],
    embeddings: [...IN_SOIL, ...IN_PIPE],
  },
  powerBuried: {
    title: { en: 'power, below ground', zh: '地下电力电缆' },
    utilities: ['power'],
    embeddings: [...IN_SOIL, ...IN_PIPE, ...IN_TRENCH],
  },
  ...cables('power', '', 'power', '电力'),
  ...cables('power', 'Below35kv', 'power below 35 kV', '电力 <35 kV', { below: 35 }),
  ...cables('power', 'From35kv', 'power from 35 kV', '电力 ≥35 kV', { from: 35 }),
  ...cables('telecom', '', 'telecom', '通信'),
  telecomSteelDuct: {
    title: { en: 'telecom in steel ducts', zh: '通信钢管' },
    utilities: ['telecom'],
    embeddings: [...IN_PIPE],
    materials: [...STEEL],
  },
  telecomOtherDuct: {
    title: { en: 'telecom in ducts of plastic or concrete', zh: '通信塑料、混凝土管' },
    utilities: ['telecom'],
    embeddings: [...IN_PIPE],
    exceptMaterials: [...STEEL],
  },
  trench: {
    title: { en: 'trench or tunnel of cables, heat or several utilities', zh: '管沟' },
    utilities: ['power', 'telecom', 'heat', 'other'],
    embeddings: [...IN_TRENCH],
  },
};

/** Gas of each band made of PE, and not: beside heat the two keep different codes. */
function gasByMaterial(): Readonly<Record<string, AssetClass>> {
  return Object.fromEntries(
    Object.entries(GAS_BANDS).flatMap(([name, band]) => [
      [`${name}Pe`, { ...gas(`PE, ${inWords(band)}`, `PE 管 ${inWords(band)}`, band), materials: [...PLASTIC] }],
      [
        `${name}NotPe`,
        { ...gas(`not PE, ${inWords(band)}`, `非 PE 管 ${inWords(band)}`, band), exceptMaterials: [...PLASTIC] },
      ],
    ]),
  );
}

function inWords({ from, above, upTo, below }: Band): string {
  const least = from ?? above;
  return `${least === undefined ? '' : `${least}-`}${upTo ?? below} MPa`;
}

/** The two classes of a kind of cable: in the soil, in conduit. */
function cables(
  utility: 'power' | 'telecom',
  ending: string,
  en: string,
  zh: string,
  voltageKv?: Band,
): Readonly<Record<string, AssetClass>> {
  const common = { utilities: [utility], ...(voltageKv !== undefined && { voltageKv }) };
  return {
    [`${utility}Direct${ending}`]: {
      title: { en: `${en}, direct buried`, zh: `直埋${zh}` },
      ...common,
      embeddings: [...IN_SOIL],
    },
    [`${utility}Duct${ending}`]: {
      title: { en: `${en}, in conduit`, zh: `保护管${zh}` },
      ...common,
      embeddings: [...IN_PIPE],
    },
  };
}
