import type { ApiTag, Words } from './api-operation.ts';

/** What each chapter of the interface is about. */
export const TAG_WORDS: Readonly<Record<ApiTag, Words>> = {
  analysis: {
    en: 'May we dig here, may we lay a pipe here, what hangs on this valve. Nothing is changed, so readers need no token.',
    zh: '能否开挖、能否敷设、关阀影响哪些用户。分析不改动数据，只读用户无需令牌。',
  },
  scenes: { en: 'Cities that the server shows.', zh: '服务器展示的城市。' },
  features: { en: 'Pipes, manholes and everything else, one by one.', zh: '管线、检查井及其他要素。' },
  cases: { en: 'What happened in the city.', zh: '城市管理案件。' },
  live: {
    en: 'What happens now: events of devices, alarms, cases under way, the stream.',
    zh: '实时事件、报警、在办案件与数据流。',
  },
  imports: { en: 'From a file to a published layer, and back.', zh: '从文件到发布的图层，以及撤销。' },
  tiles: { en: 'What maps and globes are drawn from.', zh: '地图与三维场景的瓦片。' },
  system: { en: 'The server itself.', zh: '服务器自身。' },
};

/** Headings of the chapters. */
export const TAG_TITLES: Readonly<Record<ApiTag, Words>> = {
  analysis: { en: 'Analysis', zh: '分析' },
  scenes: { en: 'Scenes', zh: '场景' },
  features: { en: 'Features', zh: '要素' },
  cases: { en: 'Cases', zh: '案件' },
  live: { en: 'Live city', zh: '实时城市' },
  imports: { en: 'Imports', zh: '数据入库' },
  tiles: { en: 'Tiles', zh: '瓦片' },
  system: { en: 'System', zh: '系统' },
};
