import { issue } from '../../issues.ts';
import { coordinateHint } from '../../placing/place-hint.ts';
import { utilityGuess } from '../../utility-guess.ts';
import type { ByteSource } from '../byte-source.ts';
import { decimal } from '../inp/inp-number.ts';
import type { ReadContext, Reader, ReadItem } from '../reader.ts';
import { areaItem } from './swmm-areas.ts';
import { readSwmmFile, type SwmmFile } from './swmm-file.ts';
import { linkItem } from './swmm-links.ts';
import { swmmModel } from './swmm-model.ts';
import { nodeItem, type PlacedNode } from './swmm-nodes.ts';

/** EPA SWMM 5 input files (`.inp`): the network of a drainage model. Names no coordinate system of its own. */
export const SWMM_READER: Reader = {
  format: 'swmm',
  title: 'EPA SWMM 5 input file',
  version: 'swmm-1',
  passes: 2,
  sniff: sniffSwmm,
  read: readSwmm,
};

const SWMM_ONLY = /^\s*(\[(SUBCATCH|RAINGAGE|CONDUIT|XSECT|OUTFALL|SUBAREA|INFIL|DIVIDER|LID_|EVAP)|FLOW_UNITS\s)/im;
const EPANET_ONLY = /^\s*(\[(PIPES|RESERVOIRS|TANKS|EMITTERS|ENERGY|REACTIONS|VALVES)|HEADLOSS\s)/im;
const ANY_SECTION = /^\s*\[[A-Z_]+\]/im;

function sniffSwmm(head: Uint8Array, name: string): number {
  if (head.includes(0)) return 0;
  const text = new TextDecoder('latin1').decode(head);
  const isInp = /\.inp$/i.test(name);
  if (SWMM_ONLY.test(text)) return isInp ? 0.95 : 0.8;
  if (EPANET_ONLY.test(text)) return 0;
  if (!isInp) return 0;
  return ANY_SECTION.test(text) ? 0.5 : 0.1;
}

/** Nodes, then links, then areas: whoever reads a link has seen its nodes. */
async function* readSwmm(source: ByteSource, context: ReadContext, signal?: AbortSignal): AsyncIterable<ReadItem> {
  const utilityOf = utilityGuess(context.utility);
  const file = await readSwmmFile(source, context.limits, signal);
  if (context.placement === null) {
    yield missingCrs(file);
    return;
  }
  const model = swmmModel(file, context.placement, utilityOf);
  yield { value: null, issues: file.issues.kept, beyond: file.issues.beyond };
  const placed = new Map<string, PlacedNode>();
  for (const [key, source] of model.nodes) {
    const item = nodeItem(source, model);
    placed.set(key, item.placed);
    yield { value: item.node === null ? null : { family: 'node', value: item.node }, issues: item.issues };
  }
  signal?.throwIfAborted();
  for (const source of model.links.values()) {
    const item = linkItem(source, model, placed);
    yield { value: item.link === null ? null : { family: 'link', value: item.link }, issues: item.issues };
  }
  signal?.throwIfAborted();
  for (const source of model.areas.values()) {
    const item = areaItem(source, model);
    yield { value: { family: 'area', value: item.area }, issues: item.issues };
  }
}

/** Without a coordinate system nothing has a place on the globe; the file's first point tells what may fit. */
function missingCrs(file: SwmmFile): ReadItem {
  const row = file.sections.COORDINATES[0];
  const x = decimal(row?.tokens[1]);
  const y = decimal(row?.tokens[2]);
  const hint = x === null || y === null ? '' : ` Its first point is (${x}, ${y}). ${coordinateHint(x, y)}`;
  return {
    value: null,
    issues: [
      issue(
        'missing-crs',
        row?.row ?? null,
        'COORDINATES',
        `A SWMM file names no coordinate system, and none was given for "${file.name}".${hint}`,
      ),
    ],
  };
}
