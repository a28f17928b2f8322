import type { BuildingDrawnAs } from '@undercroft/core/building/building-height';
import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { fixed, grouped } from '../format/quantity.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { DockHead } from './DockHead.tsx';
import { Fact, FactGroup } from './Facts.tsx';

interface Props {
  readonly scene: PublicScene;
}

const DRAWN_AS: Readonly<Record<BuildingDrawnAs, MessageKey>> = {
  statedHeight: 'building.statedHeight',
  storeys: 'building.byStoreys',
  unknownHeight: 'building.unknownHeight',
  unknownGround: 'building.unknownGround',
  surveyed: 'building.surveyed',
};

/** The right dock for a building. */
export function BuildingPanel({ scene }: Props) {
  const say = useSay();
  const building = useApp((state) => state.building);
  if (building === null) return null;
  const { id, name, use, storeys, heightM, drawnAs, roof, roofDrawn } = building;
  const parsed = parseFeatureId(id);
  const layer = scene.layers.find((each) => each.layer === parsed?.layer);
  return (
    <aside className="dock dock-right" data-testid="building" data-feature={id}>
      <DockHead
        layer={layer}
        kind={say('building.title')}
        title={<span className="figures">{name ?? parsed?.sourceId ?? id}</span>}
      />
      <div className="dock-body">
        <FactGroup title={say('panel.construction')}>
          <dl>
            <Fact name={say('building.name')} text={name} />
            <Fact name={say('building.use')} text={use === 'unknown' ? null : say(`use.${use}`)} />
            <Fact name={say('building.storeys')} text={storeys === null ? null : grouped(storeys)} />
            <Fact name={say('building.height')} text={heightM === null ? null : `${fixed(heightM, 1)} m`} />
            <Fact name={say('building.roof')} text={roof === 'unknown' ? null : say(`roof.${roof}`)} />
          </dl>
        </FactGroup>
        <p className="muted">{say(DRAWN_AS[drawnAs])}</p>
        {drawnAs !== 'surveyed' && roof !== roofDrawn && (
          <p className="muted">{say(roof === 'unknown' ? 'building.roofUnknown' : 'building.roofNotDrawn')}</p>
        )}
      </div>
    </aside>
  );
}
