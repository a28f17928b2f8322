import { demoCityMap } from '@undercroft/core/demo-city/demo-city-map';
import { demoLivingCity } from '@undercroft/core/demo-city/living/living-city';
import { demoElevation } from '@undercroft/core/demo-city/place/demo-elevation';
import type { LayerInputContext } from './layer-input.ts';

/** Every model that a scene may name as a generator: those of features, and those of a ground. */
export const GENERATORS: Required<Pick<LayerInputContext, 'generators' | 'grounds'>> = {
  generators: { 'demo-map': demoCityMap, 'demo-living': demoLivingCity },
  grounds: { 'demo-ground': demoElevation },
};
