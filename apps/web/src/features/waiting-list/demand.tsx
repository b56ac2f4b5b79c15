import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDate } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import {
  Button,
  Callout,
  Card,
  DataTable,
  EmptyState,
  NumberField,
  TextLink,
  toast,
  type Column,
} from '../../shared/ui';
import { waitingListMessages } from './waiting-list.messages';
import { demandQuery, setTerms, termsQuery, waitingListKey } from './waiting-list.queries';
import type { Demand, HoldTerms } from './waiting-list.types';

/** What is waited for, added up by instrument and category; and how long offers are held. */
export function DemandView() {
  const say = waitingListMessages.useSay();
  const columns = useColumns();
  const demand = useQuery(demandQuery);
  const terms = useQuery(termsQuery);
  if (demand.isError && !demand.data)
    return (
      <LoadFailed
        title={say('failed')}
        error={demand.error}
        onRetry={() => void demand.refetch()}
        isRetrying={demand.isFetching}
      />
    );
  return (
    <div className="grid gap-4">
      <DataTable
        caption={say('demandLabel')}
        columns={columns}
        rows={demand.data ?? []}
        rowKey={(one) => `${one.instrumentId ?? ''}:${one.nameZh}`}
        isLoading={demand.isPending}
        empty={<EmptyState icon="grid" title={say('demandEmpty')} detail={say('demandEmptyDetail')} />}
        renderCard={(one) => <DemandCard one={one} />}
      />
      {terms.data && <TermsForm terms={terms.data} />}
    </div>
  );
}

function What({ one }: { one: Demand }) {
  const say = waitingListMessages.useSay();
  const name = useName();
  if (one.instrumentId === null)
    return (
      <span>
        {name(one.nameZh, one.nameEn)} <span className="text-xs text-mut">{say('demandAny')}</span>
      </span>
    );
  return (
    <TextLink href={`/i/${one.instrumentId}`}>
      {name(one.nameZh, one.nameEn)} <span className="num text-mut">{one.assetNo}</span>
    </TextLink>
  );
}

const hoursText = ({ sessionHours }: Demand): string =>
  sessionHours > 0 ? waitingListMessages.say('hours', { count: String(Math.round(sessionHours * 10) / 10) }) : '—';
const monthsText = ({ rentalMonths }: Demand): string =>
  rentalMonths > 0 ? waitingListMessages.say('monthsOf', { count: rentalMonths }) : '—';

function useColumns(): Column<Demand>[] {
  const say = waitingListMessages.useSay();
  const figure = (key: string, header: string, of: (one: Demand) => string | number): Column<Demand> => ({
    key,
    header,
    align: 'right',
    render: (one) => <span className="num">{of(one)}</span>,
  });
  return [
    { key: 'what', header: say('what'), isRowHeader: true, render: (one) => <What one={one} /> },
    figure('waiting', say('demandWaiting'), (one) => one.waiting),
    figure('missed', say('demandMissed'), (one) => one.missed),
    figure('companies', say('demandCompanies'), (one) => one.companies),
    figure('hours', say('demandHours'), hoursText),
    figure('months', say('demandMonths'), monthsText),
    figure('oldest', say('demandOldest'), (one) => parkDate(one.oldest)),
  ];
}

function DemandCard({ one }: { one: Demand }) {
  const say = waitingListMessages.useSay();
  return (
    <article className="grid gap-1 rounded-md border border-line bg-surface p-3">
      <What one={one} />
      <p className="num text-sm text-mut">
        {say('demandWaiting')} {one.waiting} · {say('demandMissed')} {one.missed} · {say('demandCompanies')}{' '}
        {one.companies} · {hoursText(one)} · {monthsText(one)}
      </p>
    </article>
  );
}

function TermsForm({ terms }: { terms: HoldTerms }) {
  const say = waitingListMessages.useSay();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<{ sessionMinutes: number | null; rentalHours: number | null }>(terms);
  const { sessionMinutes, rentalHours } = draft;
  const saving = useMutation({
    mutationFn: (wanted: HoldTerms) => setTerms(wanted),
    onSuccess: () => {
      toast({ tone: 'ok', title: say('saved') });
      void queries.invalidateQueries({ queryKey: [...waitingListKey, 'terms'] });
    },
  });
  const isSame = sessionMinutes === terms.sessionMinutes && rentalHours === terms.rentalHours;
  return (
    <Card title={say('terms')}>
      <p className="mb-3 text-sm text-mut">{say('termsDetail')}</p>
      <div className="flex flex-wrap items-end gap-3">
        <NumberField
          label={say('termsSession')}
          className="w-[180px] max-lg:w-full"
          unit={say('unitMinutes')}
          min={2}
          max={1440}
          value={sessionMinutes}
          onChange={(next) => setDraft({ ...draft, sessionMinutes: next })}
        />
        <NumberField
          label={say('termsRental')}
          className="w-[180px] max-lg:w-full"
          unit={say('unitHours')}
          min={1}
          max={168}
          value={rentalHours}
          onChange={(next) => setDraft({ ...draft, rentalHours: next })}
        />
        <Button
          className="max-lg:w-full"
          isDisabled={isSame || sessionMinutes === null || rentalHours === null}
          isPending={saving.isPending}
          onPress={() =>
            sessionMinutes !== null && rentalHours !== null && saving.mutate({ sessionMinutes, rentalHours })
          }
        >
          {say('save')}
        </Button>
      </div>
      {saving.error && (
        <Callout tone="bad" role="alert" className="mt-3" title={say('notSaved')}>
          {saving.error.message}
        </Callout>
      )}
    </Card>
  );
}
