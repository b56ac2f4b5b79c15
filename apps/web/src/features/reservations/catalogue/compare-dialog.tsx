import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Dialog, IconButton, LinkButton, Skeleton } from '../../../shared/ui';
import { instrumentQuery } from '../reservations.queries';
import type { Instrument } from '../instruments.types';
import { statusMessages } from '../status.messages';
import { compareMessages } from './compare.messages';
import type { CompareProps } from './compare.types';

interface Fact {
  readonly label: string;
  /** Left out where none of them has it. */
  readonly isRare?: true;
  readonly value: (one: Instrument) => ReactNode;
}

function useFacts(): Fact[] {
  const say = compareMessages.useSay();
  const status = statusMessages.useSay();
  const name = useName();
  const or = (text: string | null | undefined): string => text || say('none');
  const fen = (amount: number | null | undefined): string => (amount == null ? say('none') : money(amount));
  const lowest = (one: Instrument): number | undefined =>
    one.ratePlan?.hourly.map((rate) => rate.hourlyFen).sort((a, b) => a - b)[0];
  const modes = (one: Instrument): string =>
    [one.opensRental && status('rental'), one.opensSession && status('session'), one.opensRun && status('run')]
      .filter(Boolean)
      .join(' · ');
  const terms = (one: Instrument): string =>
    [one.approvalRequired && say('approval'), one.trainingRequired && say('training')].filter(Boolean).join(' · ');
  return [
    { label: say('monthly'), value: (one) => (one.opensRental ? fen(one.ratePlan?.monthlyFen) : say('none')) },
    { label: say('hourly'), value: (one) => (one.opensSession ? fen(lowest(one)) : say('none')) },
    {
      label: say('day'),
      isRare: true,
      value: (one) => (one.opensSession ? fen(one.ratePlan?.dayFen) : say('none')),
    },
    { label: say('run'), isRare: true, value: (one) => (one.opensRun ? fen(one.ratePlan?.runFen) : say('none')) },
    {
      label: say('sample'),
      isRare: true,
      value: (one) => (one.opensRun ? fen(one.ratePlan?.sampleFen) : say('none')),
    },
    { label: say('modes'), value: modes },
    {
      label: say('minMonths'),
      value: (one) => (one.opensRental ? say('months', { count: one.minMonths }) : say('none')),
    },
    { label: say('terms'), value: (one) => terms(one) || say('noTerms') },
    { label: say('model'), value: (one) => or(one.model) },
    { label: say('manufacturer'), value: (one) => or(one.manufacturer) },
    { label: say('category'), value: (one) => name(one.category.nameZh, one.category.nameEn) },
    { label: say('location'), value: (one) => or(one.location) },
    { label: say('keeper'), value: (one) => or(one.keeper) },
    { label: say('calibration'), value: (one) => or(one.calibrationValidUntil) },
    {
      label: say('specifications'),
      value: (one) => <span className="whitespace-pre-line">{or(one.specifications)}</span>,
    },
  ];
}

/** Up to four instruments beside each other, one fact a line. */
export default function CompareDialog({ chosen, onChange, onClose }: CompareProps & { onClose: () => void }) {
  const say = compareMessages.useSay();
  const found = useQueries({ queries: chosen.map(instrumentQuery) }).flatMap(({ data }) => data ?? []);
  return (
    <Dialog title={say('compareTitle')} size="lg" isOpen onOpenChange={(open) => !open && onClose()}>
      {found.length < chosen.length ? (
        <Skeleton lines={8} />
      ) : (
        <div className="overflow-x-auto" role="region" aria-label={say('compareTitle')} tabIndex={0}>
          <CompareTable found={found} onRemove={(id) => onChange(chosen.filter((one) => one !== id))} />
        </div>
      )}
    </Dialog>
  );
}

interface CompareTableProps {
  readonly found: readonly Instrument[];
  readonly onRemove: (id: number) => void;
}

function CompareTable({ found, onRemove }: CompareTableProps) {
  const say = compareMessages.useSay();
  const none = say('none');
  const facts = useFacts().filter(({ isRare, value }) => !isRare || found.some((one) => value(one) !== none));
  return (
    <table className="w-full min-w-[560px] text-sm [&_td]:border-t [&_td]:border-line [&_td]:px-2 [&_td]:py-1.5 [&_td]:align-top [&_th]:px-2 [&_th]:py-1.5 [&_th]:text-left">
      <thead>
        <CompareHead {...{ found, onRemove }} />
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.label}>
            <th scope="row" className="border-t border-line font-normal whitespace-nowrap text-mut">
              {fact.label}
            </th>
            {found.map((one) => (
              <td key={one.id} className="num">
                {fact.value(one)}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <td />
          {found.map((one) => (
            <td key={one.id}>
              <LinkButton size="sm" href={`/i/${one.id}`}>
                {say('book')}
              </LinkButton>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function CompareHead({ found, onRemove }: CompareTableProps) {
  const say = compareMessages.useSay();
  const name = useName();
  return (
    <tr>
      <td className="border-t-0!" />
      {found.map((one) => (
        <th key={one.id} scope="col" className="align-top">
          <span className="flex items-start justify-between gap-1">
            {name(one.nameZh, one.nameEn)}
            <IconButton
              size="sm"
              icon="x"
              label={say('compareRemove', { name: name(one.nameZh, one.nameEn) })}
              onPress={() => onRemove(one.id)}
            />
          </span>
          <span className="num block font-normal text-mut">{one.assetNo}</span>
        </th>
      ))}
    </tr>
  );
}
