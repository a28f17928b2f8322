/**
 * How a line lies in the ground (埋设方式), after CJJ 61-2017: what a depth refers to follows from it.
 *
 * `duct` is a cable or pipe in a pipe (管埋), `ductBank` a block of ducts (管块), `trench` a built trench or channel (管沟,
 * 方沟, 暗渠), `passage` a small walkable one (小通道), `tunnel` a utility tunnel (综合管廊), `riser` a line that climbs a pole
 * (上架), `trenchless` jacked or drilled (顶管, 定向钻), `casing` a pipe in a casing pipe (套管).
 */
export const EMBEDDINGS = [
  'directBuried',
  'duct',
  'ductBank',
  'trench',
  'overhead',
  'onGround',
  'riser',
  'passage',
  'tunnel',
  'civilDefence',
  'insideManhole',
  'trenchless',
  'underwater',
  'casing',
] as const;

export type Embedding = (typeof EMBEDDINGS)[number];
