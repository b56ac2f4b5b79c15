import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Callout, Dialog, IconButton, TextField } from '../../shared/ui';
import { useName } from '../../shared/i18n/messages';
import { CategoryForm } from './add-category';
import { inTreeOrder, type CategoryInTree } from './category-tree';
import { inventoryMessages } from './inventory.messages';
import { categoriesQuery, useChangeCategory, useRemoveCategory } from './inventory.queries';

/** The tree of categories: names in both languages, new ones, and the removal of empty ones. */
export function CategoriesDialog({ onClose }: { onClose: () => void }) {
  const say = inventoryMessages.useSay();
  const { data = [] } = useQuery(categoriesQuery);
  const [editing, setEditing] = useState<number | null>(null);
  const [isAdding, setAdding] = useState(false);
  const remove = useRemoveCategory();
  return (
    <Dialog
      isOpen
      size="md"
      title={say('categoriesTitle')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button icon="plus" onPress={() => setAdding(true)}>
            {say('addCategory')}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {say('done')}
          </Button>
        </>
      }
    >
      {remove.error && (
        <Callout tone="bad" role="alert" className="mb-3">
          {remove.error.message}
        </Callout>
      )}
      <ul>
        {inTreeOrder(data).map((category) => (
          <li key={category.id} className="border-b border-line py-1">
            {editing === category.id ? (
              <Names category={category} onDone={() => setEditing(null)} />
            ) : (
              <Line
                category={category}
                onEdit={() => setEditing(category.id)}
                onRemove={() => remove.mutate(category.id)}
                canRemove={category.instruments === 0 && !data.some((other) => other.parentId === category.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {isAdding && <CategoryForm onClose={() => setAdding(false)} onAdded={() => setAdding(false)} />}
    </Dialog>
  );
}

interface LineProps {
  readonly category: CategoryInTree;
  readonly canRemove: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function Line({ category, canRemove, onEdit, onRemove }: LineProps) {
  const say = inventoryMessages.useSay();
  const name = useName()(category.nameZh, category.nameEn);
  return (
    <div className="flex items-center gap-2" style={{ paddingInlineStart: category.depth * 20 }}>
      <span className="min-w-0 flex-1">
        {category.nameZh}
        {category.nameEn && <span className="ml-2 text-sm text-mut">{category.nameEn}</span>}
      </span>
      <span className="num text-sm text-mut">{say('categoryInstruments', { count: category.instruments })}</span>
      <IconButton size="sm" icon="edit" label={say('editCategory', { name })} onPress={onEdit} />
      {canRemove && <IconButton size="sm" icon="trash" label={say('removeCategory', { name })} onPress={onRemove} />}
    </div>
  );
}

function Names({ category, onDone }: { category: CategoryInTree; onDone: () => void }) {
  const say = inventoryMessages.useSay();
  const [nameZh, setZh] = useState(category.nameZh);
  const [nameEn, setEn] = useState(category.nameEn);
  const change = useChangeCategory();
  const send = async (): Promise<void> => {
    await change.mutateAsync({ id: category.id, parentId: category.parentId, nameZh, nameEn });
    onDone();
  };
  return (
    <form
      className="grid grid-cols-1 gap-2 py-1 lg:grid-cols-[1fr_1fr_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        void send().catch(() => undefined);
      }}
    >
      <TextField autoFocus label={say('categoryName')} value={nameZh} onChange={setZh} error={change.error?.message} />
      <TextField label={say('categoryNameEn')} value={nameEn} onChange={setEn} />
      <Button type="submit" className="self-end" isPending={change.isPending} isDisabled={nameZh.trim() === ''}>
        {say('save')}
      </Button>
    </form>
  );
}
