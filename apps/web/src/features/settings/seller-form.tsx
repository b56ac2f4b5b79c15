import { isCreditCode } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, Card, Skeleton, TextField, toast } from '../../shared/ui';
import { sellerMessages } from './seller.messages';
import { sellerQuery, type SellerData, useSaveSeller } from './settings.queries';

const fields = ['nameZh', 'nameEn', 'creditCode', 'phone', 'address', 'bankName', 'bankAccount'] as const;
const most = { nameZh: 100, nameEn: 100, creditCode: 18, phone: 50, address: 100, bankName: 100, bankAccount: 60 };

/** The park as the seller: on its invoices, credit notes and receipts, and in files for the tax bureau. */
export function SellerForm() {
  const say = sellerMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(sellerQuery);
  if (data) return <Form key={data.version} read={data} />;
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return <Skeleton lines={6} lineHeight={40} />;
}

function Form({ read }: { read: SellerData }) {
  const say = sellerMessages.useSay();
  const [draft, setDraft] = useState(read);
  const save = useSaveSeller();
  const code = draft.creditCode.trim().toUpperCase();
  const wrong = code !== '' && !isCreditCode(code) ? say('creditCodeWrong') : undefined;
  const isChanged = fields.some((key) => draft[key].trim() !== read[key]);
  return (
    <Card title={say('title')}>
      <form
        className="grid max-w-[760px] gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) save.mutate(draft, { onSuccess: () => toast({ title: say('saved'), tone: 'ok' }) });
        }}
      >
        <p className="text-mut">{say('hint')}</p>
        {save.error && (
          <Callout tone="bad" role="alert">
            {save.error.message}
          </Callout>
        )}
        <div className="grid gap-3 lg:grid-cols-2">
          {fields.map((key) => (
            <TextField
              key={key}
              label={say(key)}
              description={key === 'nameZh' ? say('nameHint') : undefined}
              maxLength={most[key]}
              value={draft[key]}
              onChange={(text) => setDraft({ ...draft, [key]: text })}
              error={key === 'creditCode' ? wrong : undefined}
            />
          ))}
        </div>
        <div>
          <Button type="submit" variant="primary" isDisabled={!isChanged || Boolean(wrong)} isPending={save.isPending}>
            {say('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
