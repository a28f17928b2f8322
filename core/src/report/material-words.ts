import type { ReportLanguage } from './dig-words.ts';

type Words = Readonly<Record<string, Readonly<Record<ReportLanguage, string>>>>;

/** Words for the materials that code lists know; others are shown as the source words them. */
export const MATERIAL_WORDS: Words = {
  castIron: { en: 'cast iron', zh: '铸铁' },
  ductileIron: { en: 'ductile iron', zh: '球墨铸铁' },
  steel: { en: 'steel', zh: '钢' },
  galvanisedSteel: { en: 'galvanised steel', zh: '镀锌钢' },
  stainlessSteel: { en: 'stainless steel', zh: '不锈钢' },
  wroughtIron: { en: 'wrought iron', zh: '锻铁' },
  iron: { en: 'iron', zh: '铁' },
  concrete: { en: 'concrete', zh: '混凝土' },
  reinforcedConcrete: { en: 'reinforced concrete', zh: '钢筋混凝土' },
  prestressedConcrete: { en: 'prestressed concrete', zh: '预应力混凝土' },
  polyethylene: { en: 'polyethylene (PE)', zh: '聚乙烯（PE）' },
  hdpe: { en: 'HDPE', zh: '高密度聚乙烯（HDPE）' },
  pvc: { en: 'PVC', zh: '聚氯乙烯（PVC）' },
  polypropylene: { en: 'polypropylene (PP)', zh: '聚丙烯（PP）' },
  plastic: { en: 'plastic', zh: '塑料' },
  glassReinforced: { en: 'glass-reinforced plastic', zh: '玻璃钢' },
  masonry: { en: 'masonry', zh: '砖石' },
  brick: { en: 'brick', zh: '砖' },
  stone: { en: 'stone', zh: '石' },
  asbestosCement: { en: 'asbestos cement', zh: '石棉水泥' },
  vitrifiedClay: { en: 'vitrified clay', zh: '陶瓷' },
  copper: { en: 'copper', zh: '铜' },
  aluminium: { en: 'aluminium', zh: '铝' },
  steelCoredAluminium: { en: 'steel-cored aluminium', zh: '钢芯铝绞线' },
  opticalFibre: { en: 'optical fibre', zh: '光纤' },
  lead: { en: 'lead', zh: '铅' },
  steelPlasticComposite: { en: 'steel-plastic composite', zh: '钢塑复合' },
  earth: { en: 'earth', zh: '土' },
};

/** Of these there is a word short enough for a cell of a drawing. */
const SHORT_WORDS: Words = {
  concrete: { zh: '砼', en: 'concrete' },
  reinforcedConcrete: { zh: '钢筋砼', en: 'RC' },
  prestressedConcrete: { zh: '预应力砼', en: 'PC' },
  asbestosCement: { zh: '石棉水泥', en: 'asb. cem.' },
  vitrifiedClay: { zh: '陶土', en: 'clay' },
  polyethylene: { zh: 'PE', en: 'PE' },
  hdpe: { zh: 'HDPE', en: 'HDPE' },
  pvc: { zh: 'PVC', en: 'PVC' },
  polypropylene: { zh: 'PP', en: 'PP' },
  ductileIron: { zh: '球铁', en: 'DI' },
  castIron: { zh: '铸铁', en: 'CI' },
  galvanisedSteel: { zh: '镀锌钢', en: 'galv.' },
  stainlessSteel: { zh: '不锈钢', en: 'stainl.' },
  glassReinforced: { zh: '玻璃钢', en: 'GRP' },
  aluminium: { zh: '铝', en: 'alu.' },
  opticalFibre: { zh: '光纤', en: 'fibre' },
};

/** A material as a cell of a drawing has it; a word of no code list stands as the source has it. */
export function shortMaterial(material: string, language: ReportLanguage): string {
  const known = [SHORT_WORDS, MATERIAL_WORDS].find((words) => Object.hasOwn(words, material));
  return known?.[material]?.[language] ?? material;
}
