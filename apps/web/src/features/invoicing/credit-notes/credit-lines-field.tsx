import { useName } from '../../../shared/i18n/messages';
import { monthName } from '../../../shared/format/format';
import { Button, Checkbox, formatFen, MoneyField } from '../../../shared/ui';
import type { Invoice } from '../invoicing.queries';
import { creditMessages } from './credit-notes.messages';
import type { CreditForm } from './use-credit-form';

/** Lines of the invoice to choose from, each with what is left of it and the amount to credit. */
export function CreditLinesField({ invoice, form }: { invoice: Invoice; form: CreditForm }) {
  const say = creditMessages.useSay();
  const { draft, known } = form;
  const isWhole = draft.reason === 'wrong_invoice';
  const left = new Map(known.lines.map((line) => [line.lineNo, line.leftFen]));
  const open = invoice.lines.filter((line) => (left.get(line.lineNo) ?? 0) !== 0);
  return (
    <fieldset className="min-w-0">
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <legend className="font-medium">{say('lines')}</legend>
        {!isWhole && open.length > 0 && (
          <Button size="sm" variant="ghost" onPress={form.takeAll}>
            {say('all', { left: formatFen(known.leftFen) })}
          </Button>
        )}
      </div>
      {isWhole && <p className="mb-1 text-sm text-mut">{say('wholeOnly')}</p>}
      {form.faults.none && (
        <p role="alert" className="mb-1 text-sm text-bad">
          {say(form.faults.none)}
        </p>
      )}
      <ul className="border-t border-line">
        {open.map((line) => (
          <LineRow key={line.lineNo} line={line} leftFen={left.get(line.lineNo) ?? 0} form={form} />
        ))}
      </ul>
    </fieldset>
  );
}

function LineRow({ line, leftFen, form }: { line: Invoice['lines'][number]; leftFen: number; form: CreditForm }) {
  const say = creditMessages.useSay();
  const name = useName();
  const { draft, change, faults } = form;
  const isWhole = draft.reason === 'wrong_invoice';
  const isTaken = draft.amounts.has(line.lineNo);
  const fault = faults.lines.get(line.lineNo);
  const set = (fen: number | null | undefined): void => {
    const amounts = new Map(draft.amounts);
    if (fen === undefined) amounts.delete(line.lineNo);
    else amounts.set(line.lineNo, fen);
    change({ amounts });
  };
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-x-2 gap-y-1 border-b border-line py-1.5 lg:grid-cols-[auto_1fr_150px]">
      <Checkbox
        aria-label={say('take', { no: line.lineNo })}
        isSelected={isTaken}
        isDisabled={isWhole}
        onChange={(on) => set(on ? leftFen : undefined)}
      />
      <span className="min-w-0 pt-0.5">
        <span lang="zh-CN">{line.itemName}</span>
        <span className="num block text-sm text-mut">
          {[say('line', { no: line.lineNo }), name(line.instrumentZh, line.instrumentEn), monthName(line.month)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="num block text-sm text-mut">{say('left', { left: formatFen(leftFen) })}</span>
      </span>
      {isTaken && (
        <div className="max-lg:col-start-2">
          {isWhole ? (
            <p className="num text-right">{formatFen(leftFen)}</p>
          ) : (
            <MoneyField
              label={say('amountOf', { no: line.lineNo })}
              hideLabel
              allowNegative={leftFen < 0}
              value={draft.amounts.get(line.lineNo) ?? null}
              onChange={set}
              error={fault && say(fault, { left: formatFen(leftFen) })}
            />
          )}
        </div>
      )}
    </li>
  );
}
