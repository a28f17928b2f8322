import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { AreaFeature } from '@undercroft/core/protocol/answers';
import { Button } from 'antd';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { select } from '../state/actions.ts';
import { Fact, FactGroup } from './Facts.tsx';
import { RawRecord } from './RawRecord.tsx';

interface Props {
  readonly area: AreaFeature;
}

export function AreaDetails({ area }: Props) {
  const say = useSay();
  const { drainsTo } = area;
  return (
    <>
      <FactGroup title={say('panel.construction')}>
        <dl>
          <Fact name={say('fact.area')} text={area.statedAreaM2 === null ? null : `${grouped(area.statedAreaM2)} m²`} />
          {drainsTo === null ? (
            <Fact name={say('fact.drainsTo')} text={null} />
          ) : (
            <div className="fact">
              <dt>{say('fact.drainsTo')}</dt>
              <dd>
                <Button type="link" size="small" onClick={() => select(drainsTo, { fly: true })}>
                  {parseFeatureId(drainsTo)?.sourceId ?? drainsTo}
                </Button>
              </dd>
            </div>
          )}
        </dl>
      </FactGroup>
      <RawRecord raw={area.raw} />
    </>
  );
}
