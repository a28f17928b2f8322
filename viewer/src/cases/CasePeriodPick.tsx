import { Select } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { caseClockMinutes, choosePeriod } from './case-actions.ts';
import { monthName } from './case-format.ts';
import { type CasePeriod, caseYears, decodePeriod, encodePeriod } from './case-period.ts';
import { useCases } from './case-store.ts';

/** Which time the cases are of. A month may be chosen here or by its bar. */
export function CasePeriodPick() {
  const say = useSay();
  const language = useApp((state) => state.language);
  const period = useCases((state) => state.period);
  const extent = useCases((state) => state.extent);
  const years = extent.state === 'ready' ? caseYears(extent.value, caseClockMinutes() ?? 0) : [];
  const year = period.kind === 'year' || period.kind === 'month' ? period.year : years.at(-1);
  const months: readonly CasePeriod[] =
    year === undefined ? [] : Array.from({ length: 12 }, (_, i) => ({ kind: 'month', year, month: i + 1 }));
  const periods: readonly CasePeriod[] = [
    { kind: 'all' },
    { kind: 'last30' },
    ...years.toReversed().map((each): CasePeriod => ({ kind: 'year', year: each })),
    ...months,
  ];
  const nameOf = (each: CasePeriod): string => {
    switch (each.kind) {
      case 'all':
        return say('cases.all');
      case 'last30':
        return say('cases.last30');
      case 'year':
        return say('cases.year', { year: each.year });
      case 'month':
        return say('cases.month', { year: each.year, month: monthName(each.month - 1, language) });
    }
  };
  const values = new Map([...periods, period].map((each) => [encodePeriod(each), each]));
  return (
    <Select
      className="case-period"
      size="small"
      aria-label={say('cases.period')}
      data-testid="case-period"
      value={encodePeriod(period)}
      options={[...values].map(([value, each]) => ({ value, label: nameOf(each) }))}
      onChange={(value: string) => {
        const next = decodePeriod(value);
        if (next !== null) choosePeriod(next);
      }}
      popupMatchSelectWidth={false}
      listHeight={360}
    />
  );
}
