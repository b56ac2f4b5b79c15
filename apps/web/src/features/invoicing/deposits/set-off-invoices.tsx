import { useQuery } from '@tanstack/react-query';
import { Checkbox, Money } from '../../../shared/ui';
import { openFenOf, openInvoicesQuery } from '../invoicing.queries';
import { depositsMessages } from './deposits.messages';

export interface SetOffInvoicesProps {
  readonly companyId: number;
  readonly chosen: readonly number[];
  readonly onChange: (chosen: number[]) => void;
}

/** Which open invoices a set-off pays; with none ticked those due first. */
export function SetOffInvoices({ companyId, chosen, onChange }: SetOffInvoicesProps) {
  const say = depositsMessages.useSay();
  const { data: open = [] } = useQuery(openInvoicesQuery(companyId));
  if (open.length < 2) return null;
  const toggle = (id: number, isChosen: boolean): void =>
    onChange(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <fieldset className="rounded-md border border-line px-3 py-2">
      <legend className="px-1 text-sm text-mut">{say('setOffWhich')}</legend>
      <ul>
        {open.map((invoice) => (
          <li key={invoice.id} className="flex items-center justify-between gap-3">
            <Checkbox isSelected={chosen.includes(invoice.id)} onChange={(isChosen) => toggle(invoice.id, isChosen)}>
              <span className="flex flex-wrap items-baseline gap-x-2">
                <span className="num whitespace-nowrap">{invoice.number}</span>
                <span className="num text-sm whitespace-nowrap text-mut">
                  {say('dueBy', { date: invoice.dueOn ?? '' })}
                </span>
              </span>
            </Checkbox>
            <Money fen={openFenOf(invoice)} align="inline" />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
