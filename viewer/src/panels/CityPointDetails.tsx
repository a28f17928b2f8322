import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { CityPointFeature, PublicScene } from '@undercroft/core/protocol/answers';
import { Button } from 'antd';
import { useMemo } from 'react';
import { CameraCard } from '../cameras/CameraCard.tsx';
import { positionFormatter } from '../format/display-position.ts';
import { fixed, metres } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { Fact, FactGroup } from './Facts.tsx';
import { RawRecord } from './RawRecord.tsx';

interface Props {
  readonly point: CityPointFeature;
  readonly scene: PublicScene;
}

/** What is known of a camera, sensor, unit, hydrant or component. */
export function CityPointDetails({ point, scene }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const format = useMemo(() => positionFormatter(scene.frame.displayCrs), [scene.frame.displayCrs]);
  const place = format(...point.position);
  const angle = (degrees: number | null): string | null => (degrees === null ? null : `${fixed(degrees, 0)}°`);
  const length = (value: number | null): string | null => (value === null ? null : metres(value));
  const looks = point.kind === 'camera';
  const { gridCell } = point;
  return (
    <>
      {looks && <CameraCard camera={point} scene={scene} />}
      <FactGroup title={say('panel.construction')}>
        <dl>
          <Fact name={say('fact.name')} text={point.name[language] ?? point.name.zh ?? point.name.en} />
          <Fact name={say('fact.code')} text={point.code} testId="code" />
          <Fact name={say('fact.category')} text={point.category} />
          {looks && <Fact name={say('fact.heading')} text={angle(point.headingDeg)} testId="heading" />}
          {looks && <Fact name={say('fact.fieldOfView')} text={angle(point.fieldOfViewDeg)} />}
          {looks && <Fact name={say('fact.range')} text={length(point.rangeM)} />}
          <Fact name={say('fact.height')} text={length(point.heightM)} />
          <Fact name={say('fact.level')} text={length(point.levelM)} />
          <Fact name={say('fact.address')} text={point.address} />
          <Fact name={say('fact.owner')} text={point.owner} />
          <Fact name={say('fact.status')} text={point.status === 'unknown' ? null : say(`state.${point.status}`)} />
          <Fact name={say('fact.position')} text={place.text} note={place.crs} />
          {gridCell === null ? (
            <Fact name={say('fact.gridCell')} text={null} />
          ) : (
            <div className="fact">
              <dt>{say('fact.gridCell')}</dt>
              <dd>
                <Button type="link" size="small" onClick={() => select(gridCell, { fly: true })}>
                  {parseFeatureId(gridCell)?.sourceId ?? gridCell}
                </Button>
              </dd>
            </div>
          )}
        </dl>
      </FactGroup>
      <RawRecord raw={point.raw} />
    </>
  );
}
