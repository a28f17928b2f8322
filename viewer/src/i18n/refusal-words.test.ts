import { describe, expect, it } from 'vitest';
import { placeRefusalWords, refusalWords } from './refusal-words.ts';

const FEET =
  '(4421150, 465830) fits no known system near the scene. The file declares EPSG:4550. They would fit EPSG:4549 ' +
  '(CGCS2000 / 3-degree Gauss-Kruger CM 120E) if they were feet, whose unit is metres: convert them first.';

describe('what a file was refused for', () => {
  it('is said in Chinese by its code, and names the file', () => {
    expect(refusalWords('empty-file', '"a b.csv" is empty.', 'zh')).toBe('“a b.csv”：文件为空。');
    expect(refusalWords('rejected', 'No.', 'zh')).toBe('导入被拒绝。');
  });

  it('is left to the sentence of the server in English, and for a code without words', () => {
    expect(refusalWords('empty-file', '"a.csv" is empty.', 'en')).toBeNull();
    expect(refusalWords('never-heard-of', 'x', 'zh')).toBeNull();
    expect(refusalWords(null, 'x', 'zh')).toBeNull();
  });

  it('keeps the figures where coordinates fit no system', () => {
    expect(placeRefusalWords(FEET, 'en')).toBe(FEET);
    expect(placeRefusalWords(FEET, 'zh')).toBe(
      '坐标（4421150, 465830）不符合本城市附近的任何已知坐标系。文件声明的坐标系为 EPSG:4550。若单位为英尺，则符合 EPSG:4549：请先换算单位。',
    );
    expect(placeRefusalWords('It holds no coordinates.', 'zh')).toBe('其坐标不能定位到地图上。');
  });
});
