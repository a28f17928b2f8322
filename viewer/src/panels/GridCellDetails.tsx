import type { GridCellFeature } from '@undercroft/core/protocol/answers';
import { CellCases } from '../cases/CellCases.tsx';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { useApp } from '../state/store.ts';
import { Fact, FactGroup } from './Facts.tsx';
import { RawRecord } from './RawRecord.tsx';

interface Props {
  readonly cell: GridCellFeature;
}

/** What is known of a cell of the management grid, and how many points lie in it. */
export function GridCellDetails({ cell }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  return (
    <>
      <FactGroup title={say('panel.construction')}>
        <dl>
          <Fact name={say('fact.name')} text={cell.name[language] ?? cell.name.zh ?? cell.name.en} />
          <Fact name={say('fact.code')} text={cell.code} testId="code" />
          <Fact name={say('fact.area')} text={cell.statedAreaM2 === null ? null : `${grouped(cell.statedAreaM2)} m²`} />
          <Fact name={say('fact.manager')} text={cell.manager} />
        </dl>
      </FactGroup>
      <CellCases code={cell.code} />
      <FactGroup title={say('fact.points')}>
        <dl>
          {Object.entries(cell.points).map(([kind, count]) => (
            <Fact key={kind} name={say(kindKey(kind))} text={grouped(count)} />
          ))}
        </dl>
      </FactGroup>
      <RawRecord raw={cell.raw} />
    </>
  );
}
