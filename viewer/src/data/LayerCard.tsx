import { CheckOutlined, SaveOutlined } from '@ant-design/icons';
import { LAYER_NAME } from '@undercroft/core/model/feature-id';
import { UTILITIES } from '@undercroft/core/model/utility';
import { Button, Input } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { saveProfile, setBearer, setWords } from './choose.ts';
import { dayAndHour } from './data-format.ts';
import { useData } from './data-store.ts';
import { Pick } from './Pick.tsx';
import type { Review } from './use-review.ts';

const MOST_LETTERS = 100;

/** What the layer will be called, who brings it, and whether its columns are remembered. */
export function LayerCard({ review }: { readonly review: Review }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const words = useData((state) => state.words);
  const by = useData((state) => state.by);
  const saved = useData((state) => state.profileSaved);
  const busy = useData((state) => state.busy);
  const before = useData(({ imports }) =>
    imports.state === 'ready'
      ? imports.records.find(({ layer, state }) => layer === words.layer && state === 'published')
      : undefined,
  );
  const isGood = LAYER_NAME.test(words.layer);
  const asksUtility = saysNoUtility(review);
  return (
    <section className="data-card" data-testid="layer-card">
      <h3>{say('data.publishAs')}</h3>
      <div className="data-line">
        <span>{say('data.layerTitle')}</span>
        <Input
          size="small"
          value={words.title}
          maxLength={MOST_LETTERS}
          aria-label={say('data.layerTitle')}
          data-testid="layer-title"
          onChange={(event) => setWords({ title: event.target.value })}
        />
      </div>
      <div className="data-line" title={say('data.layerHint')}>
        <span>{say('data.layerName')}</span>
        <Input
          size="small"
          value={words.layer}
          maxLength={63}
          status={isGood ? '' : 'error'}
          aria-label={say('data.layerName')}
          data-testid="layer-name"
          onChange={(event) => setWords({ layer: event.target.value })}
        />
      </div>
      <p className={isGood ? 'data-hint muted' : 'data-hint is-bad'}>
        {!isGood
          ? say('data.layerBad')
          : before === undefined
            ? say('data.layerNew')
            : say('data.layerUpdates', { when: dayAndHour(before.publishedAt ?? before.startedAt, language) })}
      </p>
      {asksUtility && (
        <div className="data-line">
          <span>{say('data.utilityIf')}</span>
          <Pick
            label={say('data.utilityIf')}
            testId="utility"
            value={words.utility}
            options={UTILITIES.map((utility) => ({ value: utility, text: say(`utility.${utility}`) }))}
            onPick={(value) => {
              const utility = UTILITIES.find((one) => one === value);
              if (utility !== undefined) setWords({ utility });
            }}
          />
        </div>
      )}
      <div className="data-line" title={say('data.byHint')}>
        <span>{say('data.by')}</span>
        <Input
          size="small"
          value={by}
          maxLength={MOST_LETTERS}
          placeholder={say('data.byHint')}
          aria-label={say('data.by')}
          data-testid="bearer"
          onChange={(event) => setBearer(event.target.value)}
        />
      </div>
      {review.profile !== null && (
        <div className="save-profile">
          <Button
            size="small"
            icon={saved ? <CheckOutlined /> : <SaveOutlined />}
            disabled={saved || busy || review.profile.tables.length === 0 || !isGood}
            title={say('data.saveProfileHint')}
            data-testid="save-profile"
            onClick={() => void saveProfile(words.title)}
          >
            {say(saved ? 'data.profileSaved' : 'data.saveProfile')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** True where pipes come and nothing in the source says what they carry. */
function saysNoUtility({ profile, inspection }: Review): boolean {
  if (inspection.raster !== undefined) return false;
  if (profile === null) return true;
  const lines = profile.tables.filter(({ target }) => target === 'surveyLine' || target === 'surveyPoint');
  return lines.some(({ columns, constants }) => columns.utility === undefined && constants.utility === undefined);
}
