import type { Embedding } from '@undercroft/core/model/embedding';
import { words } from './words.ts';

/** Words and codes for embeddings. `GG` and `ZH` mean other things as utilities. */
export const EMBEDDING_WORDS: Readonly<Record<Embedding, readonly string[]>> = {
  directBuried: ['直埋', 'ZM', 'direct buried', 'direct burial', 'directly buried', 'buried'],
  duct: ['管埋', 'GM', '导管', '管道埋设', 'duct', 'conduit', 'in duct'],
  ductBank: ['管块', 'GK', '排管', '管块埋设', 'duct bank', 'duct block'],
  trench: words(
    '管沟, GG, 沟道, 沟埋, 方沟, 地沟, 暗沟, 明沟, 暗渠, 渠, 渠道, 渠箱, 箱涵, 涵洞, 盖板沟, 电缆沟',
    'trench, channel, culvert, box culvert',
  ),
  overhead: ['架空', 'JK', 'overhead', 'aerial'],
  onGround: ['地面', 'DM', 'on ground', 'surface'],
  riser: ['上架', 'SJ', '上杆', '引上', 'riser'],
  passage: ['小通道', 'XTD', '通道', 'passage'],
  tunnel: ['综合管廊', 'ZH', '管廊', '综合管沟', '共同沟', '隧道', 'utility tunnel', 'tunnel'],
  civilDefence: ['人防', 'RF', 'civil defence'],
  insideManhole: ['井内连线', 'JN', '井内连接', 'inside manhole'],
  trenchless: words('顶管, 定向钻, DG, 顶管/定向钻, 拖拉管, 非开挖, 牵引, trenchless, pipe jacking, HDD, bored'),
  underwater: ['水下', 'SX', 'underwater', 'submarine'],
  casing: ['套管', 'TG', 'casing', 'cased', 'sleeve'],
};
