import { useSay } from '../i18n/i18n.ts';
import { type DataStep, useData } from './data-store.ts';

const ORDER: readonly DataStep[] = ['files', 'review', 'draft', 'published'];

/** Where one is on the way from a file to the city. */
export function DataSteps() {
  const say = useSay();
  const step = useData((state) => state.step);
  const at = ORDER.indexOf(step === 'loading' ? 'draft' : step);
  const names = [say('data.stepFiles'), say('data.stepReview'), say('data.stepDraft'), say('data.stepPublished')];
  return (
    <ol className="data-steps" aria-label={say('data.steps')}>
      {names.map((name, i) => (
        <li
          key={name}
          className={i < at ? 'is-past' : i === at ? 'is-now' : ''}
          aria-current={i === at ? 'step' : undefined}
        >
          {name}
        </li>
      ))}
    </ol>
  );
}
