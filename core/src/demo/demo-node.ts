import type { NetworkNode } from '../model/network-node.ts';
import type { Accuracy } from '../model/quality-level.ts';
import { demoLonLat } from './demo-frame.ts';
import { ownerOf, SYNTHETIC, UTILITY_ZH } from './demo-link.ts';
import { type DraftNode, type DraftPipe, groundAtM, levelsOf } from './draft.ts';

/** What lies open in the street is measured by total station: 0.05 m in plan, 0.03 m in height (CJJ 61-2017). */
const VISIBLE: Accuracy = { qualityLevel: 'A', sigmaXyM: 0.05, sigmaZM: 0.03 };
/** Buried fittings are located like the mains they join. */
const BURIED: Accuracy = { qualityLevel: 'B', sigmaXyM: 0.07, sigmaZM: 0.1 };

/** A designed node as the canonical one; `incident` are all conduits that end at it. */
export function demoNode(
  node: DraftNode,
  incident: readonly DraftPipe[],
  builtYear: number | null,
  sumpKnown: boolean,
): NetworkNode {
  const groundM = mm(groundAtM(node));
  const lowestM = Math.min(
    ...incident.map((pipe) => {
      const levelM = pipe.from === node ? pipe.fromLevelM : pipe.toLevelM;
      return levelsOf(pipe.make, pipe.reference, levelM).invertM;
    }),
  );
  const sumpLevelM = node.sumpBelowInvertM === null || !sumpKnown ? null : mm(lowestM - node.sumpBelowInvertM);
  const status = incident.every((pipe) => pipe.abandoned) ? 'abandoned' : 'inUse';
  const isFeature = node.kind === 'fitting';
  return {
    kind: node.kind,
    sourceId: node.id,
    utility: node.utility,
    utilityBasis: 'stated',
    position: demoLonLat(node.at),
    coverLevelM: groundM,
    sumpLevelM,
    shaftDiameterMm: shaftDiameterMm(node, incident),
    material: null,
    owner: ownerOf(node.utility),
    builtYear: status === 'abandoned' ? null : builtYear,
    status,
    accuracy: isFeature ? BURIED : VISIBLE,
    raw: {
      管线点号: node.id,
      管线类别: UTILITY_ZH[node.utility],
      特征: isFeature ? node.feature : '',
      附属物: isFeature ? '' : node.feature,
      地面高程: groundM.toFixed(3),
      井底高程: sumpLevelM === null ? '' : sumpLevelM.toFixed(3),
      井底埋深: sumpLevelM === null ? '' : (groundM - sumpLevelM).toFixed(2),
      所在道路: node.street.zh,
      权属单位: ownerOf(node.utility),
      备注: SYNTHETIC,
    },
  };
}

/** Shafts of 1000 mm to DN600, 1500 mm to DN1000, above that half a metre wider than the widest conduit. */
function shaftDiameterMm(node: DraftNode, incident: readonly DraftPipe[]): number | null {
  if (node.shaftDiameterMm !== 'byPipe') return node.shaftDiameterMm;
  const widestMm = Math.max(...incident.map((pipe) => pipe.make.widthMm));
  if (widestMm <= 600) return 1000;
  return widestMm <= 1000 ? 1500 : widestMm + 500;
}

function mm(levelM: number): number {
  return Math.round(levelM * 1000) / 1000;
}
