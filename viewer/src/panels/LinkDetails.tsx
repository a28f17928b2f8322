import { parseFeatureId } from '@undercroft/core/model/feature-id';
import { isGravityUtility, type Utility } from '@undercroft/core/model/utility';
import type { LinkFeature, PublicScene } from '@undercroft/core/protocol/answers';
import { Button } from 'antd';
import { pressureText, voltageText } from '../format/asset-facts.ts';
import { ductsText } from '../format/ducts-text.ts';
import { type EndFacts, endFacts } from '../format/end-facts.ts';
import { materialName } from '../format/material-name.ts';
import { fixed, metres, slopePerMille } from '../format/quantity.ts';
import { sectionSize } from '../format/section-size.ts';
import type { AxisPoint } from '../geometry/axis-point.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { Fact, FactGroup, Value } from './Facts.tsx';
import { RawRecord } from './RawRecord.tsx';
import { TrustFacts } from './TrustFacts.tsx';

interface Props {
  readonly link: LinkFeature;
  readonly scene: PublicScene;
  readonly point: AxisPoint | null;
}

export function LinkDetails({ link, scene, point }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const datum = scene.heightDatum.name[language];
  const ends = [endFacts(link, 'from'), endFacts(link, 'to')] as const;
  const known = <T,>(value: T | null, text: (value: T) => string): string | null =>
    value === null ? null : text(value);
  return (
    <>
      <FactGroup title={say('panel.levels')} aside={say('panel.datum', { datum })}>
        <EndsTable ends={ends} link={link} />
        {point !== null && <ClickedPoint link={link} point={point} datum={datum} />}
        {link.outerTopBasis === 'inner' && <p className="note">{say('note.inner')}</p>}
        {ends.some((end) => end.coverLevelM === null) && <p className="note">{say('note.noCover')}</p>}
      </FactGroup>
      <FactGroup title={say('panel.construction')}>
        <dl>
          <Fact
            name={say('fact.slope')}
            text={known(link.slope, slopePerMille)}
            basis="derived"
            note={link.slope === null ? undefined : say(slopeNote(link.slope, link.utility))}
            testId="slope"
          />
          <Fact
            name={say('fact.size')}
            text={sectionSize(link.section)}
            note={link.section?.measured === 'outside' ? say('note.outsideSize') : undefined}
            testId="size"
          />
          <Fact
            name={say('fact.shape')}
            text={link.section === null || link.section.shape === 'unknown' ? null : say(`shape.${link.section.shape}`)}
            testId="shape"
          />
          <Fact name={say('fact.wall')} text={known(link.section?.wallMm ?? null, (wall) => `${fixed(wall, 0)} mm`)} />
          {link.section?.ducts != null && (
            <Fact name={say('fact.ducts')} text={ductsText(link.section.ducts, say)} testId="ducts" />
          )}
          <LaidFacts link={link} />
          {(link.section?.barrels ?? 1) > 1 && (
            <Fact name={say('fact.barrels')} text={String(link.section?.barrels ?? 1)} />
          )}
          <Fact
            name={say('fact.material')}
            text={link.material === null ? null : materialName(link.material, language)}
            testId="material"
          />
          <Fact name={say('fact.length')} text={known(link.statedLengthM, metres)} testId="length" />
          <Fact name={say('fact.planLength')} text={metres(link.planLengthM)} basis="derived" />
          <Fact name={say('fact.builtYear')} text={known(link.builtYear, String)} />
          <Fact name={say('fact.status')} text={link.status === 'unknown' ? null : say(`state.${link.status}`)} />
          <Fact name={say('fact.owner')} text={link.owner} />
        </dl>
      </FactGroup>
      <TrustFacts feature={link} scene={scene} reference={link.depthReference} />
      <RawRecord raw={link.raw} />
    </>
  );
}

/** What rules ask of it: pressure of what runs under pressure, voltage of power, a casing where there is one. */
function LaidFacts({ link }: { readonly link: LinkFeature }) {
  const say = useSay();
  const { embedding, pressure, voltageKv, valveState, utility } = link;
  const casingMm = link.section?.casingMm ?? null;
  const isClass = pressure != null && pressure.leastMpa !== pressure.mostMpa;
  return (
    <>
      {casingMm !== null && <Fact name={say('fact.casing')} text={`${fixed(casingMm, 0)} mm`} testId="casing" />}
      <Fact
        name={say('fact.embedding')}
        text={embedding == null ? null : say(`embedding.${embedding}`)}
        testId="embedding"
      />
      {(pressure != null || PRESSED.has(utility)) && (
        <Fact
          name={say('fact.pressure')}
          text={pressure == null ? null : pressureText(pressure)}
          note={isClass ? say('note.pressureClass') : undefined}
          testId="pressure"
        />
      )}
      {(voltageKv != null || utility === 'power') && (
        <Fact name={say('fact.voltage')} text={voltageKv == null ? null : voltageText(voltageKv)} testId="voltage" />
      )}
      {(valveState != null || link.kind === 'valve') && (
        <Fact
          name={say('fact.valveState')}
          text={valveState == null ? null : say(`valveState.${valveState}`)}
          note={valveState === 'inoperable' ? say('note.inoperable') : undefined}
          testId="valveState"
        />
      )}
    </>
  );
}

/** What runs under pressure: there its absence is a gap. */
const PRESSED: ReadonlySet<Utility> = new Set<Utility>(['water', 'reclaimed', 'gas', 'heat', 'industrial']);

type Figure = 'coverLevelM' | 'depthToInvertM' | 'coverDepthM' | 'outerTopM' | 'axisM' | 'invertM';

const ROWS: readonly (readonly [Figure, MessageKey])[] = [
  ['depthToInvertM', 'fact.depthToInvert'],
  ['coverDepthM', 'fact.coverDepth'],
  ['coverLevelM', 'fact.coverLevel'],
  ['outerTopM', 'fact.outerTop'],
  ['axisM', 'fact.axis'],
  ['invertM', 'fact.invert'],
];

/** Both ends side by side, the depths a person asks for first. */
function EndsTable({ ends, link }: { readonly ends: readonly [EndFacts, EndFacts]; readonly link: LinkFeature }) {
  const say = useSay();
  return (
    <table className="ends">
      <thead>
        <tr>
          <td />
          <th scope="col">
            {say('panel.upstream')}
            <NodeLink id={ends[0].nodeId} />
          </th>
          <th scope="col">
            {say('panel.downstream')}
            <NodeLink id={ends[1].nodeId} />
          </th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([figure, name]) => (
          <tr key={figure} className={figure.startsWith('depth') || figure === 'coverDepthM' ? 'is-depth' : undefined}>
            <th scope="row">{say(name)}</th>
            {ends.map((end, index) => (
              <td key={index === 0 ? 'from' : 'to'} data-testid={`${figure}-${index === 0 ? 'from' : 'to'}`}>
                <Value text={levelText(end, figure)} basis={basisOf(figure, link)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function levelText(end: EndFacts, figure: Figure): string | null {
  const value = end[figure];
  if (value === null) return null;
  const mark =
    figure === 'coverDepthM' && end.coverDepthIsAtMost
      ? '≤ '
      : figure === 'outerTopM' && end.coverDepthIsAtMost
        ? '≥ '
        : '';
  return `${mark}${metres(value)}`;
}

/** Covers and the one level the source gives are stated, everything else follows from them. */
function basisOf(figure: Figure, link: LinkFeature): 'stated' | 'derived' {
  switch (figure) {
    case 'coverLevelM':
      return 'stated';
    case 'invertM':
      return link.depthReference === 'invert' ? 'stated' : 'derived';
    case 'axisM':
      return link.depthReference === 'axis' ? 'stated' : 'derived';
    case 'outerTopM':
      return link.depthReference === 'outerTop' ? 'stated' : 'derived';
    case 'depthToInvertM':
    case 'coverDepthM':
      return 'derived';
  }
}

function NodeLink({ id }: { readonly id: string | null }) {
  const say = useSay();
  if (id === null) return <span className="unknown">{say('panel.noNode')}</span>;
  return (
    <Button type="link" size="small" onClick={() => select(id, { fly: true })} data-node={id}>
      {parseFeatureId(id)?.sourceId ?? id}
    </Button>
  );
}

/** What holds at the point that was clicked: the axis runs straight between its ends. */
function ClickedPoint({
  link,
  point,
  datum,
}: {
  readonly link: LinkFeature;
  readonly point: AxisPoint;
  readonly datum: string;
}) {
  const say = useSay();
  const place = metres(point.fraction * (link.statedLengthM ?? link.planLengthM));
  return (
    <p className="clicked" data-testid="clicked">
      {say('note.pointAt', { place })}:{' '}
      <Value text={point.levelM === null ? null : `${metres(point.levelM)}, ${say('note.axisLevel')}, ${datum}`} />
    </p>
  );
}

/** Only what drains by its fall can slope the wrong way. */
function slopeNote(slope: number, utility: Utility): MessageKey {
  if (slope === 0) return 'note.level';
  if (slope > 0) return 'note.falls';
  return isGravityUtility(utility) ? 'note.risesAdverse' : 'note.rises';
}
