import type { CrossSectionTables } from './swmm-cross-section.ts';
import type { SwmmFile } from './swmm-file.ts';
import { shapeCurvesOf } from './swmm-shape-curves.ts';
import { transectsOf } from './swmm-transects.ts';
import type { SwmmUnits } from './swmm-units.ts';

/** The curves and transects that cross-sections refer to. */
export function crossSectionTablesOf(
  file: SwmmFile,
  units: SwmmUnits,
  idKey: (id: string) => string,
): CrossSectionTables {
  return {
    metresPerUnit: units.metresPerUnit,
    shapeCurves: shapeCurvesOf(file.sections.CURVES, idKey),
    transects: transectsOf(file.sections.TRANSECTS, idKey),
    idKey,
  };
}
