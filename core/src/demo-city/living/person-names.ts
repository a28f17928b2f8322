import type { SeededRandom } from '../../random/seeded-random.ts';

const FAMILY = Array.from('王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹');
const GIVEN = [
  '建国',
  '志强',
  '海燕',
  '丽华',
  '晓东',
  '国庆',
  '秀英',
  '永利',
  '春梅',
  '文斌',
  '立新',
  '玉兰',
  '振华',
  '淑芬',
  '浩',
  '婷',
  '磊',
  '静',
  '勇',
  '敏',
];

/** A made-up name, marked as one. */
export function personName(random: SeededRandom): string {
  return `${random.pick(FAMILY)}${random.pick(GIVEN)}(模拟)`;
}
