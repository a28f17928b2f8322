import type { Georeference } from '@undercroft/core/protocol/georeference';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { chooseGeoreference } from './choose.ts';
import { Pick } from './Pick.tsx';
import type { Review } from './use-review.ts';

interface Props {
  readonly review: Review;
  /** Nothing stands until somebody chooses. */
  readonly mustChoose?: boolean;
}

/** Systems that the values fit, the likeliest first. */
export function CrsPick({ review, mustChoose = false }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { candidates } = review.inspection.georeference;
  const now = review.georeference;
  const standing = mustChoose || now === null ? '' : keyOf(now);
  const isListed = standing === '' || candidates.some(({ georeference }) => keyOf(georeference) === standing);
  return (
    <Pick
      label={say('data.confirmCrs')}
      testId="crs"
      value={standing}
      options={[
        ...(standing === '' ? [{ value: '', text: `${say('data.mustChoose')} …` }] : []),
        ...(isListed || now === null ? [] : [{ value: standing, text: now.crs }]),
        ...candidates.map(({ georeference, title }) => ({
          value: keyOf(georeference),
          text: crsTitle(title, georeference, language),
        })),
      ]}
      onPick={(value) => {
        const chosen = candidates.find(({ georeference }) => keyOf(georeference) === value)?.georeference;
        if (chosen === undefined) return;
        const { levelUnit, verticalOffsetM } = now ?? chosen;
        chooseGeoreference({ ...chosen, levelUnit, verticalOffsetM });
      }}
    />
  );
}

/** What of a georeference tells candidates apart. */
function keyOf({ crs, axes, shift }: Georeference): string {
  return `${crs} ${axes} ${shift}`;
}

/** The register's own name; in Chinese the common words of it are put into Chinese. */
export function crsTitle(title: string, { axes, shift }: Georeference, language: 'en' | 'zh'): string {
  if (language === 'en') return title;
  const plain = title.replace(/, (?:northing|latitude) first/, '').replace(/, shifted as .*$/, '');
  const zone = plain
    .replace(/3-degree Gauss-Kruger CM (\d+)E/, '3度带 中央子午线$1°')
    .replace(/3-degree Gauss-Kruger zone (\d+)/, '3度带 第$1带')
    .replace(/Gauss-Kruger CM (\d+)E/, '6度带 中央子午线$1°')
    .replace(/Gauss-Kruger zone (\d+)/, '6度带 第$1带');
  return `${zone}${axes === 'northEast' ? '，北坐标在前' : ''}${shift === 'none' ? '' : `，${shift} 偏移`}`;
}
