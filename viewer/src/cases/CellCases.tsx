import { Button } from 'antd';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { Fact, FactGroup } from '../panels/Facts.tsx';
import { chooseCell } from './case-actions.ts';
import { shareText } from './case-format.ts';
import { useCases } from './case-store.ts';
import { CODE_LENGTHS } from './cell-classes.ts';

/** Cases of a cell of the grid, while cases are on screen. */
export function CellCases({ code }: { readonly code: string | null }) {
  const say = useSay();
  const open = useCases((state) => state.open);
  const picture = useCases((state) => state.picture);
  if (!open || code === null || picture.state !== 'ready') return null;
  const { total = 0, open: stillOpen = 0, known = 0, late = 0 } = picture.value.values.get(code) ?? {};
  const share = shareText(late, known);
  return (
    <FactGroup title={say('cases.title')}>
      <dl>
        <Fact name={say('cases.inCell')} text={grouped(total)} testId="cell-cases" />
        <Fact name={say('cases.stillOpen')} text={grouped(stillOpen)} />
        {total > 0 && (
          <Fact
            name={say('cases.byLate')}
            text={share === null ? null : say('cases.lateOfKnown', { share, known: grouped(known) })}
          />
        )}
      </dl>
      {total > 0 && code.length === CODE_LENGTHS[0] && (
        <Button size="small" onClick={() => chooseCell(code)}>
          {say('cases.onlyCell')}
        </Button>
      )}
    </FactGroup>
  );
}
