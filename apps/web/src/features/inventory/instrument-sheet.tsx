import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { listOf } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, Sheet, Skeleton, toast } from '../../shared/ui';
import { instrumentMessages } from './instrument.messages';
import { InstrumentFields } from './instrument-fields';
import { instrumentQuery } from './inventory.queries';
import type { Instrument } from './inventory.types';
import { useInstrumentForm } from './use-instrument-form';

/** The form of an instrument: `id` null makes a new one. */
export function InstrumentSheet({ id, onClose }: { id: number | null; onClose: () => void }) {
  const say = instrumentMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery({
    ...instrumentQuery(id ?? 0),
    enabled: id !== null,
    gcTime: 0,
  });
  if (id === null || data) return <Form key={id} read={data ?? null} onClose={onClose} />;
  return (
    <Sheet isOpen size="lg" title={say('edit')} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {error ? (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      ) : (
        <Skeleton lines={10} lineHeight={36} />
      )}
    </Sheet>
  );
}

function Form({ read, onClose }: { read: Instrument | null; onClose: () => void }) {
  const say = instrumentMessages.useSay();
  const name = useName();
  const box = useRef<HTMLFormElement>(null);
  const form = useInstrumentForm(read);
  const done = (ok: boolean): void => {
    if (!ok) {
      // What is wrong takes the focus.
      requestAnimationFrame(() =>
        box.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus(),
      );
      return;
    }
    toast({ title: say('saved', { name: name(form.draft.nameZh, form.draft.nameEn) }) });
    onClose();
  };
  const submit = async (): Promise<void> => done(await form.save());
  return (
    <Sheet
      isOpen
      size="lg"
      title={read ? `${say('edit')} · ${read.assetNo}` : say('add')}
      isDismissable={!form.isDirty}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={form.isSaving} onPress={() => void submit()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <form
        ref={box}
        noValidate
        className="grid grid-cols-1 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {form.theirs && <Overtaken form={form} onDone={done} />}
        {form.problem && (
          <Callout tone="bad" role="alert">
            {form.problem.title}
          </Callout>
        )}
        <InstrumentFields
          draft={form.draft}
          read={read}
          parkHours={read?.openingHoursEffective ?? {}}
          onChange={form.change}
          onHours={form.changeHours}
          errorOf={form.errorOf}
        />
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}

function Overtaken({ form, onDone }: { form: ReturnType<typeof useInstrumentForm>; onDone: (ok: boolean) => void }) {
  const say = instrumentMessages.useSay();
  const keep = async (): Promise<void> => onDone(await form.keepMine());
  const fields = (form.theirs ?? []).map((key) => say(key === 'openingHours' ? 'hours' : (key as 'assetNo')));
  return (
    <Callout
      tone="warn"
      role="alert"
      title={say('stale')}
      actions={
        <>
          <Button size="sm" onPress={form.takeTheirs}>
            {say('takeTheirs')}
          </Button>
          <Button size="sm" onPress={() => void keep()}>
            {say('keepMine')}
          </Button>
        </>
      }
    >
      <p>{say('staleDetail')}</p>
      {fields.length > 0 && <p>{say('theirs', { fields: listOf(fields) })}</p>}
    </Callout>
  );
}
