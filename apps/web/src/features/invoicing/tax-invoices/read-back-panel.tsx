import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Callout, Card, FilePicker, Money, TextLink, toast, type Tone } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { readingQuery, type TaxReading, type TaxReadingRow, useConfirmRow, useReadBack } from './tax.queries';

const tones: Record<TaxReadingRow['outcome'], Tone> = {
  matched: 'ok',
  red: 'ok',
  confirmed: 'ok',
  ambiguous: 'warn',
  unreadable: 'bad',
  already: 'off',
  unknown: 'off',
};
const outcomes = ['ambiguous', 'unreadable', 'matched', 'red', 'confirmed', 'already', 'unknown'] as const;

export interface ReadBackPanelProps {
  readonly readingId: number | null;
  readonly onRead: (id: number) => void;
}

/** Takes the bureau's file and shows what matched; rows that are not beyond doubt are confirmed here. */
export function ReadBackPanel({ readingId, onRead }: ReadBackPanelProps) {
  const say = taxMessages.useSay();
  const read = useReadBack();
  const take = ([file]: File[]): void => {
    if (file) read.mutate(file, { onSuccess: ({ id }) => onRead(id) });
  };
  return (
    <Card title={say('readBack')}>
      <div className="grid gap-3">
        <FilePicker
          label={say('readUpload')}
          description={say('readHint')}
          buttonLabel={say('readUpload')}
          accept={['.xlsx', '.xml']}
          isDisabled={read.isPending}
          onSelect={take}
        />
        {read.error && (
          <Callout tone="bad" role="alert" title={say('readFailed')}>
            {read.error.message}
          </Callout>
        )}
        {readingId !== null && <Reading id={readingId} />}
      </div>
    </Card>
  );
}

function Reading({ id }: { id: number }) {
  const say = taxMessages.useSay();
  const { data, error } = useQuery(readingQuery(id));
  if (error) return <Callout tone="bad">{error.message}</Callout>;
  if (!data) return null;
  return (
    <section aria-label={say('readFile', { name: data.fileName })} className="grid gap-2">
      <h3 className="wrap-anywhere font-semibold">{say('readFile', { name: data.fileName })}</h3>
      <p className="flex flex-wrap gap-1.5" role="status">
        {outcomes
          .filter((outcome) => (data.counts[outcome] ?? 0) > 0)
          .map((outcome) => (
            <Badge key={outcome} tone={tones[outcome]}>
              {say(`out_${outcome}`)} <span className="num">{data.counts[outcome]}</span>
            </Badge>
          ))}
      </p>
      <ul className="border-t border-line">
        {data.rows.slice(0, 200).map((row) => (
          <MatchRow key={row.rowNo} reading={data} row={row} />
        ))}
      </ul>
    </section>
  );
}

const doubts = ['no_number', 'buyer_differs', 'gross_differs', 'several', 'has_other_number'] as const;

function MatchRow({ reading, row }: { reading: TaxReading; row: TaxReadingRow }) {
  const say = taxMessages.useSay();
  const said = doubts.filter((doubt) => row.doubts.includes(doubt)).map((doubt) => say(`doubt_${doubt}`));
  return (
    <li className="grid gap-1 border-b border-line py-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="num wrap-anywhere">{row.number}</span>
        <Money fen={row.grossFen} align="inline" />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge tone={tones[row.outcome]}>{say(`out_${row.outcome}`)}</Badge>
        <span className="num text-mut">{row.issuedOn}</span>
        <span className="text-mut">{row.buyerName}</span>
        {row.ourNumber !== null && row.invoiceId !== null && (
          <TextLink href={`/invoices/${row.invoiceId}`} className="num underline!">
            {row.ourNumber}
          </TextLink>
        )}
      </div>
      {said.length > 0 && <p className="text-sm text-warn">{said.join(' · ')}</p>}
      {row.outcome === 'unreadable' && <p className="text-sm text-bad">{say('unreadableHint')}</p>}
      {row.outcome === 'ambiguous' && <Candidates reading={reading} row={row} />}
    </li>
  );
}

/** The statements it may be; one press says which. */
function Candidates({ reading, row }: { reading: TaxReading; row: TaxReadingRow }) {
  const say = taxMessages.useSay();
  const confirm = useConfirmRow(reading.id);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {row.candidates.map((one) => (
        <Button
          key={one.invoiceId}
          size="sm"
          isPending={confirm.isPending}
          onPress={() =>
            confirm.mutate(
              { rowNo: row.rowNo, invoiceId: one.invoiceId },
              { onSuccess: () => toast({ title: say('confirmed', { number: one.number }), tone: 'ok' }) },
            )
          }
        >
          {say('confirm', { number: one.number })}
        </Button>
      ))}
      {confirm.error && (
        <p role="alert" className="text-sm text-bad">
          {confirm.error.message}
        </p>
      )}
    </div>
  );
}
