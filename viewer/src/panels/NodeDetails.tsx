import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { NodeFeature, PublicScene } from '@undercroft/core/protocol/answers';
import { NOMINAL_SHAFT_MM } from '@undercroft/core/tiling/drawn-as';
import { hasShaft } from '@undercroft/core/tiling/shaft';
import { useMemo } from 'react';
import { CamerasSeeing } from '../cameras/CamerasSeeing.tsx';
import { positionFormatter } from '../format/display-position.ts';
import { below } from '../format/end-facts.ts';
import { materialName } from '../format/material-name.ts';
import { metres, millimetres } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { Fact, FactGroup, Value } from './Facts.tsx';
import { RawRecord } from './RawRecord.tsx';
import { TrustFacts } from './TrustFacts.tsx';

interface Props {
  readonly node: NodeFeature;
  readonly scene: PublicScene;
}

export function NodeDetails({ node, scene }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const cameras = useApp(
    (state) => state.loading.state === 'ready' && (state.loading.summary.cityPoints.camera ?? 0) > 0,
  );
  const datum = scene.heightDatum.name[language];
  const format = useMemo(() => positionFormatter(scene.frame.displayCrs), [scene.frame.displayCrs]);
  const place = format(...node.position);
  const level = (value: number | null): string | null => (value === null ? null : metres(value));
  const drawnAs = node.shaftDiameterMm === null && hasShaft(node) && node.kind !== 'storage';
  return (
    <>
      <FactGroup title={say('panel.levels')} aside={say('panel.datum', { datum })}>
        <dl>
          <Fact
            name={say('fact.depth')}
            text={level(below(node.coverLevelM, node.sumpLevelM))}
            basis="derived"
            testId="depth"
          />
          <Fact name={say('fact.coverLevel')} text={level(node.coverLevelM)} testId="coverLevel" />
          <Fact name={say('fact.sumpLevel')} text={level(node.sumpLevelM)} testId="sumpLevel" />
        </dl>
        {node.coverLevelM === null && <p className="note">{say('note.noCover')}</p>}
      </FactGroup>
      <FactGroup title={say('panel.connections')}>
        <LinkTable node={node} />
      </FactGroup>
      <FactGroup title={say('panel.construction')}>
        <dl>
          <Fact
            name={say('fact.shaftDiameter')}
            text={node.shaftDiameterMm === null ? null : millimetres(node.shaftDiameterMm)}
            note={drawnAs ? say('note.nominalShaft', { size: millimetres(NOMINAL_SHAFT_MM) }) : undefined}
          />
          <Fact
            name={say('fact.material')}
            text={node.material === null ? null : materialName(node.material, language)}
          />
          {node.role != null && <Fact name={say('fact.role')} text={say(`role.${node.role}`)} testId="role" />}
          {(node.valveState != null || node.role === 'valve') && (
            <Fact
              name={say('fact.valveState')}
              text={node.valveState == null ? null : say(`valveState.${node.valveState}`)}
              note={node.valveState === 'inoperable' ? say('note.inoperable') : undefined}
              testId="valveState"
            />
          )}
          <Fact name={say('fact.builtYear')} text={node.builtYear === null ? null : String(node.builtYear)} />
          <Fact name={say('fact.status')} text={node.status === 'unknown' ? null : say(`state.${node.status}`)} />
          <Fact name={say('fact.owner')} text={node.owner} />
          <Fact name={say('fact.position')} text={place.text} note={place.crs} />
        </dl>
      </FactGroup>
      {cameras && <CamerasSeeing sceneId={scene.id} position={node.position} levelM={node.coverLevelM} />}
      <TrustFacts feature={node} scene={scene} reference={null} />
      <RawRecord raw={node.raw} />
    </>
  );
}

/** The links that end here; a row flies to its link. */
function LinkTable({ node }: { readonly node: NodeFeature }) {
  const say = useSay();
  if (node.links.length === 0) return <p className="muted">–</p>;
  return (
    <table className="links">
      <thead>
        <tr>
          <th scope="col">{say('kind.conduit')}</th>
          <th scope="col">{say('fact.invert')}</th>
          <th scope="col">{say('fact.depthToInvert')}</th>
        </tr>
      </thead>
      <tbody>
        {node.links.map((link) => (
          <tr key={`${link.id} ${link.end}`}>
            <td>
              <button
                type="button"
                className="row-link"
                data-link={link.id}
                onClick={() => select(link.id, { fly: true })}
              >
                <span className="direction" title={say(link.end === 'to' ? 'note.arrives' : 'note.leaves')}>
                  {link.end === 'to' ? '→' : '←'}
                </span>
                {parseFeatureId(link.id)?.sourceId ?? link.id}
              </button>
              <div className="muted">
                {link.kind === 'conduit' ? (
                  <Value text={link.widthMm === null ? null : millimetres(Math.round(link.widthMm))} />
                ) : (
                  say(kindKey(link.kind))
                )}
              </div>
            </td>
            <td>
              <Value text={link.invertM === null ? null : metres(link.invertM)} />
            </td>
            <td>
              <Value text={depthText(node.coverLevelM, link.invertM)} basis="derived" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function depthText(coverLevelM: number | null, invertM: number | null): string | null {
  const depthM = below(coverLevelM, invertM);
  return depthM === null ? null : metres(depthM);
}
