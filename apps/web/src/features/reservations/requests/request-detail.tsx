import { useQuery } from '@tanstack/react-query';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, Card, KeyValueList, Money, Skeleton, TextLink } from '../../../shared/ui';
import { PriceLines } from '../price-lines';
import { reservationQuery } from '../reservations.queries';
import type { ReservationRow } from '../reservations.types';
import { ViolationList } from '../violation-list';
import { periodOf } from './request-period';
import { checkQuery, keepsRules } from './requests.queries';
import { requestsMessages } from './requests.messages';

/** One request: who, what for, what the rules say, what it costs, and the two answers. */
export function RequestDetail({
  row,
  onApprove,
  onReject,
  isPending,
}: {
  row: ReservationRow;
  onApprove: () => void;
  onReject: () => void;
  isPending: boolean;
}) {
  const say = requestsMessages.useSay();
  const name = useName();
  const detail = useQuery(reservationQuery(row.id));
  const check = useQuery(checkQuery(row));
  const found = detail.data;
  return (
    <Card
      title={name(row.instrumentZh, row.instrumentEn)}
      actions={<TextLink href={`/reservations/${row.id}`}>{say('open')}</TextLink>}
    >
      <div className="grid gap-4">
        <KeyValueList
          columns={1}
          items={[
            { label: say('company'), value: name(row.companyZh, found?.companyEn) },
            { label: say('applicant'), value: row.memberName },
            { label: say('period'), value: periodOf(row, say) },
            { label: say('total'), value: <Money fen={row.totalFen} align="inline" /> },
            { label: say('purpose'), value: row.purpose || '—' },
            { label: say('project'), value: found?.project || '—' },
            ...(found && found.depositFen > 0
              ? [{ label: say('deposit'), value: <Money fen={found.depositFen} align="inline" /> }]
              : []),
          ]}
        />
        <section>
          <h3 className="mb-1 font-semibold">{say('checks')}</h3>
          {check.isPending && <Skeleton lines={1} />}
          {check.data && keepsRules(check.data) && <Callout tone="ok">{say('checksPass')}</Callout>}
          {check.data && (
            <div className="mt-2 grid gap-2">
              <ViolationList
                violations={check.data.violations.filter((one) => one.code !== 'approval_needed')}
                refusedTitle={say('checksRefuse')}
                noticeTitle={say('checksWarn')}
              />
            </div>
          )}
        </section>
        <section>
          <h3 className="font-semibold">{say('price')}</h3>
          {found ? <PriceLines lines={found.lines} /> : <Skeleton lines={3} />}
        </section>
        <div className="sticky bottom-0 flex gap-2 border-t border-line bg-surface pt-3 max-lg:bottom-14 max-lg:pb-3 max-lg:*:flex-1">
          <Button variant="primary" icon="check" isPending={isPending} onPress={onApprove}>
            {say('approve')}
          </Button>
          <Button variant="secondary" icon="x" onPress={onReject}>
            {say('reject')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
