/**
 * Standard pipe sizes that a SWMM file may name by a code instead of a width and height. Inside sizes in inches, code 1
 * first. Source: SWMM 5.2 user's manual, appendix A.12 (elliptical) and A.13 (arch); the same figures stand in the
 * solver's `xsect.dat`.
 */
export interface SizeInches {
  readonly riseIn: number;
  readonly spanIn: number;
}

const ELLIPSE_MINOR = [
  14, 19, 22, 24, 27, 29, 32, 34, 38, 43, 48, 53, 58, 63, 68, 72, 77, 82, 87, 92, 97, 106, 116,
] as const;
const ELLIPSE_MAJOR = [
  23, 30, 34, 38, 42, 45, 49, 53, 60, 68, 76, 83, 91, 98, 106, 113, 121, 128, 136, 143, 151, 166, 180,
] as const;

// Concrete; corrugated steel 2 2/3 x 1/2 in; corrugated steel 3 x 1 in; structural plate with 19 in corners; with 31 in.
const ARCH_RISE = [
  11, 13.5, 15.5, 18, 22.5, 26.625, 31.3125, 36, 40, 45, 54, 62, 72, 77.5, 87.125, 96.875, 106.5, 13, 15, 18, 20, 24,
  29, 33, 38, 43, 47, 52, 57, 31, 36, 41, 46, 51, 55, 59, 63, 67, 71, 75, 79, 83, 87, 91, 55, 57, 59, 61, 63, 65, 67,
  69, 71, 73, 75, 77, 79, 81, 83, 85, 87, 89, 91, 93, 95, 97, 100, 101, 103, 105, 107, 109, 111, 113, 115, 118, 119,
  121, 112, 114, 116, 118, 120, 122, 124, 126, 128, 130, 132, 134, 136, 138, 140, 142, 144, 146, 148, 150, 152, 154,
  156, 158,
] as const;
const ARCH_SPAN = [
  18, 22, 26, 28.5, 36.25, 43.75, 51.125, 58.5, 65, 73, 88, 102, 115, 122, 138, 154, 168.75, 17, 21, 24, 28, 35, 42, 49,
  57, 64, 71, 77, 83, 40, 46, 53, 60, 66, 73, 81, 87, 95, 103, 112, 117, 128, 137, 142, 73, 76, 81, 84, 87, 92, 95, 98,
  103, 106, 112, 114, 117, 123, 128, 131, 137, 139, 142, 148, 150, 152, 154, 161, 167, 169, 171, 178, 184, 186, 188,
  190, 197, 199, 159, 162, 168, 170, 173, 179, 184, 187, 190, 195, 198, 204, 206, 209, 215, 217, 223, 225, 231, 234,
  236, 239, 245, 247,
] as const;

/** Codes 1 to 23; lying on its long side. `null` when there is no such code. */
export function horizontalEllipseSize(code: number): SizeInches | null {
  return sizeOf(code, ELLIPSE_MINOR, ELLIPSE_MAJOR);
}

/** Codes 1 to 23; standing on its narrow end. */
export function verticalEllipseSize(code: number): SizeInches | null {
  return sizeOf(code, ELLIPSE_MAJOR, ELLIPSE_MINOR);
}

/** Codes 1 to 102. */
export function archSize(code: number): SizeInches | null {
  return sizeOf(code, ARCH_RISE, ARCH_SPAN);
}

function sizeOf(code: number, rises: readonly number[], spans: readonly number[]): SizeInches | null {
  if (!Number.isInteger(code)) return null;
  const riseIn = rises[code - 1];
  const spanIn = spans[code - 1];
  return riseIn === undefined || spanIn === undefined ? null : { riseIn, spanIn };
}
