/** The characters that headings are written with, each with its syllable (without tones). */
const SYLLABLES = new Map(
  [
    '上shang 下xia 主zhu 井jing 产chan 人ren 代dai 件jian 任ren 份fen 位wei 使shi 值zhi 偏pian 像xiang 元yuan 光guang 养yang',
    '况kuang 准zhun 别bie 力li 区qu 半ban 单dan 占zhan 压ya 厚hou 口kou 可ke 号hao 名ming 向xiang 员yuan 国guo 图tu 在zai',
    '地di 场chang 址zhi 坐zuo 坡po 型xing 埋mai 基ji 壁bi 备bei 外wai 大da 始shi 子zi 孔kong 安an 室shi 宽kuan 寸cun 小xiao',
    '尺chi 层ceng 屋wu 属shu 工gong 已yi 平ping 年nian 底di 度du 建jian 式shi 形xing 征zheng 径jing 心xin 态tai 性xing 总zong',
    '成cheng 或huo 截jie 房fang 所suo 护hu 据ju 排pai 探tan 接jie 控kong 描miao 摄she 效xiao 敷fu 数shu 文wen 料liao 断duan',
    '方fang 施shi 旋xuan 日ri 时shi 普pu 有you 朝chao 期qi 机ji 权quan 杆gan 条tiao 材cai 架jia 查cha 标biao 栋dong 根gen',
    '格ge 楼lou 横heng 止zhi 段duan 气qi 水shui 沟gou 注zhu 流liu 测ce 深shen 温wen 点dian 燃ran 物wu 特te 状zhuang 理li',
    '用yong 电dian 监jian 盖gai 直zhi 码ma 社she 离li 种zhong 积ji 称cheng 程cheng 竣jun 符fu 等deng 筑zhu 管guan 类lei 精jing',
    '素su 级ji 纬wei 纵zong 线xian 终zhong 经jing 维wei 编bian 缆lan 网wang 置zhi 英ying 行hang 街jie 装zhuang 要yao 规gui',
    '视shi 角jiao 设she 识shi 负fu 责ze 质zhi 起qi 距ju 路lu 转zhuan 运yun 述shu 途tu 造zao 道dao 部bu 采cai 量liang 长chang',
    '门men 间jian 附fu 集ji 面mian 顶ding 高gao 内nei 北bei 东dong 本ben 连lian 材cai 目mu 项xiang 负fu 市shi 级ji 称cheng',
  ]
    .flatMap((line) => line.split(' '))
    .map((entry) => [entry.slice(0, 1), entry.slice(1)] as const),
);

/** A Chinese word in pinyin: its initials (`QDMS`) and its syllables (`qidianmaishen`); `null` when a character is not known. */
export function pinyinOf(word: string): { readonly initials: string; readonly syllables: string } | null {
  const syllables = word
    .split('')
    .map((character) => SYLLABLES.get(character) ?? (/[a-z0-9]/.test(character) ? character : null));
  if (syllables.includes(null)) return null;
  return { initials: syllables.map((one) => one?.charAt(0) ?? '').join(''), syllables: syllables.join('') };
}
