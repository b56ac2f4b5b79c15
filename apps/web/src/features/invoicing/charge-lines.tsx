import { Fragment, useId, useState, type ReactNode } from 'react';
import { monthName } from '../../shared/format/format';
import { useLanguage } from '../../shared/i18n/language';
import { useName } from '../../shared/i18n/messages';
import { Button, Icon, Money, TextLink, useIsDesktop } from '../../shared/ui';
import { explainMessages } from './explain.messages';
import { percent } from './explain-line';
import { invoicingMessages } from './invoicing.messages';
import type { ChargeLine } from '../../shared/charge-line';
import type { Sums } from './invoicing.queries';
import { LineExplanation } from './line-explanation';

type Totals = Omit<Sums, 'paidFen'>;

export interface ChargeLinesProps {
  readonly lines: readonly ChargeLine[];
  readonly totals: Totals;
  readonly byRate?: readonly (Totals & { readonly taxRateBps: number })[];
}

interface Opened {
  readonly isOpen: (index: number) => boolean;
  readonly toggle: (index: number) => void;
}

function useOpened(count: number): Opened & { readonly allOpen: boolean; readonly toggleAll: () => void } {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const allOpen = count > 0 && open.size === count;
  return {
    allOpen,
    isOpen: (index) => open.has(index),
    toggle: (index) =>
      setOpen((was) => (was.has(index) ? new Set([...was].filter((i) => i !== index)) : new Set([...was, index]))),
    toggleAll: () => setOpen(allOpen ? new Set() : new Set(Array.from({ length: count }, (_, index) => index))),
  };
}

/** Lines of an invoice with their sums; each line says on demand why its amount is what it is. */
export function ChargeLines({ lines, totals, byRate = [] }: ChargeLinesProps) {
  const say = invoicingMessages.useSay();
  const isDesktop = useIsDesktop();
  const opened = useOpened(lines.length);
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-2">
        <span className="text-xs text-mut">{say('unit')}</span>
        {lines.length > 1 && (
          <Button variant="ghost" size="sm" icon="help" onPress={opened.toggleAll}>
            {say(opened.allOpen ? 'explainNone' : 'explainAll')}
          </Button>
        )}
      </div>
      {isDesktop ? (
        <LineTable lines={lines} totals={totals} byRate={byRate} opened={opened} />
      ) : (
        <LineCards lines={lines} totals={totals} opened={opened} />
      )}
    </div>
  );
}

/** Instrument, number, month; and the way to the reservation that owes it. */
function LineSubject({ line }: { line: ChargeLine }) {
  const say = invoicingMessages.useSay();
  const name = useName();
  return (
    <span className="num block text-sm text-mut">
      <span className="text-ink">{name(line.instrumentZh, line.instrumentEn)}</span>
      {[line.assetNo, monthName(line.month)].filter(Boolean).map((fact) => (
        <Fragment key={fact}>
          {' · '}
          <span className="whitespace-nowrap">{fact}</span>
        </Fragment>
      ))}
      {line.sourceKind === 'reservation' && (
        <>
          {' · '}
          <TextLink href={`/reservations/${line.sourceId}`} className="whitespace-nowrap underline!">
            {say('reservation', { id: String(line.sourceId) })}
          </TextLink>
        </>
      )}
    </span>
  );
}

function WhyButton({ isOpen, controls, onToggle }: { isOpen: boolean; controls: string; onToggle: () => void }) {
  const say = explainMessages.useSay();
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? controls : undefined}
      onClick={onToggle}
      className="inline-flex min-h-6 items-center gap-1 rounded-sm text-sm text-brand-strong outline-offset-2 outline-brand hover:underline focus-visible:outline-2 max-lg:min-h-11"
    >
      <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={14} />
      {say('why')}
    </button>
  );
}

const head = 'whitespace-nowrap border-y border-ink px-2 py-1.5 text-left text-sm font-normal text-mut';
const cell = 'border-b border-line px-2 py-2 align-top';
const figure = 'num text-right whitespace-nowrap';

function LineTable({ lines, totals, byRate, opened }: Required<ChargeLinesProps> & { opened: Opened }) {
  const say = invoicingMessages.useSay();
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{say('lines')}</caption>
      <thead>
        <tr>
          <th scope="col" className={`${head} w-10 text-center`}>
            {say('lineNo')}
          </th>
          <th scope="col" className={`${head} w-full`}>
            {say('item')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {say('net')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {say('rate')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {say('tax')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {say('gross')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <LineRows
            key={index}
            line={line}
            no={index + 1}
            isOpen={opened.isOpen(index)}
            onToggle={() => opened.toggle(index)}
          />
        ))}
      </tbody>
      <tfoot>
        <SumRow label={say('sum')} sums={totals} className="font-semibold" />
        {byRate.length > 1 &&
          byRate.map((sums) => (
            <SumRow
              key={sums.taxRateBps}
              label={say('atRate', { rate: percent(sums.taxRateBps) })}
              sums={sums}
              className="text-sm text-mut"
            />
          ))}
      </tfoot>
    </table>
  );
}

function LineRows({
  line,
  no,
  isOpen,
  onToggle,
}: {
  line: ChargeLine;
  no: number;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const lang = useLanguage();
  const id = useId();
  const border = isOpen ? 'px-2 pt-2 align-top' : cell;
  return (
    <>
      <tr>
        <td className={`${border} num text-center text-mut`}>{no}</td>
        <th scope="row" className={`${border} text-left font-normal`}>
          <span lang="zh-CN" className="block font-medium">
            {line.itemName}
          </span>
          <LineSubject line={line} />
          <span className="flex flex-wrap items-center gap-x-3">
            <span className="num text-sm">{line.explanation[lang]}</span>
            <WhyButton isOpen={isOpen} controls={id} onToggle={onToggle} />
          </span>
        </th>
        <td className={`${border} ${figure}`}>
          <Money fen={line.netFen} />
        </td>
        <td className={`${border} ${figure}`}>{percent(line.taxRateBps)}%</td>
        <td className={`${border} ${figure}`}>
          <Money fen={line.taxFen} />
        </td>
        <td className={`${border} ${figure} font-medium`}>
          <Money fen={line.amountFen} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td className="border-b border-line" />
          <td colSpan={5} className="border-b border-line px-2 pt-1 pb-3">
            <LineExplanation id={id} line={line} />
          </td>
        </tr>
      )}
    </>
  );
}

function SumRow({ label, sums, className }: { label: ReactNode; sums: Totals; className: string }) {
  return (
    <tr className={className}>
      <td colSpan={2} className="px-2 py-1.5">
        {label}
      </td>
      <td className="px-2">
        <Money fen={sums.netFen} />
      </td>
      <td />
      <td className="px-2">
        <Money fen={sums.taxFen} />
      </td>
      <td className="px-2">
        <Money fen={sums.grossFen} />
      </td>
    </tr>
  );
}

function LineCards({ lines, totals, opened }: Omit<ChargeLinesProps, 'byRate'> & { opened: Opened }) {
  const say = invoicingMessages.useSay();
  return (
    <>
      <ol aria-label={say('lines')} className="border-t border-ink">
        {lines.map((line, index) => (
          <LineCard key={index} line={line} isOpen={opened.isOpen(index)} onToggle={() => opened.toggle(index)} />
        ))}
      </ol>
      <dl className="grid grid-cols-2 gap-y-1 py-2">
        <dt className="text-mut">{say('net')}</dt>
        <dd>
          <Money fen={totals.netFen} />
        </dd>
        <dt className="text-mut">{say('tax')}</dt>
        <dd>
          <Money fen={totals.taxFen} />
        </dd>
        <dt className="font-semibold">{say('sum')}</dt>
        <dd className="font-semibold">
          <Money fen={totals.grossFen} />
        </dd>
      </dl>
    </>
  );
}

function LineCard({ line, isOpen, onToggle }: { line: ChargeLine; isOpen: boolean; onToggle: () => void }) {
  const say = invoicingMessages.useSay();
  const lang = useLanguage();
  const id = useId();
  return (
    <li className="border-b border-line py-2">
      <div className="flex items-baseline justify-between gap-3">
        <span lang="zh-CN" className="font-medium">
          {line.itemName}
        </span>
        <Money fen={line.amountFen} className="font-medium" />
      </div>
      <LineSubject line={line} />
      <span className="num block text-sm">{line.explanation[lang]}</span>
      <span className="num block text-xs text-mut">
        {say('rate')} {percent(line.taxRateBps)}% · {say('tax')} <Money fen={line.taxFen} align="inline" />
      </span>
      <WhyButton isOpen={isOpen} controls={id} onToggle={onToggle} />
      {isOpen && <LineExplanation id={id} line={line} />}
    </li>
  );
}
