import { encode } from 'iconv-lite';
import { testDbf, testShp } from './test-shapefile.ts';

export const RING = [
  [0, 0],
  [0, 10],
  [10, 10],
  [10, 0],
  [0, 0],
];
export const { shp: POLYGONS } = testShp(15, [
  {
    type: 15,
    parts: [
      RING.map(([x = 0, y = 0]) => [x, y, 5]),
      [
        [2, 2, 1],
        [4, 2, 1],
        [4, 4, 1],
        [2, 2, 1],
      ],
    ],
  },
  { type: 0, parts: [] },
  { type: 15, parts: [RING] },
]);
export const { shp: LINES } = testShp(13, [
  {
    type: 13,
    parts: [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [7, 8, 9],
        [10, 11, 12],
      ],
    ],
  },
  {
    type: 13,
    parts: [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
  },
  {
    type: 13,
    parts: [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
  },
]);
export const { shp: POINTS } = testShp(
  1,
  [0, 1, 2].map((x) => ({ type: 1, parts: [[[x, x]]] })),
);
export const DBF = testDbf({
  fields: [
    { name: encode('材质', 'gbk'), type: 'C', length: 12 },
    { name: 'SIZE', type: 'N', length: 8 },
    { name: 'DATE', type: 'D', length: 8 },
    { name: 'T', type: '@', length: 8 },
  ],
  rows: [
    [encode('球墨铸铁', 'gbk'), '300', '20240531', ''],
    ['PE', '160', '', ''],
    [encode('钢', 'gbk'), '***', '00000000', ''],
  ],
});
