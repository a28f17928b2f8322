import { UserOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { askName, setOperator, stopAsking } from './desk-actions.ts';
import { useDesk } from './desk-store.ts';

/** Who sits at the desk: asked once, when the first thing is done in somebody's name. */
export function OperatorLine() {
  const say = useSay();
  const operator = useDesk((state) => state.operator);
  const asks = useDesk((state) => state.asksName);
  return (
    <Popover
      open={asks}
      placement="bottomLeft"
      trigger="click"
      onOpenChange={(open) => (open ? askName() : stopAsking())}
      title={say('desk.operatorAsk')}
      content={<NameForm key={operator} known={operator} />}
    >
      <Button
        type="text"
        size="small"
        className="desk-operator"
        icon={<UserOutlined />}
        title={say('desk.operatorChange')}
        data-testid="operator"
      >
        {operator === '' ? say('desk.operatorAsk') : operator}
      </Button>
    </Popover>
  );
}

function NameForm({ known }: { readonly known: string }) {
  const say = useSay();
  const [name, setName] = useState(known);
  return (
    <form
      className="desk-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') setOperator(name);
      }}
    >
      <p className="muted">{say('desk.operatorHint')}</p>
      <div>
        <Input
          autoFocus
          value={name}
          maxLength={80}
          aria-label={say('desk.operatorName')}
          placeholder={say('desk.operatorName')}
          data-testid="operator-name"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={name.trim() === ''} data-testid="operator-ok">
          {say('desk.ok')}
        </Button>
      </div>
    </form>
  );
}
