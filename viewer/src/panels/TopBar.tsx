import { MoonOutlined, SunOutlined, WarningFilled } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { Button, Tooltip } from 'antd';
import { CasesButton } from '../cases/CasesButton.tsx';
import { DataButton } from '../data/DataButton.tsx';
import { DeskButton } from '../desk/DeskButton.tsx';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { SearchField } from './SearchField.tsx';

interface Props {
  readonly scene: PublicScene | null;
}

export function TopBar({ scene }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const theme = useApp((state) => state.theme);
  return (
    <header className="top-bar">
      <div className="brand">
        <img src="/icon.svg" alt="" width={24} height={24} />
        <strong>{say('app.name')}</strong>
        {scene !== null && (
          <span className="scene-title" title={scene.description[language]}>
            {scene.title[language]}
          </span>
        )}
        {scene?.synthetic === true && (
          <Tooltip title={say('app.syntheticHint')}>
            <span className="synthetic" data-testid="synthetic">
              <WarningFilled /> {say('app.synthetic')}
            </span>
          </Tooltip>
        )}
      </div>
      <SearchField />
      <div className="top-actions">
        <DeskButton />
        <CasesButton />
        <DataButton />
        <Tooltip title={say('app.languageHint')}>
          <Button
            type="text"
            data-testid="language"
            onClick={() => useApp.setState({ language: language === 'en' ? 'zh' : 'en' })}
          >
            {say('app.language')}
          </Button>
        </Tooltip>
        <Tooltip title={say(theme === 'dark' ? 'app.themeLight' : 'app.themeDark')} placement="bottomRight">
          <Button
            type="text"
            data-testid="theme"
            aria-label={say(theme === 'dark' ? 'app.themeLight' : 'app.themeDark')}
            icon={theme === 'dark' ? <SunOutlined /> : <MoonOutlined />}
            onClick={() => useApp.setState({ theme: theme === 'dark' ? 'light' : 'dark' })}
          />
        </Tooltip>
      </div>
    </header>
  );
}
