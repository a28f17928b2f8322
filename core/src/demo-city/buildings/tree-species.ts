/** A kind of tree with its usual size when grown. */
export interface TreeSpecies {
  readonly zh: string;
  readonly en: string;
  readonly heightM: number;
  /** Diameter of the crown, metres. */
  readonly crownM: number;
  readonly isConifer: boolean;
}

const LOCUST: TreeSpecies = { zh: '国槐', en: 'pagoda tree', heightM: 9, crownM: 6, isConifer: false };
const ASH: TreeSpecies = { zh: '白蜡', en: 'ash', heightM: 10, crownM: 5.6, isConifer: false };
const PLANE: TreeSpecies = { zh: '法桐', en: 'plane', heightM: 12, crownM: 7, isConifer: false };
const GINKGO: TreeSpecies = { zh: '银杏', en: 'ginkgo', heightM: 10, crownM: 4.4, isConifer: false };
const POPLAR: TreeSpecies = { zh: '毛白杨', en: 'white poplar', heightM: 15, crownM: 5, isConifer: false };
const WILLOW: TreeSpecies = { zh: '旱柳', en: 'willow', heightM: 9, crownM: 7, isConifer: false };
const BLACK_PINE: TreeSpecies = { zh: '黑松', en: 'black pine', heightM: 8, crownM: 4.6, isConifer: true };
const CHERRY: TreeSpecies = { zh: '樱花', en: 'cherry', heightM: 5, crownM: 4, isConifer: false };
const ELM: TreeSpecies = { zh: '榆树', en: 'elm', heightM: 11, crownM: 6.4, isConifer: false };

/** Trees that line the streets of the coast of Hebei; each street has one. */
export const STREET_TREES: readonly TreeSpecies[] = [LOCUST, ASH, PLANE, GINKGO, LOCUST, POPLAR];

export const PARK_TREES: readonly TreeSpecies[] = [WILLOW, BLACK_PINE, BLACK_PINE, CHERRY, ELM, LOCUST, POPLAR, GINKGO];
