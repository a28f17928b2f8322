import type { PublicScene } from '@undercroft/core/protocol/answers';
import { AlarmDetail } from './AlarmDetail.tsx';
import { CaseDetail } from './CaseDetail.tsx';
import { useDesk } from './desk-store.ts';
import { UnitDetail } from './UnitDetail.tsx';

/** The right dock of the desk: the alarm, the case or the unit that is watched. */
export function DeskDetail({ scene }: { readonly scene: PublicScene }) {
  const open = useDesk((state) => state.open);
  const selected = useDesk((state) => state.selected);
  if (!open || selected === null) return null;
  switch (selected.kind) {
    case 'alarm':
      return <AlarmDetail key={selected.id} scene={scene} alarmId={selected.id} />;
    case 'case':
      return <CaseDetail key={selected.id} scene={scene} caseId={selected.id} />;
    case 'unit':
      return <UnitDetail key={selected.id} id={selected.id} />;
  }
}
