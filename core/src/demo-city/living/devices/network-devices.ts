import type { SeededRandom } from '../../../random/seeded-random.ts';
import type { LaidNetwork, LaidNode } from '../../network/laid.ts';
import { coverKind } from '../components/cover-kind.ts';
import type { DeviceKindName } from './device-kinds.ts';

/** A device at a point of the network. */
export interface NetworkDevice {
  readonly kind: DeviceKindName;
  readonly node: LaidNode;
}

interface Rule {
  readonly kind: DeviceKindName;
  readonly count: number;
  readonly fits: (node: LaidNode) => boolean;
}

const isDrain = ({ utility }: LaidNode): boolean =>
  utility === 'sewage' || utility === 'storm' || utility === 'combined';

/** So many of each, spread over the points that fit. */
const RULES: readonly Rule[] = [
  { kind: 'smartCover', count: 600, fits: (node) => node.kind === 'manhole' && coverKind(node) !== null },
  { kind: 'drainLevel', count: 80, fits: (node) => node.kind === 'manhole' && isDrain(node) },
  { kind: 'waterPressure', count: 70, fits: (node) => node.utility === 'water' && node.kind === 'manhole' },
  { kind: 'waterFlow', count: 40, fits: (node) => node.utility === 'water' && node.kind === 'manhole' },
  {
    kind: 'gasPressure',
    count: 60,
    fits: ({ appurtenance }) => appurtenance === '调压箱' || appurtenance === '调压站',
  },
  { kind: 'gasDetector', count: 120, fits: (node) => node.utility === 'gas' && node.kind === 'manhole' },
  { kind: 'gasDetector', count: 60, fits: (node) => node.utility === 'power' && node.kind === 'manhole' },
  { kind: 'heatFlow', count: 60, fits: ({ appurtenance }) => appurtenance === '换热站' },
];

/** Devices on the mains of a network; a point has one of a kind at most. */
export function networkDevices({ nodes, conduits }: LaidNetwork, random: SeededRandom): readonly NetworkDevice[] {
  const onMains = new Set(conduits.flatMap(({ use, from, to }) => (use === 'main' ? [from, to] : [])));
  const known = nodes.filter(({ abandoned }) => !abandoned);
  return RULES.flatMap(({ kind, count, fits }) => {
    const fitting = known.filter((node) => fits(node) && (node.kind !== 'manhole' || onMains.has(node)));
    const shift = random.next();
    const wanted = Math.min(count, fitting.length);
    return Array.from({ length: wanted }, (_, i): NetworkDevice[] => {
      const node = fitting[Math.floor(((i + shift) * fitting.length) / wanted)];
      return node === undefined ? [] : [{ kind, node }];
    }).flat();
  });
}
