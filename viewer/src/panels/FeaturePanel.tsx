import { AimOutlined } from '@ant-design/icons';
import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { Feature, PublicScene } from '@undercroft/core/protocol/answers';
import { Alert, Button, Skeleton } from 'antd';
import { clockText } from '../cases/case-format.ts';
import { EditFeature } from '../edits/EditFeature.tsx';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { flyToSelection, select } from '../state/actions.ts';
import { type Selection, useApp } from '../state/store.ts';
import { AnalysisFeature } from './AnalysisFeature.tsx';
import { AreaDetails } from './AreaDetails.tsx';
import { CityPointDetails } from './CityPointDetails.tsx';
import { DockHead } from './DockHead.tsx';
import { GridCellDetails } from './GridCellDetails.tsx';
import { LinkDetails } from './LinkDetails.tsx';
import { NodeDetails } from './NodeDetails.tsx';
import { UtilityMark } from './UtilityMark.tsx';

interface Props {
  readonly scene: PublicScene;
}

/** The right dock: everything known of what is selected, and what each value rests on. */
export function FeaturePanel({ scene }: Props) {
  const say = useSay();
  const selection = useApp((state) => state.selection);
  if (selection === null) return null;
  const { id, feature, asOf } = selection;
  const layer = scene.layers.find((each) => each.layer === parseFeatureId(id)?.layer);
  return (
    <aside className="dock dock-right" data-testid="feature" data-feature={id} data-loaded={feature !== null}>
      <DockHead
        layer={layer}
        kind={feature === null ? null : nameOf(feature, say)}
        title={
          <>
            {feature !== null && 'utility' in feature && <UtilityMark utility={feature.utility} />}
            <span className="figures">{feature?.sourceId ?? parseFeatureId(id)?.sourceId ?? id}</span>
          </>
        }
      >
        <Button
          type="text"
          icon={<AimOutlined />}
          aria-label={say('panel.fly')}
          title={say('panel.fly')}
          onClick={flyToSelection}
        />
      </DockHead>
      <div className="dock-body">
        {feature !== null && asOf !== null && (
          <p className="as-of" role="note" data-testid="feature-as-of">
            {say('replay.asOf', { time: clockText(Date.parse(asOf), scene.utcOffsetMinutes ?? 0) })}
          </p>
        )}
        <Body selection={selection} scene={scene} />
      </div>
      {asOf === null && (feature?.family === 'link' || feature?.family === 'node') && (
        <EditFeature key={feature.id} feature={feature} scene={scene.id} />
      )}
      {feature !== null && <AnalysisFeature feature={feature} />}
    </aside>
  );
}

function Body({ selection, scene }: { readonly selection: Selection; readonly scene: PublicScene }) {
  const say = useSay();
  const { id, feature, error, point } = selection;
  if (error !== null) {
    return (
      <>
        <Alert
          type="error"
          showIcon
          title={say('error.featureTitle', { id: parseFeatureId(id)?.sourceId ?? id })}
          description={errorWords(error, say)}
        />
        <Button block className="retry" onClick={() => select(id, { fly: false })}>
          {say('error.retry')}
        </Button>
      </>
    );
  }
  if (feature === null) {
    return (
      <div role="status" aria-label={say('panel.loading')}>
        <Skeleton active paragraph={{ rows: 8 }} title={false} />
      </div>
    );
  }
  switch (feature.family) {
    case 'link':
      return <LinkDetails link={feature} scene={scene} point={point} />;
    case 'node':
      return <NodeDetails node={feature} scene={scene} />;
    case 'area':
      return <AreaDetails area={feature} />;
    case 'cityPoint':
      return <CityPointDetails point={feature} scene={scene} />;
    case 'gridCell':
      return <GridCellDetails cell={feature} />;
  }
}

function nameOf(feature: Feature, say: ReturnType<typeof useSay>): string {
  if (feature.family === 'gridCell') return say(`gridLevel.${feature.level}`);
  const kind = say(kindKey(feature.kind));
  return 'utility' in feature ? `${say(`utility.${feature.utility}`)} · ${kind}` : kind;
}
