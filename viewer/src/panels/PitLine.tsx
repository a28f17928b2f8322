import { ProfileOutlined } from '@ant-design/icons';
import { RULE_GRADE_WORDS } from '@undercroft/core/report/dig-words';
import { Button } from 'antd';
import { memo, useEffect, useRef } from 'react';
import { metres } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { lookAtPlace } from '../pit/attach-pits.ts';
import type { Difference } from '../pit/confirmation.ts';
import type { DigLine } from '../pit/dig-list.ts';
import { hoverFeature, pinFeature } from '../pit/pit-actions.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import { usePits } from '../pit/pit-store.ts';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { NeedsPerson, PitVerdict } from './PitVerdict.tsx';
import { assumptionWords, certaintyWords, distanceWords, whatWords, zoneWords } from './pit-line-words.ts';
import { sameLine } from './same-line.ts';
import { UtilityMark } from './UtilityMark.tsx';

/** From how far one looks at a thing of the list, metres. */
const LOOK_M = 9;

interface Props {
  readonly line: DigLine;
  readonly placed: PlacedPit;
  readonly difference: Difference | undefined;
}

/** One thing near the dig: the verdict, and all that it rests on. */
export const PitLine = memo(PitLineView, (before, now) => {
  return before.difference === now.difference && sameLine(before.line, now.line);
});

function PitLineView({ line, placed, difference }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const selected = useApp((state) => state.selection?.id === line.id);
  const hovered = usePits((state) => state.hovered === line.id);
  const pinned = usePits((state) => state.pinned === line.id);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const { finding, id } = line;
  const { rule, verdict, owner, surveyedOn, needsPerson } = finding;
  const assumed = assumptionWords(finding, language, say);
  const open = (): void => {
    pinFeature(pinned ? null : id);
    if (pinned) return;
    const [x, y, levelM] = finding.at;
    const [lon, lat] = placed.projection.inverse(x, y);
    lookAtPlace(lon, lat, levelM ?? placed.pit.lowestGroundM, LOOK_M);
  };
  const marks = `${selected ? ' is-selected' : ''}${hovered ? ' is-hovered' : ''}${pinned ? ' is-pinned' : ''}`;
  return (
    <li
      ref={row}
      className={`dig-line is-${verdict}${marks}`}
      data-testid="pit-line"
      data-id={id}
      data-verdict={verdict}
      data-part={finding.part}
      data-relation={finding.relation}
    >
      <button
        type="button"
        aria-expanded={pinned}
        onClick={open}
        onPointerEnter={() => hoverFeature(id)}
        onPointerLeave={() => hoverFeature(null)}
        onFocus={() => hoverFeature(id)}
        onBlur={() => hoverFeature(null)}
      >
        <span className="dig-line-head">
          <PitVerdict verdict={verdict} />
          {/* Of a hit nobody needs to be told that it is no yes. */}
          {needsPerson && verdict !== 'hit' && <NeedsPerson />}
          <strong className="figures" data-testid="pit-distance">
            {distanceWords(line, say)}
          </strong>
        </span>
        <span className="dig-line-what">
          <UtilityMark utility={finding.utility} assumed={verdict === 'unknown'} />
          <span className="figures">{whatWords(line, language, say)}</span>
          {finding.status === 'abandoned' && <span className="muted">{say('state.abandoned')}</span>}
          <span className="dig-line-id muted figures">{finding.sourceId}</span>
        </span>
        <span className="dig-facts figures">
          <Fact name={say('dig.owner')} missing={owner === null}>
            {owner ?? say('dig.ownerUnknown')}
          </Fact>
          {rule === null ? (
            <Fact name={say('dig.zoneName')}>{say('dig.noRule')}</Fact>
          ) : (
            <>
              <Fact name={say('dig.zoneName')}>{zoneWords(finding, say)}</Fact>
              <Fact name={say('dig.ruleName')}>
                <span title={`${rule.id} ${rule.version}`}>
                  {rule.clause} <Grade grade={rule.grade} />{' '}
                  {finding.binding ? say('dig.binding') : say('dig.notBinding')}
                </span>
              </Fact>
            </>
          )}
          <Fact name={say('dig.certainty')} missing={finding.sigmaM === null}>
            {certaintyWords(finding, language, say)}
          </Fact>
          <Fact name={say('dig.surveyed')} missing={surveyedOn === null}>
            {surveyedOn ?? say('dig.surveyedUnknown')}
            {finding.coverDepthM !== null && <> · {say('dig.cover', { depth: metres(finding.coverDepthM) })}</>}
          </Fact>
          {assumed !== '' && (
            <Fact name={say('dig.assumed')} missing>
              {assumed}
            </Fact>
          )}
        </span>
      </button>
      {difference !== undefined && (
        <p className="dig-differs" role="alert">
          {say('dig.serverSays')} {difference.server === null ? say('dig.notListed') : null}
          {difference.server !== null && <PitVerdict verdict={difference.server} />}
        </p>
      )}
      {pinned && (
        <Button
          size="small"
          type="text"
          icon={<ProfileOutlined />}
          className="dig-record"
          onClick={() => select(id, { fly: false })}
        >
          {say('dig.record')}
        </Button>
      )}
    </li>
  );
}

function Fact({
  name,
  missing = false,
  children,
}: {
  readonly name: string;
  readonly missing?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <span className={missing ? 'dig-fact is-missing' : 'dig-fact'}>
      <span className="dig-fact-name">{name}</span>
      <span>{children}</span>
    </span>
  );
}

function Grade({ grade }: { readonly grade: keyof typeof RULE_GRADE_WORDS }) {
  const language = useApp((state) => state.language);
  return (
    <span className="dig-grade" title={RULE_GRADE_WORDS[grade][language]}>
      {grade}
    </span>
  );
}
