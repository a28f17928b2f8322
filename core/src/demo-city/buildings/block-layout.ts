import type { BuildPattern } from '../plan/district-plan.ts';
import type { BlockGround } from './block-ground.ts';
import {
  buildHospital,
  buildMarket,
  buildOfficeBlock,
  buildPark,
  buildSchool,
  buildStation,
} from './layouts/centres.ts';
import { buildMixed, buildSlabs, buildTowers } from './layouts/flats.ts';
import { buildCourtyards, buildVillage, buildVillas } from './layouts/houses.ts';
import { buildHalls, buildPort } from './layouts/works.ts';

const LAYOUTS: Readonly<Record<BuildPattern, (ground: BlockGround) => void>> = {
  slabs: buildSlabs,
  towers: buildTowers,
  mixed: buildMixed,
  villas: buildVillas,
  village: buildVillage,
  courtyards: buildCourtyards,
  market: buildMarket,
  offices: buildOfficeBlock,
  school: buildSchool,
  hospital: buildHospital,
  halls: buildHalls,
  port: buildPort,
  station: buildStation,
  park: buildPark,
};

/** Builds a block over in the way of its pattern; open land stays open. */
export function buildBlock(ground: BlockGround): void {
  const { pattern } = ground.block;
  if (pattern !== null) LAYOUTS[pattern](ground);
}
