import { SampleBadge } from '@bada/web/src/ui/badge.tsx';
import { Button, IconButton } from '@bada/web/src/ui/button.tsx';
import { SelectableCard } from '@bada/web/src/ui/card.tsx';
import { Dialog, Drawer } from '@bada/web/src/ui/dialog.tsx';
import * as icons from '@bada/web/src/ui/icons.tsx';
import { Segmented } from '@bada/web/src/ui/segmented.tsx';
import { Select } from '@bada/web/src/ui/select.tsx';
import { Sparkline } from '@bada/web/src/ui/sparkline.tsx';
import { EmptyState, ErrorState, Skeleton } from '@bada/web/src/ui/states.tsx';
import { type IndicatorStatus, StatusMark } from '@bada/web/src/ui/status-mark.tsx';
import { TextField } from '@bada/web/src/ui/text-field.tsx';
import { type Toast, ToastRegion } from '@bada/web/src/ui/toast.tsx';
import { useCallback, useState } from 'react';

const STATUSES: readonly IndicatorStatus[] = ['good', 'caution', 'warning', 'none'];

function Cards() {
  const [chosen, setChosen] = useState(1);
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(11rem, 1fr))',
        gap: 12,
      }}
    >
      {STATUSES.map((status, index) => (
        <SelectableCard key={status} selected={index === chosen} onSelect={() => setChosen(index)}>
          <span style={{ display: 'block', fontWeight: 600 }}>고령인구비율</span>
          <span style={{ fontSize: 'var(--text-6)', fontWeight: 700 }}>21.6</span>
          <span style={{ color: 'var(--color-text-muted)' }}> %</span>
          <span style={{ display: 'block' }}>
            <StatusMark status={status} /> <SampleBadge />
          </span>
          <Sparkline
            label="늘어났습니다"
            target={18}
            points={[10, 12, 13, null, 17, 19, 21].map((value, at) => ({
              time: at,
              value,
              provisional: at === 5,
            }))}
          />
        </SelectableCard>
      ))}
    </div>
  );
}

function Controls() {
  const [view, setView] = useState<'map' | 'tiles' | 'table'>('map');
  const [name, setName] = useState('');
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'end' }}>
      <Button variant="primary">보기 저장</Button>
      <Button>구·군</Button>
      <Button disabled>불가</Button>
      <Button variant="link">표로 보기</Button>
      <IconButton label="설정" icon={<icons.SettingsIcon />} pressed />
      <Segmented
        label="보기"
        value={view}
        onChange={setView}
        options={[
          { value: 'map', label: '지도', icon: <icons.MapIcon size={16} /> },
          { value: 'tiles', label: '타일' },
          { value: 'table', label: '표' },
        ]}
      />
      <Select
        label="분류"
        labelPlacement="beside"
        value={view}
        onChange={setView}
        options={[
          { value: 'map', label: '자연 구분' },
          { value: 'tiles', label: '분위' },
        ]}
      />
      <TextField
        label="이름"
        value={name}
        onChange={setName}
        error={name === '' ? '이름을 적어 주세요' : ''}
      />
    </div>
  );
}

function Windows() {
  const [open, setOpen] = useState<'dialog' | 'drawer' | null>(null);
  const [toasts, setToasts] = useState<Toast[]>([]);
  const dismiss = useCallback(
    (id: string) => setToasts((now) => now.filter((toast) => toast.id !== id)),
    [],
  );
  const add = () => setToasts([{ id: 't', message: '보기를 지웠습니다', undo: () => undefined }]);
  const close = useCallback(() => setOpen(null), []);
  return (
    <div style={{ display: 'flex', gap: 12 }}>
      <Button onClick={() => setOpen('dialog')}>Dialog</Button>
      <Button onClick={() => setOpen('drawer')}>Drawer</Button>
      <Button onClick={add}>Toast</Button>
      <Dialog
        open={open === 'dialog'}
        title="보기 저장"
        onClose={close}
        footer={<Button>저장</Button>}
      >
        이름을 적으면 나중에 다시 열 수 있습니다.
      </Dialog>
      <Drawer open={open === 'drawer'} title="이 숫자는 왜?" onClose={close}>
        근거
      </Drawer>
      <ToastRegion toasts={toasts} onDismiss={dismiss} />
    </div>
  );
}

export function Primitives() {
  return (
    <>
      <Controls />
      <Cards />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {Object.entries(icons).map(([name, Icon]) => (
          <Icon key={name} />
        ))}
      </div>
      <Windows />
      <Skeleton width="12rem" height="2rem" />
      <div style={{ display: 'flex', flexWrap: 'wrap' }}>
        <EmptyState
          title="저장한 보기가 없습니다"
          reason="개요에서 보기를 저장하면 여기에 나타납니다"
        />
        <ErrorState
          message="서버가 응답하지 않았습니다"
          code="QUERY_TIMEOUT"
          onRetry={() => undefined}
        />
      </div>
    </>
  );
}
