import type { LineDecision } from '@parkbench/domain';
import { Button, Callout, formatFen, Sheet } from '../../../shared/ui';
import { bankMessages } from './bank.messages';
import type { BankLine } from './bank.queries';
import { absolute, LineFacts } from './line-facts';
import { PartFields } from './part-fields';
import { useDecision, type DecisionForm } from './use-decision';

export interface DecideSheetProps {
  readonly line: BankLine;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onDecide: (decision: LineDecision) => void;
  readonly onAssign: (companyId: number) => void;
  readonly onClose: () => void;
}

/** Says by hand what a line is: whose, which invoices it pays and with how much each, a deposit, prepaid money, a refund, or several of them. */
export function DecideSheet({ line, isPending, error, onDecide, onAssign, onClose }: DecideSheetProps) {
  const say = bankMessages.useSay();
  const form = useDecision(line);
  const { decision, parts } = form;
  const companyId = parts.length === 1 ? (parts[0]?.companyId ?? null) : null;
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('decideTitle', { amount: absolute(line.amountFen) })}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button isDisabled={companyId === null} onPress={() => companyId !== null && onAssign(companyId)}>
            {say('onlyAssign')}
          </Button>
          <Button
            variant="primary"
            isDisabled={decision === null}
            isPending={isPending}
            onPress={() => decision && onDecide(decision)}
          >
            {say('save')}
          </Button>
        </>
      }
    >
      {error && (
        <Callout tone="bad" role="alert" className="mb-3">
          {error.message}
        </Callout>
      )}
      <div className="mb-4 rounded-md border border-line bg-sunken px-3.5 py-2.5">
        <LineFacts line={line} />
      </div>
      <div className="grid gap-4">
        {parts.map((part, index) => (
          <PartFields
            key={part.key}
            part={part}
            no={parts.length > 1 ? index + 1 : null}
            onChange={(change) => form.change(part.key, change)}
            onRemove={() => form.remove(part.key)}
          />
        ))}
      </div>
      {line.amountFen > 0 && <Splitting form={form} />}
    </Sheet>
  );
}

/** What is left of the line, and the way to give it to somebody else too. */
function Splitting({ form: { restFen, add } }: { form: DecisionForm }) {
  const say = bankMessages.useSay();
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button icon="plus" onPress={add}>
        {say('addPart')}
      </Button>
      <p role="status" className={restFen === 0 ? 'text-sm text-mut' : 'num font-medium text-warn'}>
        {restFen === 0
          ? say('addPartHelp')
          : say(restFen > 0 ? 'partsLeft' : 'partsOver', { amount: formatFen(Math.abs(restFen)) })}
      </p>
    </div>
  );
}
