import { crsByCode } from '@undercroft/core/geodesy/crs';
import type { Area } from '@undercroft/core/model/area';
import type { Issue } from '@undercroft/core/model/issue';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import type { UtilityRule } from '@undercroft/core/protocol/scene';
import { type Placement, placementIn } from '../placing/placement.ts';
import { memorySource } from '../readers/byte-source.ts';
import type { Reader, ReadLimits } from '../readers/reader.ts';
import { SWMM_READER } from '../readers/swmm/swmm-reader.ts';

/** Everything read from a text, by family. */
export interface ReadNetwork {
  readonly nodes: readonly NetworkNode[];
  readonly links: readonly Link[];
  readonly areas: readonly Area[];
  readonly issues: readonly Issue[];
  readonly node: (id: string) => NetworkNode;
  readonly link: (id: string) => Link;
}

export interface ReadOptions {
  readonly placement?: Placement | null;
  readonly utility?: UtilityRule;
  readonly limits?: ReadLimits;
  readonly reader?: Reader;
}

/** A small network in EPSG:25832: two junctions 100 m apart, one conduit DN500 between them. */
export const SMALL_INP = `
[OPTIONS]
FLOW_UNITS CMS
[JUNCTIONS]
J1 10.0 2.5 0 0 0
J2  9.7 0   0 0 0
[CONDUITS]
C1 J1 J2 100 0.013 0 0.1 0 0
[XSECTIONS]
C1 CIRCULAR 0.5 0 0 0 1
[COORDINATES]
J1 586000 6135000
J2 586100 6135000
`;

/** Reads a text (or bytes) as a SWMM file, or with another reader. */
export async function readInp(content: string | Uint8Array, options: ReadOptions = {}): Promise<ReadNetwork> {
  const {
    placement = placementIn(crsByCode('EPSG:25832')),
    utility = { default: 'unknown', bySourceId: [] },
    limits = {},
    reader = SWMM_READER,
  } = options;
  const nodes: NetworkNode[] = [];
  const links: Link[] = [];
  const areas: Area[] = [];
  const issues: Issue[] = [];
  for await (const item of reader.read(memorySource('test.inp', content), { placement, utility, limits })) {
    issues.push(...item.issues);
    if (item.value?.family === 'node') nodes.push(item.value.value);
    if (item.value?.family === 'link') links.push(item.value.value);
    if (item.value?.family === 'area') areas.push(item.value.value);
  }
  return {
    nodes,
    links,
    areas,
    issues,
    node: (id) => found(nodes, id),
    link: (id) => found(links, id),
  };
}

function found<T extends { readonly sourceId: string }>(features: readonly T[], id: string): T {
  const feature = features.find((candidate) => candidate.sourceId === id);
  if (feature === undefined)
    throw new TypeError(`No "${id}" among ${features.map(({ sourceId }) => sourceId).join(', ')}.`);
  return feature;
}
