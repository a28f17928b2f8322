import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { detectEncodings } from './detect-encoding.ts';

const SURVEY_HEADINGS =
  '管线点号,连接点号,特征,附属物,X坐标,Y坐标,地面高程,起点埋深,终点埋深,管径,材质,埋设方式,权属单位,建设年代,所在道路,备注';

function best(text: string, encoding: string): string | undefined {
  return detectEncodings(iconv.encode(text, encoding))[0]?.encoding;
}

describe('detectEncodings', () => {
  it.each([
    SURVEY_HEADINGS,
    '给水,JS1001,三通,球墨铸铁,DN300,直埋,河北大街西段,自来水公司',
    '秦皇岛市海港区迎宾路',
    '管径',
    '材质',
    '联通',
    '学校',
    'Φ300',
    '李镕',
    '北戴河',
    '鲅鱼圈',
  ])('tells GB18030 and UTF-8 of "%s"', (text) => {
    expect([best(text, 'gb18030'), best(text, 'utf-8')]).toEqual(['gb18030', 'utf-8']);
  });

  it.each(['管線點號,連接點號,特徵,附屬物,地面高程,起點埋深,材質', '臺北市中正區', '管徑', '陳志明', '九龍'])(
    'tells Big5 of "%s"',
    (text) => {
      expect(best(text, 'big5')).toBe('big5');
    },
  );

  it.each(['下水道管きょ', 'マンホール番号', '横須賀市', '管径,土被り'])('tells Shift_JIS of "%s"', (text) => {
    expect(best(text, 'shift_jis')).toBe('shift_jis');
  });

  it.each(['Straße', 'Höhe,Länge', 'Profondità', 'Vejnavn;Brønd;Målepunkt', 'Åben grøft', '45° 12 m²', 'MÜLLSTRAßE'])(
    'tells windows-1252 of "%s"',
    (text) => {
      expect([best(text, 'windows-1252'), best(text, 'utf-8')]).toEqual(['windows-1252', 'utf-8']);
    },
  );

  it('shows the same text as each encoding reads it, the likeliest first', () => {
    const choices = detectEncodings(iconv.encode('起点,终点\n管径,JS1', 'gb18030'));
    expect(choices[0]?.sample).toBe('起点,终点');
    expect(choices.map(({ score }) => score)).toEqual(choices.map(({ score }) => score).toSorted((a, b) => b - a));
    expect(choices.every(({ score }) => score > 0 && score <= 1)).toBe(true);
    expect(new Set(choices.map(({ sample }) => sample)).size).toBe(choices.length);
  });

  it('believes a byte order mark', () => {
    const marked = [
      iconv.encode('管径', 'utf-8', { addBOM: true }),
      iconv.encode('管径', 'utf-16le', { addBOM: true }),
      iconv.encode('管径', 'utf-16be', { addBOM: true }),
    ].map((bytes) => detectEncodings(bytes));
    expect(marked.map((choices) => choices.map(({ encoding, score, sample }) => [encoding, score, sample]))).toEqual([
      [['utf-8', 1, '管径']],
      [['utf-16le', 1, '管径']],
      [['utf-16be', 1, '管径']],
    ]);
  });

  it('takes ASCII, and nothing at all, for UTF-8', () => {
    const certain = [{ encoding: 'utf-8', score: 1, sample: '' }];
    expect([detectEncodings(Buffer.from('id,x\n1,2')), detectEncodings(new Uint8Array(0))]).toEqual([certain, certain]);
  });

  it('keeps UTF-8 that one broken character spoils, and says so by its score', () => {
    const broken = Buffer.concat([Buffer.from(`${SURVEY_HEADINGS}\n`), Buffer.from([0xe7, 0xae]), Buffer.from(',1\n')]);
    const [first] = detectEncodings(broken);
    expect(first?.encoding).toBe('utf-8');
    expect(first?.score).toBeLessThan(1);
  });

  it('answers something for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const choices = detectEncodings(bytes);
        return choices.length > 0 && choices.every(({ score }) => score >= 0 && score <= 1);
      }),
    );
  });

  it('takes no letters for UTF-8 that lie where no script is', () => {
    // 窨井 (inspection well) in GBK is the bytes of U+7FFAE, on every line.
    const wells = iconv.encode('窨井\n'.repeat(40), 'gbk');
    expect(detectEncodings(new Uint8Array(wells))[0]?.encoding).toBe('gb18030');
  });
});
