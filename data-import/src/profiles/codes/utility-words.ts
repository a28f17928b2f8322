import type { Utility } from '@undercroft/core/model/utility';
import type { Subclass } from './subclasses.ts';
import { words } from './words.ts';

/**
 * Words and codes for what a line carries. Codes after CJJ 61-2017 appendix B with and without their number, and those of
 * the 2003 edition (DX for telecom). `GG` and `ZH` mean other things as embeddings, `ZS` as a material: each list is read
 * for its own field alone.
 */
export const UTILITY_WORDS: Readonly<Partial<Record<Exclude<Utility, 'unknown'> | Subclass, readonly string[]>>> = {
  water: ['给水', '自来水', '供水', '上水', 'JS', 'water', 'water supply', 'potable', 'potable water', 'WSS'],
  rawWater: ['原水', 'JY', 'JY01', 'raw water'],
  waterTransmission: ['输水', 'SS', 'SS02', 'transmission main'],
  reclaimedWater: ['中水', '再生水', 'ZS', 'ZS03', 'reclaimed', 'reclaimed water', 'recycled water', 'non-potable'],
  waterDistribution: ['配水', 'JP', 'JP04', 'distribution main'],
  drinkingWater: ['直饮水', 'JZ', 'JZ05', 'drinking water'],
  fireWater: ['消防', '消防水', '消防给水', 'XS', 'XS06', 'XF', 'fire', 'fire main', 'fire water'],
  irrigationWater: ['绿化', '绿化水', '绿化给水', 'LS', 'LS07', 'irrigation'],
  circulatingWater: ['循环水', 'JH', 'JH08', 'cooling water'],
  drainage: ['排水', 'PS', 'drainage', 'drain', 'sewerage', 'sewer and storm'],
  stormDrain: words('雨水, YS, YS01, storm, storm water, storm drain, storm sewer, rainwater, surface water'),
  sewer: ['污水', 'WS', 'WS02', 'sewage', 'sewer', 'sanitary', 'sanitary sewer', 'foul', 'foul sewer', 'wastewater'],
  combinedSewer: ['雨污合流', '合流', '雨污', 'HS', 'HS03', 'combined', 'combined sewer'],
  industrialSewer: ['工业废水', '废水', 'trade effluent'],
  gas: ['燃气', 'RQ', 'gas'],
  coalGas: ['煤气', 'MQ', 'MQ01', 'coal gas', 'town gas'],
  liquefiedGas: ['液化气', '液化石油气', 'YH', 'YH02', 'LPG'],
  naturalGas: ['天然气', 'TR', 'TR03', 'natural gas'],
  heat: ['热力', '供热', '供暖', '采暖', 'RL', 'heat', 'heating', 'district heating'],
  hotWater: ['热水', 'RS', 'RS01', 'hot water'],
  steam: ['蒸汽', 'ZQ', 'ZQ02', 'steam'],
  power: ['电力', 'DL', 'power', 'electric', 'electricity', 'electrical', 'HV', 'LV', 'MV'],
  powerSupply: ['供电', '输电', '配电', 'GD', 'GD01', 'power supply'],
  streetLighting: ['路灯', '照明', 'LD', 'LD02', 'street light', 'street lighting', 'lighting'],
  trafficSignal: ['交通信号', '信号', '信号灯', '交通', 'XH', 'XH03', 'traffic signal'],
  tramPower: ['电车', 'DC', 'DC04', 'tram', 'trolley'],
  advertisingPower: ['广告', 'GG', 'GG05', 'advertising'],
  directCurrent: ['直流专用'],
  telecom: words(
    '通信, 电信, 通讯, 弱电, TX, DX, telecom, telecommunication, telecommunications',
    'communication, communications, comms, datatransport, 移动, 联通, 网通, 铁通, 电信通信',
  ),
  telephone: ['电话', 'DH', 'DH01', '市话', 'telephone'],
  cableTelevision: ['有线电视', '广播电视', '广电', 'DS', 'DS02', 'cable tv', 'CATV'],
  dataNetwork: ['信息网络', '宽带', 'XX', 'XX03', 'data', 'broadband', 'fibre', 'fiber', 'fiber optic', 'fibre optic'],
  broadcast: ['广播', 'GB', 'GB04', 'broadcast'],
  monitoring: ['监控', '电子警察', 'surveillance'],
  militaryTelecom: ['军用', '军队', '保密'],
  industrial: ['工业', 'GY', 'industrial', 'industrial pipeline', 'process'],
  hydrogen: ['氢气', '氢', 'QQ', 'QQ01', 'hydrogen'],
  oxygen: ['氧气', '氧', 'YQ', 'YQ02', 'oxygen'],
  acetylene: ['乙炔', 'GQ', 'GQ03', 'acetylene'],
  ethylene: ['乙烯', 'YX', 'YX04', 'ethylene'],
  benzene: ['苯', 'BQ', 'BQ05', 'benzene'],
  chlorine: ['氯气', '氯', 'LQ', 'LQ06', 'chlorine'],
  nitrogen: ['氮气', '氮', 'DQ', 'DQ07', 'nitrogen'],
  carbonDioxide: ['二氧化碳', 'EY', 'EY08', 'carbon dioxide', 'CO2'],
  ammonia: ['氨气', '氨', 'AQ', 'AQ09', 'ammonia'],
  toluene: ['甲苯', 'JB', 'JB10', 'toluene'],
  petroleum: ['石油', '油料', '输油', '原油', '成品油', 'SY', 'oil', 'petroleum'],
  other: ['其他', '其它', 'QT', 'other'],
  utilityTunnel: ['综合管沟', '综合管廊', '共同沟', 'ZH', 'ZH01', 'utility tunnel'],
  unidentified: ['不明', '不明管线', 'BM', 'BM02', 'unidentified', 'unknown', 'orphan', 'wees'],
};

/** Endings of a utility's word that say no more than "a line of it": `给水管线`, `污水管`, `电力电缆`. */
export const LINE_ENDINGS =
  /(管线|管道|管网|管段|管|线路|电缆|光缆|线缆|线|pipelines?|pipes?|mains?|cables?|lines?|network)$/u;

/** True for a code of two letters. It means a utility in Chinese tables; elsewhere WS may be water supply, and SS sewage. */
export function isShortCode(word: string): boolean {
  return /^[a-z]{1,2}\d{0,2}$/iu.test(word.trim());
}
