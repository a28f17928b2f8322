import { RASTER_USES } from '@undercroft/core/protocol/data-page';
import { Input } from 'antd';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { CertaintyMark } from './CertaintyMark.tsx';
import { chooseFormat, setWords } from './choose.ts';
import { useData } from './data-store.ts';
import { Pick } from './Pick.tsx';
import type { Review } from './use-review.ts';

const MOST_LETTERS = 200;

/** A GeoTIFF: what its pixels are taken for, and whom to thank for them. */
export function RasterCard({ review }: { readonly review: Review }) {
  const say = useSay();
  const words = useData((state) => state.words);
  const { raster } = review.inspection;
  if (raster === undefined) return null;
  const { width, height, bands, sample, certainty } = raster;
  const isAsked = review.items.some(({ kind }) => kind === 'raster');
  return (
    <section className="data-card" data-testid="raster">
      <h3>
        {say('data.raster')}
        {!isAsked && certainty < 1 && <CertaintyMark certainty={certainty} mustConfirm={false} />}
      </h3>
      <p className="figures muted">
        {say('data.rasterSize', { width: grouped(width), height: grouped(height), bands, sample })}
      </p>
      {!isAsked && <RasterPick review={review} />}
      <div className="data-line" title={say('data.thanksHint')}>
        <span>{say('data.thanks')}</span>
        <Input
          size="small"
          value={words.thanks}
          maxLength={MOST_LETTERS}
          placeholder={say('data.thanksHint')}
          aria-label={say('data.thanks')}
          data-testid="thanks"
          onChange={(event) => setWords({ thanks: event.target.value })}
        />
      </div>
      {words.thanks.trim() !== '' && (
        <div className="data-line">
          <span>{say('data.licence')}</span>
          <Input
            size="small"
            value={words.licence}
            maxLength={MOST_LETTERS}
            placeholder={say('data.licenceUnstated')}
            aria-label={say('data.licence')}
            data-testid="licence"
            onChange={(event) => setWords({ licence: event.target.value })}
          />
        </div>
      )}
    </section>
  );
}

/** Which of the two a GeoTIFF is. */
export function RasterPick({ review }: { readonly review: Review }) {
  const say = useSay();
  const { raster } = review.inspection;
  if (raster === undefined) return null;
  return (
    <Pick
      label={say('data.rasterUse')}
      testId="raster-use"
      value={raster.use}
      options={RASTER_USES.map((use) => ({ value: use, text: say(`dataRaster.${use}`) }))}
      onPick={(value) => {
        const use = RASTER_USES.find((one) => one === value);
        if (use !== undefined) chooseFormat(raster.formats[use]);
      }}
    />
  );
}
