import { SearchOutlined } from '@ant-design/icons';
import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { SearchAnswer } from '@undercroft/core/protocol/answers';
import { AutoComplete, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { searchFeatures, select } from '../state/actions.ts';
import { UtilityMark } from './UtilityMark.tsx';

/** A pause in typing after which the server is asked. */
const SETTLE_MS = 180;

type Answer = SearchAnswer | 'failed' | null;

/** One field that finds things by their id; choosing one flies to it. */
export function SearchField() {
  const say = useSay();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const answer = useAnswer(text.trim());
  const matches = answer === null || answer === 'failed' ? [] : answer.matches;
  const choose = (id: string) => {
    setText(parseFeatureId(id)?.sourceId ?? id);
    setOpen(false);
    // The keys belong to the scene again: Esc closes what was found.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    select(id, { fly: true });
  };
  const note = answer === 'failed' ? say('search.failed') : answer !== null ? say('search.none') : null;
  const more = answer !== null && answer !== 'failed' && answer.more;
  return (
    <AutoComplete
      className="search"
      getPopupContainer={(field: HTMLElement) => field}
      value={text}
      open={open && text.trim() !== '' && answer !== null}
      onOpenChange={setOpen}
      onChange={(value: string) => {
        setText(value);
        setOpen(true);
      }}
      onSelect={(id: string) => choose(id)}
      notFoundContent={text.trim() === '' ? null : note}
      options={matches.map((match) => ({
        value: match.id,
        label: (
          <span className="suggestion">
            <UtilityMark utility={match.utility ?? 'unknown'} />
            <span className="suggestion-id">{parseFeatureId(match.id)?.sourceId ?? match.id}</span>
            <span className="muted">{say(kindKey(match.kind))}</span>
          </span>
        ),
      }))}
      popupRender={(menu) => (
        <>
          {menu}
          {more && <div className="suggestion-more muted">{say('search.more')}</div>}
        </>
      )}
    >
      <Input
        prefix={<SearchOutlined className="muted" />}
        placeholder={say('search.placeholder')}
        aria-label={say('search.placeholder')}
        data-testid="search"
        allowClear
        onPressEnter={() => {
          const [first] = matches;
          if (first !== undefined) choose(first.id);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // One step back: the text first, the field after.
          if (text === '') event.currentTarget.blur();
          setText('');
          setOpen(false);
          event.preventDefault();
        }}
      />
    </AutoComplete>
  );
}

function useAnswer(query: string): Answer {
  const [answer, setAnswer] = useState<Answer>(null);
  useEffect(() => {
    // What was found for the letters before stays until the new answer is there.
    if (query === '') {
      setAnswer(null);
      return;
    }
    const controller = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        setAnswer(await searchFeatures(query, controller.signal));
      } catch {
        if (!controller.signal.aborted) setAnswer('failed');
      }
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query]);
  return answer;
}
