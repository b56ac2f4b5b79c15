import { useQuery } from '@tanstack/react-query';
import { Callout, Card, RadioGroup, Skeleton, toast } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { type TaxTerms, taxTermsQuery, useSetTerms } from './tax.queries';

/** Which invoice a company gets, and how it books costs; each choice is kept at once. */
export function TaxTermsFields({ companyId }: { companyId: number }) {
  const say = taxMessages.useSay();
  const { data, error } = useQuery(taxTermsQuery(companyId));
  const save = useSetTerms(companyId);
  if (error) return <Callout tone="bad">{error.message}</Callout>;
  if (!data) return <Skeleton lines={3} />;
  const set = (change: Partial<TaxTerms>): void =>
    save.mutate({ ...data, ...change }, { onSuccess: () => toast({ title: say('saved'), tone: 'ok' }) });
  return (
    <div className="grid gap-3">
      {save.error && (
        <Callout tone="bad" role="alert">
          {save.error.message}
        </Callout>
      )}
      <RadioGroup
        label={say('kind')}
        description={say('kindHint')}
        value={data.taxInvoiceKind}
        onChange={(taxInvoiceKind) => set({ taxInvoiceKind })}
        options={[
          { id: 'special', label: say('kindSpecial') },
          { id: 'ordinary', label: say('kindOrdinary') },
        ]}
      />
      <RadioGroup
        label={say('taxpayer')}
        description={say('taxpayerHint')}
        value={data.taxpayer}
        onChange={(taxpayer) => set({ taxpayer })}
        options={[
          { id: 'general', label: say('general') },
          { id: 'small', label: say('small') },
        ]}
      />
    </div>
  );
}

/** The same as a card of a company's own page. */
export function TaxTermsCard({ companyId }: { companyId: number }) {
  const say = taxMessages.useSay();
  return (
    <Card title={say('terms')} className="mt-4">
      <TaxTermsFields companyId={companyId} />
    </Card>
  );
}
