import { describe, expect, it } from 'vitest';
import { examineContent } from './examine-content.ts';
import { FindingLog } from './finding-log.ts';

/** A point 1, 2, 3 m and one 4, 5, 6 m from the centre of the content. */
const TWO_POINTS = [1, 2, 3, 4, 5, 6];

/** A cloud of points that begins `at` bytes into memory shared with other files, as the small files of Node do. */
function cloud(featureTable: object, binary: Buffer, at = 40): Buffer {
  const json = Buffer.from(JSON.stringify(featureTable));
  const shared = Buffer.alloc(at + 28 + json.length + binary.length + 100, 0x7f);
  const file = shared.subarray(at, at + 28 + json.length + binary.length);
  file.write('pnts', 0, 'latin1');
  [1, file.length, json.length, binary.length, 0, 0].forEach((word, i) => {
    file.writeUInt32LE(word, 4 + i * 4);
  });
  file.set(json, 28);
  file.set(binary, 28 + json.length);
  return file;
}

function examined(file: Buffer) {
  const log = new FindingLog();
  const content = examineContent(file, new Map(), log, 'a.pnts');
  const positions = content?.decoded.primitives.map((primitive) => [...primitive.positions]);
  return { positions, findings: log.findings.map(({ code, message }) => `${code} ${message}`) };
}

const floats = (values: readonly number[]) => Buffer.from(Float32Array.from(values).buffer);

describe('a cloud of points of 3D Tiles 1.0', () => {
  it.each([40, 41])('has its own points, two of them, and no bytes of what lies beside it (from byte %i on)', (at) => {
    const file = cloud({ POINTS_LENGTH: 2, POSITION: { byteOffset: 0 } }, floats(TWO_POINTS), at);
    expect(examined(file)).toEqual({ positions: [TWO_POINTS], findings: [] });
  });

  it('begins its positions where its table says', () => {
    const file = cloud({ POINTS_LENGTH: 2, POSITION: { byteOffset: 8 } }, floats([9, 9, ...TWO_POINTS]));
    expect(examined(file)).toEqual({ positions: [TWO_POINTS], findings: [] });
  });

  it('whose table is 25 bytes long has no whole number of floats, which is a finding', () => {
    const binary = Buffer.concat([floats(TWO_POINTS), Buffer.alloc(1)]);
    expect(examined(cloud({ POINTS_LENGTH: 2, POSITION: { byteOffset: 0 } }, binary))).toEqual({
      positions: undefined,
      findings: ['LEGACY_TABLE Positions are floats of 4 bytes: from byte 0 of a table of 25 they do not fit.'],
    });
  });

  it('whose positions begin at byte 2 does not begin them on a float, which is a finding', () => {
    const binary = Buffer.concat([Buffer.alloc(2), floats(TWO_POINTS), Buffer.alloc(2)]);
    expect(examined(cloud({ POINTS_LENGTH: 2, POSITION: { byteOffset: 2 } }, binary))).toEqual({
      positions: undefined,
      findings: ['LEGACY_TABLE Positions are floats of 4 bytes: from byte 2 of a table of 28 they do not fit.'],
    });
  });
});
