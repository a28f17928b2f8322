import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../../issues.ts';
import type { SwmmFile } from './swmm-file.ts';

/** The file's units and how it writes offsets, from [OPTIONS]. */
export interface SwmmUnits {
  readonly system: 'SI' | 'US';
  /** Metres in the file's unit of length: 1, or the international foot. */
  readonly metresPerUnit: number;
  /** Square metres in the file's unit of area: the hectare, or the acre. */
  readonly squareMetresPerUnit: number;
  /** Whether link offsets are heights above the node's invert or levels. */
  readonly offsets: 'depth' | 'elevation';
  readonly issues: readonly Issue[];
}

const METRES_PER_FOOT = 0.3048;
const SQUARE_METRES_PER_ACRE = 4046.8564224;
const SQUARE_METRES_PER_HECTARE = 10000;
const US_FLOWS: ReadonlySet<string> = new Set(['CFS', 'GPM', 'MGD']);
const SI_FLOWS: ReadonlySet<string> = new Set(['CMS', 'LPS', 'MLD']);

/** FLOW_UNITS decides the whole file's system of units; where it is not stated, SWMM takes CFS. */
export function unitsOf(file: SwmmFile): SwmmUnits {
  const issues: Issue[] = [];
  const flow = optionOf(file, 'FLOW_UNITS');
  const flowUnits = flow?.value.toUpperCase() ?? 'CFS';
  if (flow === null) {
    issues.push(
      issue(
        'units-assumed',
        null,
        'FLOW_UNITS',
        'FLOW_UNITS is not stated; SWMM then takes CFS, so lengths are read as feet.',
      ),
    );
  } else if (!US_FLOWS.has(flowUnits) && !SI_FLOWS.has(flowUnits)) {
    issues.push(
      issue(
        'missing-value',
        flow.row,
        'FLOW_UNITS',
        `FLOW_UNITS wants CFS, GPM, MGD, CMS, LPS or MLD; "${flow.value}" came.`,
      ),
    );
  }
  const isSi = SI_FLOWS.has(flowUnits);
  const offsets = optionOf(file, 'LINK_OFFSETS')?.value.toUpperCase() ?? 'DEPTH';
  return {
    system: isSi ? 'SI' : 'US',
    metresPerUnit: isSi ? 1 : METRES_PER_FOOT,
    squareMetresPerUnit: isSi ? SQUARE_METRES_PER_HECTARE : SQUARE_METRES_PER_ACRE,
    offsets: offsets.startsWith('ELEV') ? 'elevation' : 'depth',
    issues,
  };
}

function optionOf(file: SwmmFile, name: string): { readonly value: string; readonly row: number } | null {
  // The last one counts, as in the solver.
  for (const { tokens, row } of file.sections.OPTIONS.toReversed()) {
    if (tokens[0]?.toUpperCase() === name && tokens[1] !== undefined) return { value: tokens[1], row };
  }
  return null;
}
