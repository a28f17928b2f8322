import { WarningFilled } from '@ant-design/icons';
import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { metres } from '../format/quantity.ts';
import { sectionSize } from '../format/section-size.ts';
import { errorWords } from '../i18n/error-words.ts';
import { type Say, useSay } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { lookAtPlace, retryPits } from '../pit/attach-pits.ts';
import { hoverFeature } from '../pit/pit-actions.ts';
import { isUnknown, type PitLine, type PitList, RELATIONS } from '../pit/pit-list.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import { type PitView, usePits } from '../pit/pit-store.ts';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { UtilityMark } from './UtilityMark.tsx';

/** From how far one looks at a thing of the list, metres. */
const LOOK_M = 9;

/** What a pit meets. Only a complete answer is shown as a list; everything else says that nothing is known. */
export function PitFindingsView({ view }: { readonly view: PitView }) {
  const say = useSay();
  if (!view.ok) return null;
  const { findings, placed } = view;
  switch (findings.state) {
    case 'loading':
      return (
        <div role="status" data-testid="pit-loading">
          <span className="muted">{say('pit.loading')}</span>
          <Skeleton active paragraph={{ rows: 4 }} title={false} />
        </div>
      );
    case 'failed':
      return (
        <>
          <Alert
            type="error"
            showIcon
            data-testid="pit-failed"
            title={say('pit.failed')}
            description={errorWords(findings.error, say)}
          />
          <Button block className="retry" onClick={retryPits}>
            {say('error.retry')}
          </Button>
        </>
      );
    case 'ready':
      return <Lines list={findings.list} placed={placed} />;
  }
}

function Lines({ list, placed }: { readonly list: PitList; readonly placed: PlacedPit }) {
  const say = useSay();
  const reachM = usePits((state) => state.reachM);
  const { lines, counts, unknown } = list;
  const groups = useMemo(
    () =>
      RELATIONS.map((relation) => ({ relation, lines: lines.filter((line) => line.relation === relation) })).filter(
        (group) => group.lines.length > 0,
      ),
    [lines],
  );
  const reach = `${reachM} m`;
  const wallUnknown = lines.some(({ wallKnown, relation }) => !wallKnown && !isUnknown(relation));
  return (
    <div data-testid="pit-list" data-count={lines.length}>
      <div className="pit-counts">
        <strong>{say('pit.lines', { number: lines.length })}</strong>
        {counts.map(({ utility, count }) => (
          <span key={utility} title={say(`utility.${utility}`)} className="figures">
            <UtilityMark utility={utility} /> {count}
          </span>
        ))}
      </div>
      {unknown > 0 && (
        <p className="pit-warning" data-testid="pit-unknown">
          <WarningFilled /> {say('pit.unknownCount', { number: unknown })}
        </p>
      )}
      {lines.length === 0 && <p className="muted">{say('pit.none', { reach })}</p>}
      {groups.map(({ relation, lines: own }) => (
        <section key={relation} className={`pit-group is-${relation}`}>
          <h3>
            {say(`pitRelation.${relation}`, { reach })} <span className="muted figures">{own.length}</span>
          </h3>
          <ul>
            {own.map((line) => (
              <Line key={line.id} line={line} placed={placed} say={say} />
            ))}
          </ul>
        </section>
      ))}
      {wallUnknown && <p className="pit-note">{say('pit.wallUnknown')}</p>}
      <p className="pit-note">{say('pit.geometryOnly')}</p>
    </div>
  );
}

function Line({ line, placed, say }: { readonly line: PitLine; readonly placed: PlacedPit; readonly say: Say }) {
  const selected = useApp((state) => state.selection?.id === line.id);
  const hovered = usePits((state) => state.hovered === line.id);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const show = (): void => {
    select(line.id, { fly: false });
    const [x, y, levelM] = line.at;
    const [lon, lat] = placed.projection.inverse(x, y);
    lookAtPlace(lon, lat, levelM, LOOK_M);
  };
  return (
    <li
      ref={row}
      className={`pit-line${selected ? ' is-selected' : ''}${hovered ? ' is-hovered' : ''}`}
      data-testid="pit-line"
      data-id={line.id}
      data-relation={line.relation}
    >
      <button
        type="button"
        onClick={show}
        onPointerEnter={() => hoverFeature(line.id)}
        onPointerLeave={() => hoverFeature(null)}
        onFocus={() => hoverFeature(line.id)}
        onBlur={() => hoverFeature(null)}
      >
        <span className="pit-line-head">
          <UtilityMark utility={line.utility} assumed={isUnknown(line.relation)} />
          <span className="pit-line-id figures">{line.sourceId}</span>
          <span className="pit-line-distance figures" data-testid="pit-distance">
            {distanceText(line, say)}
          </span>
        </span>
        <span className="pit-line-more muted figures">
          <span>{sizeText(line, say)}</span>
          <span className={line.coverDepthM === null ? 'unknown' : ''}>{coverText(line, say)}</span>
          {line.status === 'abandoned' && <span>{say('state.abandoned')}</span>}
        </span>
      </button>
    </li>
  );
}

function distanceText({ relation, horizontalM, verticalM, planM, insideM, wallKnown }: PitLine, say: Say): string {
  const atMost = wallKnown ? '' : '≤ ';
  switch (relation) {
    case 'crossing':
    case 'inside':
      return insideM > 0 ? say('pit.inPit', { length: metres(insideM) }) : say('pit.enters');
    case 'below':
      return verticalM === null
        ? say('pit.distanceUnknown')
        : say('pit.under', { distance: atMost + metres(verticalM) });
    case 'beside':
      return horizontalM === null
        ? say('pit.distanceUnknown')
        : say('pit.besideBy', { distance: atMost + metres(horizontalM) });
    case 'unknownLevel':
    case 'unknownSize':
      if (planM === null) return say('pit.distanceUnknown');
      return planM === 0 ? say('pit.inPlan') : say('pit.planBy', { distance: atMost + metres(planM) });
  }
}

function sizeText({ of }: PitLine, say: Say): string {
  if (of.family === 'node') return say(kindKey(of.row.kind));
  const size = sectionSize(of.row.section);
  if (of.row.kind !== 'conduit') return say(kindKey(of.row.kind));
  return size === null ? say('pit.sizeUnknown') : size;
}

function coverText({ of, coverDepthM, wallKnown }: PitLine, say: Say): string {
  if (coverDepthM === null) return say('pit.coverUnknown');
  if (of.family === 'node') return '';
  return say('pit.cover', { depth: `${wallKnown ? '' : '≤ '}${metres(coverDepthM)}` });
}
