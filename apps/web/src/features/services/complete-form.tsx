import { useState } from 'react';
import { newKey } from '../../shared/api/client';
import { Button, Callout, Dialog, Money, NumberField, TextArea, TextField, toast } from '../../shared/ui';
import { servicesMessages } from './services.messages';
import { type ServiceOrder, useServiceStep } from './services.queries';

const isUrl = (text: string): boolean => /^(https?:\/\/\S+)?$/.test(text.trim());

function useCompleteForm(order: ServiceOrder, onClose: () => void) {
  const say = servicesMessages.useSay();
  const [counts, setCounts] = useState<readonly (number | null)[]>(order.lines.map((line) => line.count));
  const [resultNote, setResultNote] = useState('');
  const [resultUrl, setResultUrl] = useState('');
  const [wasTried, setTried] = useState(false);
  const [key] = useState(newKey);
  const step = useServiceStep(order, key);
  const done = counts.map((count) => count ?? 0);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (resultNote.trim() === '' || !isUrl(resultUrl)) return;
    const body = { resultNote: resultNote.trim(), resultUrl: resultUrl.trim(), counts: done };
    const after = await step.mutateAsync({ action: 'complete', ...body });
    toast({ title: say('stepDone', { status: say(after.status) }), tone: 'ok' });
    onClose();
  };
  return {
    counts,
    setCount: (at: number, count: number | null) => setCounts(counts.map((one, i) => (i === at ? count : one))),
    sumFen: order.lines.reduce((sum, line, i) => sum + line.unitFen * (done[i] ?? 0), 0),
    resultNote,
    setResultNote,
    resultUrl,
    setResultUrl,
    noteError: wasTried && resultNote.trim() === '' ? say('needResult') : undefined,
    urlError: wasTried && !isUrl(resultUrl) ? say('badUrl') : undefined,
    submit: () => void submit().catch(() => undefined),
    error: step.error,
    isSending: step.isPending,
  };
}

/** What was done of the quote and what came out; finishing makes it billable. */
export function CompleteForm({ order, onClose }: { order: ServiceOrder; onClose: () => void }) {
  const say = servicesMessages.useSay();
  const form = useCompleteForm(order, onClose);
  return (
    <Dialog
      isOpen
      isDismissable={false}
      title={say('completeTitle', { order: order.orderNo })}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancelForm')}</Button>
          <Button variant="primary" isPending={form.isSending} onPress={form.submit}>
            {say('finish')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {form.error && (
          <Callout tone="bad" role="alert">
            {form.error.message}
          </Callout>
        )}
        <p className="text-sm text-mut">{say('completeNote')}</p>
        {order.lines.map((line, index) => (
          <NumberField
            key={index}
            label={line.text}
            description={say('doneOf', { done: form.counts[index] ?? 0, count: line.count })}
            min={0}
            max={line.count}
            value={form.counts[index] ?? null}
            onChange={(count) => form.setCount(index, count)}
          />
        ))}
        <p className="text-right font-semibold">
          {say('sum')} <Money fen={form.sumFen} align="inline" />
        </p>
        <TextArea
          label={say('resultNote')}
          isRequired
          rows={3}
          maxLength={2000}
          value={form.resultNote}
          onChange={form.setResultNote}
          error={form.noteError}
        />
        <TextField
          label={say('resultUrl')}
          maxLength={500}
          value={form.resultUrl}
          onChange={form.setResultUrl}
          error={form.urlError}
        />
      </div>
    </Dialog>
  );
}
