/** First two digits of administrative divisions (GB/T 2260): the provinces. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

/** A code of a standard taken apart, or why it is none, as the end of a sentence. */
export type CodeReading<T> = { readonly parts: T } | { readonly fault: string };

export interface CameraCode {
  /** Centre the device belongs to: administrative division and unit, 8 digits. */
  readonly centre: string;
  readonly industry: string;
  readonly type: string;
  readonly network: string;
  readonly serial: string;
}

/** Device types of GB/T 28181 that are cameras: camera (摄像机) and network camera (网络摄像机). */
const CAMERA_TYPES: ReadonlySet<string> = new Set(['131', '132']);

/** Reads the 20 digits of GB/T 28181 appendix D: centre 8, industry 2, type 3, network 1, serial 6. */
export function cameraCode(code: string): CodeReading<CameraCode> {
  const fault = digitsFault(code, 20, 'GB/T 28181');
  if (fault !== null) return { fault };
  const type = code.slice(10, 13);
  if (!CAMERA_TYPES.has(type)) {
    return { fault: `says type ${type} in digits 11 to 13; a camera is 131 or 132` };
  }
  return {
    parts: {
      centre: code.slice(0, 8),
      industry: code.slice(8, 10),
      type,
      network: code.slice(13, 14),
      serial: code.slice(14),
    },
  };
}

export interface ComponentCode {
  readonly division: string;
  readonly major: string;
  readonly minor: string;
  readonly serial: string;
  /** Name of the minor class; `null` for one that is not in the list. */
  readonly minorName: string | null;
}

/** Major classes of GB/T 30428.2: public utilities, traffic, environment, greening, other. */
const MAJOR_CLASSES: ReadonlySet<string> = new Set(['01', '02', '03', '04', '05']);

/** Minor classes that are joined to the network: covers. By major and minor class. */
const COVER_CLASSES: ReadonlyMap<string, string> = new Map([
  ['0101', '上水井盖'],
  ['0102', '污水井盖'],
  ['0103', '雨水井盖'],
  ['0105', '电力井盖'],
  ['0107', '通讯井盖'],
  ['0110', '热力井盖'],
  ['0111', '燃气井盖'],
]);

/** Reads the 16 digits of a component (部件) of GB/T 30428: division 6, major class 2, minor class 2, serial 6. */
export function componentCode(code: string): CodeReading<ComponentCode> {
  const fault = digitsFault(code, 16, 'GB/T 30428');
  if (fault !== null) return { fault };
  const major = code.slice(6, 8);
  const minor = code.slice(8, 10);
  if (!MAJOR_CLASSES.has(major)) return { fault: `says major class ${major} in digits 7 and 8; wanted is 01 to 05` };
  return {
    parts: {
      division: code.slice(0, 6),
      major,
      minor,
      serial: code.slice(10),
      minorName: COVER_CLASSES.get(major + minor) ?? null,
    },
  };
}

/** Digits of a code by the level of the grid it stands for (GB/T 30428.1): 6 + 3 + 3 + 3. */
export const GRID_CODE_LENGTHS = { district: 6, street: 9, community: 12, cell: 15 } as const;

export type CodedLevel = keyof typeof GRID_CODE_LENGTHS;

/** Reads the code of a district, street, community or cell; its level follows from its length. */
export function gridCode(code: string): CodeReading<{ readonly level: CodedLevel }> {
  const level = (Object.keys(GRID_CODE_LENGTHS) as CodedLevel[]).find((key) => GRID_CODE_LENGTHS[key] === code.length);
  if (level === undefined || !isDigits(code)) {
    return { fault: `is no code of GB/T 30428: 15 digits were wanted for a cell, 12, 9 or 6 for what holds it` };
  }
  if (!PROVINCES.has(code.slice(0, 2))) return { fault: `begins with ${code.slice(0, 2)}, which is no province` };
  return { parts: { level } };
}

function digitsFault(code: string, length: number, standard: string): string | null {
  if (!isDigits(code)) return `holds more than digits; ${standard} wants ${length} digits`;
  if (code.length !== length) return `has ${code.length} digits; ${standard} wants ${length}`;
  if (!PROVINCES.has(code.slice(0, 2))) return `begins with ${code.slice(0, 2)}, which is no province`;
  return null;
}

function isDigits(code: string): boolean {
  for (let i = 0; i < code.length; i++) {
    const digit = code.charCodeAt(i);
    if (digit < 48 || digit > 57) return false;
  }
  return code !== '';
}
