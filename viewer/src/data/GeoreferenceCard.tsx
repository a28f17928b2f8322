import type { Georeference } from '@undercroft/core/protocol/georeference';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { placeRefusalWords } from '../i18n/refusal-words.ts';
import { useApp } from '../state/store.ts';
import { CertaintyMark } from './CertaintyMark.tsx';
import { CrsPick, crsTitle } from './CrsPick.tsx';
import { chooseGeoreference } from './choose.ts';
import { degrees } from './data-format.ts';
import { Pick } from './Pick.tsx';
import { isBlocking } from './to-confirm.ts';
import type { Review } from './use-review.ts';

type RasterUse = NonNullable<Review['inspection']['raster']>['use'];

const AXES = ['eastNorth', 'northEast'] as const;
const SHIFTS = ['none', 'GCJ-02', 'BD-09'] as const;
const LEVEL_UNITS = ['metre', 'foot', 'usSurveyFoot'] as const;
const PLAIN: Omit<Georeference, 'crs'> = { axes: 'eastNorth', shift: 'none', levelUnit: 'metre', verticalOffsetM: 0 };

/** Where a source lies: its system, in which order it writes coordinates, whether they were shifted, how levels are meant. */
export function GeoreferenceCard({ review }: { readonly review: Review }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { candidates, certainty, refusal } = review.inspection.georeference;
  const { georeference, isGeoreferenceChosen, items } = review;
  const isOpen = items.some((item) => item.kind === 'georeference' && item.open);
  const standing = candidates.find(
    ({ georeference: one }) =>
      georeference !== null &&
      one.crs === georeference.crs &&
      one.axes === georeference.axes &&
      one.shift === georeference.shift,
  );
  // Until it is known which columns say where it lies, nothing can be said of that.
  if (items.some((item) => isBlocking(item) && !isCrs(item))) return null;
  return (
    <section className="data-card" data-testid="georeference">
      <h3>
        {say('data.where')}
        {isGeoreferenceChosen ? (
          <span className="chosen-mark">{say('data.crsChosen')}</span>
        ) : (
          georeference !== null && !isOpen && <CertaintyMark certainty={certainty} mustConfirm={items.some(isCrs)} />
        )}
      </h3>
      {refusal !== null && !isGeoreferenceChosen && (
        <Alert
          type="error"
          showIcon
          title={say('data.refused')}
          description={
            <>
              {placeRefusalWords(refusal, language)}
              <br />
              {say('data.refusedHint')}
            </>
          }
          data-testid="refusal"
        />
      )}
      {candidates.length > 0 && !items.some(isCrs) && <CrsPick review={review} />}
      {items.some(isCrs) && !isOpen && standing !== undefined && (
        <p className="crs-standing">{crsTitle(standing.title, standing.georeference, language)}</p>
      )}
      {standing !== undefined && !isOpen && (
        <p className="muted">
          <span className="figures">
            {say('data.sampleAt', { lon: degrees(standing.sample[0]), lat: degrees(standing.sample[1]) })}
          </span>
          {!items.some(isCrs) && `${language === 'zh' ? '。' : '. '}${standing.reason[language]}`}
        </p>
      )}
      {georeference !== null && georeference.shift !== 'none' && (
        <Alert type="warning" showIcon title={say('data.shiftWarning')} data-testid="shift-warning" />
      )}
      <details className="data-more" open={georeference === null ? true : undefined}>
        <summary>{say('data.moreCrs')}</summary>
        <OtherCrs now={georeference} />
        {georeference !== null && !isOpen && (
          <GeoreferenceParts now={georeference} use={review.inspection.raster?.use ?? null} />
        )}
      </details>
    </section>
  );
}

function isCrs({ kind }: Review['items'][number]): boolean {
  return kind === 'georeference';
}

function OtherCrs({ now }: { readonly now: Georeference | null }) {
  const say = useSay();
  const [text, setText] = useState('');
  const code = /^(?:epsg:)?\s*(\d{4,6})$/i.exec(text.trim())?.[1];
  const use = (): void => {
    if (code !== undefined) chooseGeoreference({ ...PLAIN, ...now, crs: `EPSG:${code}` });
  };
  return (
    <div className="data-line">
      <span>{say('data.otherCrs')}</span>
      <span className="other-crs">
        <Input
          size="small"
          value={text}
          placeholder="4549"
          aria-label={say('data.otherCrs')}
          data-testid="epsg"
          onChange={(event) => setText(event.target.value)}
          onPressEnter={use}
        />
        <Button size="small" disabled={code === undefined} onClick={use}>
          {say('data.useCrs')}
        </Button>
      </span>
    </div>
  );
}

interface PartsProps {
  readonly now: Georeference;
  /** What a raster is taken for: it gives east first, a picture has no levels, and no levels are read in a shifted frame. */
  readonly use: RasterUse | null;
}

function GeoreferenceParts({ now, use }: PartsProps) {
  return (
    <>
      {use === null && <AxesLine now={now} />}
      {use !== 'elevation' && <ShiftLine now={now} />}
      {use !== 'picture' && <LevelLines now={now} />}
    </>
  );
}

function AxesLine({ now }: { readonly now: Georeference }) {
  const say = useSay();
  return (
    <div className="data-line">
      <span>{say('data.axes')}</span>
      <Pick
        label={say('data.axes')}
        value={now.axes}
        options={AXES.map((axes) => ({ value: axes, text: say(`dataAxes.${axes}`) }))}
        onPick={(value) => {
          const axes = AXES.find((one) => one === value);
          if (axes !== undefined) chooseGeoreference({ ...now, axes });
        }}
      />
    </div>
  );
}

function ShiftLine({ now }: { readonly now: Georeference }) {
  const say = useSay();
  return (
    <div className="data-line">
      <span>{say('data.shift')}</span>
      <Pick
        label={say('data.shift')}
        testId="shift"
        value={now.shift}
        options={SHIFTS.map((shift) => ({ value: shift, text: shift === 'none' ? say('data.shiftNone') : shift }))}
        onPick={(value) => {
          const shift = SHIFTS.find((one) => one === value);
          if (shift !== undefined) chooseGeoreference({ ...now, shift });
        }}
      />
    </div>
  );
}

function LevelLines({ now }: { readonly now: Georeference }) {
  const say = useSay();
  return (
    <>
      <div className="data-line">
        <span>{say('data.levelUnit')}</span>
        <Pick
          label={say('data.levelUnit')}
          value={now.levelUnit}
          options={LEVEL_UNITS.map((unit) => ({ value: unit, text: say(`dataLevel.${unit}`) }))}
          onPick={(value) => {
            const levelUnit = LEVEL_UNITS.find((one) => one === value);
            if (levelUnit !== undefined) chooseGeoreference({ ...now, levelUnit });
          }}
        />
      </div>
      <div className="data-line">
        <span>{say('data.verticalOffset')}</span>
        <VerticalOffset now={now} />
      </div>
    </>
  );
}

const MOST_OFFSET_M = 500;

function VerticalOffset({ now }: { readonly now: Georeference }) {
  const say = useSay();
  const [text, setText] = useState(String(now.verticalOffsetM));
  const take = (): void => {
    const verticalOffsetM = Number(text.replace(',', '.'));
    if (text.trim() === '' || !(Math.abs(verticalOffsetM) <= MOST_OFFSET_M)) setText(String(now.verticalOffsetM));
    else if (verticalOffsetM !== now.verticalOffsetM) chooseGeoreference({ ...now, verticalOffsetM });
  };
  return (
    <Input
      className="offset-input"
      size="small"
      suffix="m"
      value={text}
      aria-label={say('data.verticalOffset')}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onPressEnter={take}
    />
  );
}
