import { countedFen, type Unit } from '@parkbench/domain';
import { useState } from 'react';
import { newKey } from '../../shared/api/client';
import { CountField } from '../../shared/count-field';
import { money, parkToday } from '../../shared/format/format';
import {
  Button,
  Callout,
  DateField,
  Dialog,
  IconButton,
  Money,
  MoneyField,
  SelectField,
  TextArea,
  TextField,
  toast,
} from '../../shared/ui';
import { servicesMessages } from './services.messages';
import { type ServiceLine, type ServiceOrder, useServiceStep } from './services.queries';

interface DraftLine {
  readonly key: string;
  readonly text: string;
  /** Minutes where the unit is the hour. */
  readonly count: number;
  readonly unit: ServiceLine['unit'];
  readonly unitFen: number | null;
  readonly tax: Pick<ServiceLine, 'taxRateBps' | 'taxCode' | 'itemName'>;
}

/** What is offered; a line of the plan keeps a unit of its own. */
const units: readonly Unit[] = ['sample', 'hour', 'run', 'time', 'piece', 'plate', 'set', 'box'];
/** A technical service by the park's staff, as it stands on a Chinese invoice. */
const serviceTax = {
  taxRateBps: 600,
  taxCode: '3040105000000000000',
  itemName: '*研发和技术服务*检测服务费',
};

const draftOf = ({ text, count, unit, unitFen, taxRateBps, taxCode, itemName }: ServiceLine): DraftLine => ({
  key: newKey(),
  text,
  count,
  unit,
  // The plan names no price: the staff do.
  unitFen: unitFen === 0 ? null : unitFen,
  tax: { taxRateBps, taxCode, itemName },
});
const blank = (): DraftLine => ({ key: newKey(), text: '', count: 1, unit: 'sample', unitFen: null, tax: serviceTax });

const isWhole = (line: DraftLine): boolean => line.text.trim() !== '' && line.count > 0 && line.unitFen !== null;
/** Three of something else are three hours. */
const recounted = ({ count, unit }: DraftLine, next: Unit): number =>
  next === unit ? count : next === 'hour' ? count * 60 : unit === 'hour' ? Math.max(Math.round(count / 60), 1) : count;
const amountOf = ({ count, unitFen, unit }: DraftLine): number => countedFen({ count, unitFen: unitFen ?? 0, unit });

function useQuoteForm(order: ServiceOrder, onClose: () => void) {
  const say = servicesMessages.useSay();
  const [lines, setLines] = useState(() => (order.lines.length > 0 ? order.lines : order.suggested).map(draftOf));
  const [promisedOn, setPromisedOn] = useState(order.promisedOn ?? order.wantedBy);
  const [note, setNote] = useState(order.quoteNote);
  const [wasTried, setTried] = useState(false);
  const [key] = useState(newKey);
  const step = useServiceStep(order, key);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (lines.length === 0 || !lines.every(isWhole)) return;
    const sent = lines.map(({ text, count, unit, unitFen, tax }) => ({
      text: text.trim(),
      count,
      unit,
      unitFen,
      ...tax,
    }));
    const body = { lines: sent, note: note.trim(), ...(promisedOn ? { promisedOn } : {}) };
    const after = await step.mutateAsync({ action: 'quote', ...body });
    toast({ title: say('stepDone', { status: say(after.status) }), tone: 'ok' });
    onClose();
  };
  return {
    lines,
    change: (at: string, part: Partial<DraftLine>) =>
      setLines(lines.map((line) => (line.key === at ? { ...line, ...part } : line))),
    remove: (at: string) => setLines(lines.filter((line) => line.key !== at)),
    add: (line: DraftLine = blank()) => setLines([...lines, line]),
    promisedOn,
    setPromisedOn,
    note,
    setNote,
    isFaulty: wasTried && !lines.every(isWhole),
    submit: () => void submit().catch(() => undefined),
    error: step.error,
    isSending: step.isPending,
  };
}

/** Prices an order line by line; it begins with the plan's price of a sample. */
export function QuoteForm({ order, onClose }: { order: ServiceOrder; onClose: () => void }) {
  const say = servicesMessages.useSay();
  const form = useQuoteForm(order, onClose);
  return (
    <Dialog
      isOpen
      size="lg"
      isDismissable={false}
      title={say('quoteTitle', { order: order.orderNo })}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancelForm')}</Button>
          <Button variant="primary" isPending={form.isSending} onPress={form.submit}>
            {say('sendQuote')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {(form.error || form.isFaulty) && (
          <Callout tone="bad" role="alert">
            {form.error?.message ?? say('needLine')}
          </Callout>
        )}
        {form.lines.map((line) => (
          <LineFields
            key={line.key}
            line={line}
            onChange={(part) => form.change(line.key, part)}
            onRemove={form.lines.length > 1 ? () => form.remove(line.key) : undefined}
          />
        ))}
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Adds addable={order.addable} onAdd={form.add} />
          <span className="font-semibold">
            {say('sum')} <Money fen={form.lines.reduce((sum, line) => sum + amountOf(line), 0)} align="inline" />
          </span>
        </div>
        <p className="text-sm text-mut">{say('quoteTax', { items: invoiceItems(form.lines).join(' · ') })}</p>
        <DateField
          label={say('promisedOn')}
          min={parkToday()}
          value={form.promisedOn}
          onChange={form.setPromisedOn}
          className="lg:w-56"
        />
        <TextArea label={say('quoteNote')} rows={2} maxLength={1000} value={form.note} onChange={form.setNote} />
      </div>
    </Dialog>
  );
}

/** How the lines stand on a tax invoice, each name and rate once. */
const invoiceItems = (lines: readonly DraftLine[]): string[] => [
  ...new Set(lines.map(({ tax }) => `${tax.itemName} ${tax.taxRateBps / 100}%`)),
];

/** A line of one's own, or what the plan prices besides; work by the hour can be quoted whatever the plan says. */
function Adds({ addable, onAdd }: { addable: readonly ServiceLine[]; onAdd: (line?: DraftLine) => void }) {
  const say = servicesMessages.useSay();
  const work: DraftLine = { ...blank(), text: say('work'), count: 60, unit: 'hour' };
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" icon="plus" onPress={() => onAdd()}>
        {say('addLine')}
      </Button>
      {!addable.some((line) => line.unit === 'hour') && (
        <Button size="sm" icon="plus" onPress={() => onAdd(work)}>
          {say('work')}
        </Button>
      )}
      {addable.map((line) => (
        <Button key={line.text} size="sm" icon="plus" onPress={() => onAdd(draftOf(line))}>
          {say('addOf', { name: line.text, price: money(line.unitFen), unit: say(line.unit) })}
        </Button>
      ))}
    </span>
  );
}

function LineFields({
  line,
  onChange,
  onRemove,
}: {
  line: DraftLine;
  onChange: (part: Partial<DraftLine>) => void;
  onRemove: (() => void) | undefined;
}) {
  const say = servicesMessages.useSay();
  return (
    <div className="grid items-end gap-2 border-b border-line pb-3 lg:grid-cols-[minmax(0,1fr)_160px_96px_130px_32px]">
      <TextField
        label={say('line')}
        isRequired
        maxLength={200}
        value={line.text}
        onChange={(text) => onChange({ text })}
      />
      <CountField
        label={say('count')}
        min={1}
        unit={line.unit}
        value={line.count}
        onChange={(count) => onChange({ count })}
      />
      <SelectField
        label={say('unit')}
        options={[...new Set([...units, line.unit])].map((id) => ({ id, label: say(id) }))}
        value={line.unit}
        onChange={(unit) => unit && onChange({ unit, count: recounted(line, unit) })}
      />
      <MoneyField
        label={say('unitPrice')}
        isRequired
        value={line.unitFen}
        onChange={(unitFen) => onChange({ unitFen })}
      />
      {onRemove && <IconButton icon="trash" label={say('removeLine')} onPress={onRemove} />}
    </div>
  );
}
