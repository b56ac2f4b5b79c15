import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import { defineMessages } from '../../shared/i18n/messages';
import { Button, Dialog, Menu, type MenuEntry, TextField, toast } from '../../shared/ui';
import type { InvoiceFilter } from './invoicing.queries';

const messages = defineMessages(
  {
    saved: '常用筛选',
    open: '未收账单',
    overdue: '逾期未收',
    thisMonth: '本月账单',
    save: '保存当前筛选…',
    saveTitle: '保存当前筛选',
    name: '名称',
    nameHint: '保存在这台电脑的浏览器里；同名则替换。',
    confirm: '保存',
    cancel: '取消',
    done: '已保存“{name}”',
    remove: '删除“{name}”',
  },
  {
    saved: 'Saved filters',
    open: 'Open invoices',
    overdue: 'Overdue',
    thisMonth: "This month's",
    save: 'Save this filter…',
    saveTitle: 'Save this filter',
    name: 'Name',
    nameHint: 'Kept in the browser of this computer; the same name replaces.',
    confirm: 'Save',
    cancel: 'Cancel',
    done: '“{name}” is saved',
    remove: 'Remove “{name}”',
  },
);

interface SavedFilter {
  readonly name: string;
  readonly filter: InvoiceFilter;
}

const storageKey = 'parkbench.invoice-filters';
const nothing = { q: '', companyId: '', month: '', status: '' };

/** What this browser keeps; nothing where it keeps nothing, or something that is no list. */
function kept(): SavedFilter[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(list) ? (list as SavedFilter[]).filter((one) => typeof one?.name === 'string') : [];
  } catch {
    return [];
  }
}

export interface SavedFiltersProps {
  readonly filter: InvoiceFilter;
  readonly onApply: (filter: Record<keyof typeof nothing, string>) => void;
}

/** Filters that are used again and again: three that everybody needs, and one's own by name. */
export function SavedFilters({ filter, onApply }: SavedFiltersProps) {
  const say = messages.useSay();
  const [own, setOwn] = useState(kept);
  const [isNaming, setNaming] = useState(false);
  const keep = (list: SavedFilter[]): void => {
    localStorage.setItem(storageKey, JSON.stringify(list));
    setOwn(list);
  };
  const apply = (wanted: InvoiceFilter) => (): void => onApply({ ...nothing, ...wanted });
  const items: MenuEntry[] = [
    { id: 'open', label: say('open'), onAction: apply({ status: 'open' }) },
    { id: 'overdue', label: say('overdue'), onAction: apply({ status: 'overdue' }) },
    { id: 'month', label: say('thisMonth'), onAction: apply({ month: parkToday().slice(0, 7) }) },
    ...own.map((one, i) => ({
      id: `own-${one.name}`,
      label: one.name,
      startsGroup: i === 0,
      onAction: apply(one.filter),
    })),
    {
      id: 'save',
      label: say('save'),
      startsGroup: true,
      isDisabled: !Object.values(filter).some(Boolean),
      onAction: () => setNaming(true),
    },
    ...own.map((one) => ({
      id: `remove-${one.name}`,
      label: say('remove', { name: one.name }),
      tone: 'bad' as const,
      onAction: () => keep(own.filter(({ name }) => name !== one.name)),
    })),
  ];
  return (
    <>
      <Menu trigger={<Button icon="filter">{say('saved')}</Button>} label={say('saved')} items={items} />
      {isNaming && (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) => {
            keep([...own.filter((one) => one.name !== name), { name, filter }]);
            setNaming(false);
            toast({ title: say('done', { name }) });
          }}
        />
      )}
    </>
  );
}

function NameDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const say = messages.useSay();
  const [name, setName] = useState('');
  return (
    <Dialog
      isOpen
      size="sm"
      title={say('saveTitle')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isDisabled={name.trim() === ''} onPress={() => onName(name.trim())}>
            {say('confirm')}
          </Button>
        </>
      }
    >
      <TextField
        label={say('name')}
        description={say('nameHint')}
        value={name}
        onChange={setName}
        maxLength={40}
        isRequired
      />
    </Dialog>
  );
}
