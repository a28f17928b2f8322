import { demoElevation } from '@undercroft/core/demo/demo-elevation';
import { demoMap } from '@undercroft/core/demo/demo-map';
import { demoStreets } from '@undercroft/core/demo/demo-streets';
import type { LayerInputContext } from './layer-input.ts';

/** Every model that a scene may name as a generator: those of features, and those of a ground. */
export const GENERATORS: Required<Pick<LayerInputContext, 'generators' | 'grounds'>> = {
  generators: { 'demo-streets': demoStreets, 'demo-map': demoMap },
  grounds: { 'demo-ground': demoElevation },
};
