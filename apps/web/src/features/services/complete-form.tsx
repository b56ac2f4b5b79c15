import { countedFen, sumFen } from '@parkbench/domain';
import { useState } from 'react';
import { newKey } from '../../shared/api/client';
import { CountField, useQuantity } from '../../shared/count-field';
import { Button, Callout, Dialog, Money, TextArea, TextField, toast } from '../../shared/ui';
import { servicesMessages } from './services.messages';
import { type ServiceOrder, useServiceStep } from './services.queries';

const isUrl = (text: string): boolean => /^(https?:\/\/\S+)?$/.test(text.trim());

function useCompleteForm(order: ServiceOrder, onClose: () => void) {
  const say = servicesMessages.useSay();
  const [counts, setCounts] = useState<readonly number[]>(order.lines.map((line) => line.count));
  const [resultNote, setResultNote] = useState('');
  const [resultUrl, setResultUrl] = useState('');
  const [wasTried, setTried] = useState(false);
  const [key] = useState(newKey);
  const step = useServiceStep(order, key);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (resultNote.trim() === '' || !isUrl(resultUrl)) return;
    const body = { resultNote: resultNote.trim(), resultUrl: resultUrl.trim(), counts };
    const after = await step.mutateAsync({ action: 'complete', ...body });
    toast({ title: say('stepDone', { status: say(after.status) }), tone: 'ok' });
    onClose();
  };
  return {
    counts,
    setCount: (at: number, count: number) => setCounts(counts.map((one, i) => (i === at ? count : one))),
    sumFen: sumFen(order.lines.map((line, i) => countedFen({ ...line, count: counts[i] ?? 0 }))),
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
  const quantity = useQuantity();
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
          <CountField
            key={index}
            label={line.text}
            unit={line.unit}
            description={say('ofQuoted', { quoted: quantity(line.count, line.unit) })}
            max={line.count}
            value={form.counts[index] ?? 0}
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
