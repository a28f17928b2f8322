/**
 * Materials of pipes, ducts and cables. Single letters (`S` stone, `Z` brick, `G` steel, `T` concrete) and `ZS` (masonry)
 * are codes of CJJ 61-2017 and mean this in a column of materials alone.
 */
export const MATERIAL_WORDS = {
  castIron: ['铸铁', '灰口铸铁', '生铁', 'ZT', 'cast iron', 'CI', 'grey iron'],
  ductileIron: ['球墨铸铁', '球墨', '球铁', 'QM', 'ductile iron', 'DI', 'DIP'],
  steel: ['钢', '钢管', 'G', 'steel', 'ST'],
  galvanisedSteel: ['镀锌', '镀锌钢', '镀锌钢管', '热镀锌', 'galvanised steel', 'galvanized steel', 'GI'],
  stainlessSteel: ['不锈钢', '不锈钢管', 'stainless steel', 'SS'],
  wroughtIron: ['锻铁', 'wrought iron'],
  iron: ['铁', 'iron'],
  concrete: ['混凝土', '砼', '水泥', '混凝土管', 'T', 'concrete', 'HNT'],
  reinforcedConcrete: ['钢筋混凝土', '钢筋砼', '钢砼', '钢混', 'RC', 'RCP', 'reinforced concrete'],
  prestressedConcrete: ['预应力混凝土', '预应力', 'PCCP', 'PCP', 'prestressed concrete'],
  polyethylene: ['聚乙烯', 'PE', 'polyethylene', 'MDPE', 'PE管', 'PE100', 'PE80'],
  hdpe: ['高密度聚乙烯', 'HDPE', '双壁波纹', '双壁波纹管', 'HDPE双壁波纹管', '波纹管'],
  pvc: ['聚氯乙烯', 'PVC', 'PVC-U', 'UPVC', 'PVC管'],
  polypropylene: ['聚丙烯', 'PP', 'PPR', 'PP-R', 'polypropylene'],
  plastic: ['塑料', '塑', '塑料管', 'plastic', 'SL'],
  glassReinforced: ['玻璃钢', 'BLG', '玻璃钢夹砂', 'GRP', 'FRP', 'fibreglass', 'fiberglass'],
  masonry: ['砖石', 'ZS', '石砌', '砌体', '浆砌', 'masonry'],
  brick: ['砖', 'Z', '砖砌', '砖混', 'brick'],
  stone: ['石', 'S', '块石', '毛石', 'stone'],
  asbestosCement: ['石棉', 'SM', '石棉水泥', '石棉管', 'asbestos', 'asbestos cement', 'AC', 'FC'],
  vitrifiedClay: ['陶瓷', 'TC', '陶土', '缸瓦', '陶', 'vitrified clay', 'clay', 'VC', 'VCP'],
  copper: ['铜', 'TZ', '铜芯', '铜缆', 'copper', 'Cu'],
  aluminium: ['铝', '铝芯', 'aluminium', 'aluminum'],
  steelCoredAluminium: ['钢芯铝绞线', 'VL', 'ACSR'],
  opticalFibre: ['光纤', '光缆', 'GX', 'optical fibre', 'optical fiber', 'fibre', 'fiber'],
  lead: ['铅', 'lead', 'Pb'],
  steelPlasticComposite: ['钢塑', '钢塑复合', '铝塑', 'steel-plastic composite'],
  earth: ['土', '土质', 'earth'],
} as const satisfies Record<string, readonly string[]>;
