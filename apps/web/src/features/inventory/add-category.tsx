import { useState } from 'react';
import { Button, Callout, Dialog, IconButton, SelectField, TextField } from '../../shared/ui';
import { inventoryMessages } from './inventory.messages';
import { useAddCategory } from './inventory.queries';
import { useCategoryOptions } from './use-categories';

/** A button that asks for a new category and chooses it. */
export function AddCategory({ label, onAdded }: { label: string; onAdded: (id: number) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="plus" variant="secondary" label={label} onPress={() => setOpen(true)} className="mt-[23px]" />
      {isOpen && (
        <CategoryForm
          onClose={() => setOpen(false)}
          onAdded={(id) => {
            setOpen(false);
            onAdded(id);
          }}
        />
      )}
    </>
  );
}

/** Asks for a new category and where in the tree it belongs. */
export function CategoryForm({ onClose, onAdded }: { onClose: () => void; onAdded: (id: number) => void }) {
  const say = inventoryMessages.useSay();
  const options = useCategoryOptions();
  const [nameZh, setZh] = useState('');
  const [nameEn, setEn] = useState('');
  const [parent, setParent] = useState<string | null>(null);
  const add = useAddCategory();
  const send = async (): Promise<void> => {
    const { id } = await add.mutateAsync({ nameZh, nameEn, parentId: parent === null ? null : Number(parent) });
    onAdded(id);
  };
  return (
    <Dialog
      isOpen
      size="sm"
      title={say('addCategory')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isPending={add.isPending}
            isDisabled={nameZh.trim() === ''}
            onPress={() => void send().catch(() => undefined)}
          >
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <TextField autoFocus isRequired label={say('categoryName')} value={nameZh} onChange={setZh} />
        <TextField label={say('categoryNameEn')} value={nameEn} onChange={setEn} />
        <SelectField
          label={say('parent')}
          options={options}
          value={parent}
          emptyLabel={say('topLevel')}
          onChange={setParent}
        />
        {add.error && (
          <Callout tone="bad" role="alert">
            {add.error.message}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
