import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, Dialog, RadioGroup, TextArea, toast } from '../../shared/ui';
import { inventoryMessages } from './inventory.messages';
import { useSetStatus } from './inventory.queries';
import type { InstrumentStatus, InventoryRow } from './inventory.types';

const statuses = ['in_service', 'out_of_service', 'retired'] as const;
const consequence = { in_service: 'willServe', out_of_service: 'willStop', retired: 'willRetire' } as const;

/** In service, out of service or retired, with a note for tenants; says what follows. */
export function StatusDialog({ row, onClose }: { row: InventoryRow; onClose: () => void }) {
  const say = inventoryMessages.useSay();
  const name = useName()(row.nameZh, row.nameEn);
  const [status, setStatus] = useState<InstrumentStatus>(row.status);
  const [statusNote, setNote] = useState(row.statusNote);
  const save = useSetStatus();
  const send = async (): Promise<void> => {
    await save.mutateAsync({ id: row.id, status, statusNote: statusNote.trim() });
    toast({ title: say('statusSaved', { name, status: say(status) }) });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={say('statusTitle', { name })}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isPending={save.isPending}
            isDisabled={status === row.status && statusNote.trim() === row.statusNote}
            onPress={() => void send().catch(() => undefined)}
          >
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <RadioGroup
          label={say('status')}
          orientation="horizontal"
          options={statuses.map((id) => ({ id, label: say(id) }))}
          value={status}
          onChange={setStatus}
        />
        {status !== row.status && (
          <Callout tone={status === 'in_service' ? 'info' : 'warn'} role="status">
            {say(consequence[status])}
          </Callout>
        )}
        <TextArea
          label={say('statusNote')}
          placeholder={say('statusNoteHint')}
          value={statusNote}
          onChange={setNote}
          maxLength={500}
        />
        {save.error && (
          <Callout tone="bad" role="alert">
            {save.error.message}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
