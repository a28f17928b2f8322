import {
  CheckCircleFilled,
  CloseCircleFilled,
  EyeFilled,
  QuestionCircleFilled,
  StopFilled,
  UserOutlined,
  WarningFilled,
} from '@ant-design/icons';
import type { DigVerdict } from '@undercroft/core/protocol/analysis/excavation';
import { DIG_VERDICT_WORDS } from '@undercroft/core/report/dig-words';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';

const ICONS: Readonly<Record<DigVerdict, ReactNode>> = {
  hit: <CloseCircleFilled />,
  inProtectionZone: <StopFilled />,
  unknown: <QuestionCircleFilled />,
  insideUncertainty: <WarningFilled />,
  inControlZone: <EyeFilled />,
  clear: <CheckCircleFilled />,
};

/** A verdict by icon, word and colour, so that it is read by whoever sees only one of them. */
export function PitVerdict({ verdict }: { readonly verdict: DigVerdict }) {
  const language = useApp((state) => state.language);
  return (
    <span className={`dig-verdict is-${verdict}`}>
      {ICONS[verdict]} {DIG_VERDICT_WORDS[verdict][language]}
    </span>
  );
}

/** Beside a good verdict that no rule carries: it is not a yes. */
export function NeedsPerson() {
  const say = useSay();
  return (
    <span className="dig-verdict is-person" title={say('dig.needsPersonWhy')}>
      <UserOutlined /> {say('dig.needsPerson')}
    </span>
  );
}
