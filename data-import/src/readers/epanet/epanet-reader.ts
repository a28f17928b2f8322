import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import { coordinateHint } from '../../placing/place-hint.ts';
import { utilityGuess } from '../../utility-guess.ts';
import type { ByteSource } from '../byte-source.ts';
import { readInpFile } from '../inp/inp-file.ts';
import { decimal } from '../inp/inp-number.ts';
import type { ReadContext, Reader, ReadItem } from '../reader.ts';
import { epanetLinkItem } from './epanet-links.ts';
import { type EpanetFile, epanetModel } from './epanet-model.ts';
import { type EpanetPlace, epanetNodeItem } from './epanet-nodes.ts';
import { EPANET_SECTIONS, epanetSectionOf } from './epanet-sections.ts';
import { schematicIssue } from './schematic-issue.ts';

/** EPANET 2 input files (`.inp`): a model of water under pressure. Names no coordinate system and holds no depths. */
export const EPANET_READER: Reader = {
  format: 'epanet',
  title: 'EPANET 2 input file',
  version: 'epanet-2',
  passes: 2,
  sniff: sniffEpanet,
  read: readEpanet,
};

const EPANET_ONLY = /^\s*(\[(PIPES|RESERVOIRS|TANKS|EMITTERS|ENERGY|REACTIONS|VALVES)|HEADLOSS\s)/im;
const SWMM_ONLY = /^\s*(\[(SUBCATCH|RAINGAGE|CONDUIT|XSECT|OUTFALL|SUBAREA|INFIL|DIVIDER|LID_|EVAP)|FLOW_UNITS\s)/im;

function sniffEpanet(head: Uint8Array, name: string): number {
  if (head.includes(0)) return 0;
  const text = new TextDecoder('latin1').decode(head);
  if (SWMM_ONLY.test(text)) return 0;
  if (EPANET_ONLY.test(text)) return /\.inp$/i.test(name) ? 0.95 : 0.8;
  return 0;
}

/** Nodes, then links: whoever reads a link has seen its nodes. */
async function* readEpanet(source: ByteSource, context: ReadContext, signal?: AbortSignal): AsyncIterable<ReadItem> {
  const utilityOf = utilityGuess(context.utility);
  const dialect = { program: 'EPANET 2', sections: EPANET_SECTIONS, sectionOf: epanetSectionOf };
  const file = await readInpFile(source, dialect, context.limits, signal);
  if (file.knownHeaders === 0) {
    const message = `"${source.name}" has none of the sections of an EPANET input file, such as [JUNCTIONS] or [PIPES].`;
    throw new ImportError('unknown-format', message);
  }
  if (context.placement === null) {
    yield missingCrs(file);
    return;
  }
  const model = epanetModel(file, context.placement, utilityOf);
  yield { value: null, issues: file.issues.kept, beyond: file.issues.beyond };
  const schematic = schematicIssue(model);
  if (schematic !== null) {
    yield { value: null, issues: [schematic] };
    return;
  }
  if (model.nodes.size > 0) {
    const message =
      'EPANET does not say what an elevation belongs to: those of junctions are taken as ground levels, and no depth is derived from them.';
    yield { value: null, issues: [issue('ground-level-assumed', null, 'Elevation', message)] };
  }
  const places = new Map<string, EpanetPlace | null>();
  for (const [id, node] of model.nodes) {
    const item = epanetNodeItem(node, model);
    places.set(id, item.place);
    yield { value: item.node === null ? null : { family: 'node', value: item.node }, issues: item.issues };
  }
  signal?.throwIfAborted();
  for (const link of model.links) {
    const item = epanetLinkItem(link, model, places);
    yield { value: item.link === null ? null : { family: 'link', value: item.link }, issues: item.issues };
  }
}

/** Without a coordinate system nothing has a place on the globe; the file's first point tells what may fit. */
function missingCrs(file: EpanetFile): ReadItem {
  const row = file.sections.COORDINATES[0];
  const x = decimal(row?.tokens[1]);
  const y = decimal(row?.tokens[2]);
  const hint = x === null || y === null ? '' : ` Its first point is (${x}, ${y}). ${coordinateHint(x, y)}`;
  const message = `An EPANET file names no coordinate system, and none was given for "${file.name}".${hint}`;
  return { value: null, issues: [issue('missing-crs', row?.row ?? null, 'COORDINATES', message)] };
}
