import { z } from 'zod';
import type { AccessorReader, AccessorValues } from './accessor-values.ts';
import type { FindingLog } from './finding-log.ts';
import { fromParts, type Matrix } from './matrix.ts';
import { parsePart } from './parse-part.ts';

export const INSTANCING_EXTENSION = 'EXT_mesh_gpu_instancing';

const extensionSchema = z.object({
  attributes: z
    .record(z.string(), z.int().min(0))
    .refine((attributes) => Object.keys(attributes).length > 0, { message: 'at least one attribute was wanted' }),
});

/** Instances of a node's mesh: where each stands in the node's frame, and what else each carries. */
export interface Instances {
  readonly matrices: readonly Matrix[];
  readonly attributes: Readonly<Record<string, number>>;
}

/** A unit quaternion in 16 bits is off by less than this; one in 8 bits is not read from so closely. */
const UNIT_SLACK = 1e-3;
const UNIT_SLACK_BYTES = 2e-2;

const BYTE = 5120;
const SHORT = 5122;
const FLOAT = 5126;

/** Reads EXT_mesh_gpu_instancing; null with findings when it cannot be. */
export function readInstances(
  extension: unknown,
  accessors: AccessorReader,
  log: FindingLog,
  place: string,
): Instances | null {
  const parsed = parsePart(extensionSchema, extension, log, 'INSTANCES_ATTRIBUTE', place);
  if (parsed === null) return null;
  const { attributes } = parsed;
  const read = new Map<string, AccessorValues>();
  for (const [name, accessor] of Object.entries(attributes)) {
    const values = accessors.read(accessor, `${place} ${name}`);
    if (values === null) return null;
    const fault = typeFault(name, values);
    if (fault !== null) {
      log.add('INSTANCES_ATTRIBUTE', `${place} ${name}`, fault);
      return null;
    }
    read.set(name, values);
  }
  const counts = new Set([...read.values()].map(({ accessor }) => accessor.count));
  const [count = 0] = counts;
  if (counts.size > 1) {
    log.add('INSTANCES_COUNT', place, `Attributes of instances are as many each; there are ${[...counts].join(', ')}.`);
    return null;
  }
  const rotation = read.get('ROTATION');
  if (rotation !== undefined && !areUnit(rotation, log, `${place} ROTATION`)) return null;
  const shifts = read.get('TRANSLATION')?.values;
  const scales = read.get('SCALE')?.values;
  const matrices = Array.from({ length: count }, (_, i) =>
    fromParts(
      shifts === undefined ? [0, 0, 0] : [...shifts.subarray(i * 3, i * 3 + 3)],
      rotation === undefined ? [0, 0, 0, 1] : [...rotation.values.subarray(i * 4, i * 4 + 4)],
      scales === undefined ? [1, 1, 1] : [...scales.subarray(i * 3, i * 3 + 3)],
    ),
  );
  return { matrices, attributes };
}

/** TRANSLATION and SCALE are three floats, ROTATION four floats or normalised bytes or shorts; others begin with `_`. */
function typeFault(name: string, { width, accessor }: AccessorValues): string | null {
  const { componentType, normalized } = accessor;
  switch (name) {
    case 'TRANSLATION':
    case 'SCALE':
      return width === 3 && componentType === FLOAT ? null : 'Three floats were wanted.';
    case 'ROTATION': {
      const isInteger = (componentType === BYTE || componentType === SHORT) && normalized;
      return width === 4 && (componentType === FLOAT || isInteger)
        ? null
        : 'Four floats, or normalised bytes or shorts, were wanted.';
    }
    default:
      return name.startsWith('_') ? null : 'The name of an attribute of one’s own begins with "_".';
  }
}

function areUnit({ values, accessor }: AccessorValues, log: FindingLog, place: string): boolean {
  const slack = accessor.componentType === BYTE ? UNIT_SLACK_BYTES : UNIT_SLACK;
  for (let i = 0; i < values.length; i += 4) {
    const length = Math.hypot(...values.subarray(i, i + 4));
    if (Math.abs(length - 1) <= slack) continue;
    log.add('INSTANCES_ROTATION', place, `The quaternion of instance ${i / 4} is ${length} long and 1 was wanted.`);
    return false;
  }
  return true;
}
