import type { LinkFeature, NodeFeature, PublicScene } from '@undercroft/core/protocol/answers';
import { metres } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { BasisMark, Fact, FactGroup } from './Facts.tsx';

interface Props {
  readonly feature: LinkFeature | NodeFeature;
  readonly scene: PublicScene;
  /** Which level the source states; `null` where that is no question. */
  readonly reference: LinkFeature['depthReference'] | null;
}

const HASH_SHOWN = 12;

/** Datum, accuracy and source: what a person must know before believing a figure. */
export function TrustFacts({ feature, scene, reference }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { accuracy, utility, utilityBasis } = feature;
  const plusMinus = (sigmaM: number | null): string | null => (sigmaM === null ? null : `± ${metres(sigmaM)}`);
  return (
    <FactGroup title={say('panel.trust')}>
      <dl>
        <Fact
          name={say('fact.utility')}
          text={utility === 'unknown' ? null : say(`utility.${utility}`)}
          basis={utilityBasis}
          note={utilityBasis === 'stated' || utilityBasis === 'unknown' ? undefined : say(`basis.${utilityBasis}`)}
        />
        {reference !== null && (
          <Fact name={say('fact.reference')} text={reference === 'unknown' ? null : say(`reference.${reference}`)} />
        )}
        <Fact
          name={say('fact.datum')}
          text={scene.heightDatum.name[language]}
          note={scene.heightDatum.basis[language]}
          testId="datum"
        />
        <Fact
          name={say('fact.quality')}
          text={accuracy.qualityLevel === null ? null : say(`quality.${accuracy.qualityLevel}`)}
          statedOnly
          testId="quality"
        />
        <Fact name={say('fact.sigmaXy')} text={plusMinus(accuracy.sigmaXyM)} statedOnly />
        <Fact name={say('fact.sigmaZ')} text={plusMinus(accuracy.sigmaZM)} statedOnly />
        <Fact name={say('fact.surveyedOn')} text={feature.surveyedOn ?? null} statedOnly testId="surveyedOn" />
        <Fact
          name={say('fact.import')}
          text={feature.import.source}
          note={`SHA-256 ${feature.import.sha256.slice(0, HASH_SHOWN)}…`}
        />
        <Fact name={say('fact.published')} text={dateText(feature.import.publishedAt)} />
      </dl>
      <p className="basis-key muted">
        <BasisMark basis="derived" /> {say('basis.derived')} · <BasisMark basis="guessed" /> {say('basis.guessed')}
      </p>
    </FactGroup>
  );
}

/** An ISO time as date and minute in the reader's own zone. */
function dateText(iso: string | null): string | null {
  if (iso === null) return null;
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
