import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, type Language } from '../../../shared/i18n/language';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, DateRangeField, LinkButton, Sheet, Skeleton, type DaySpan } from '../../../shared/ui';
import { accountMessages } from './statement.messages';
import { spanOf, spans, statementPdf, statementQuery } from './statement.queries';
import { StatementView } from './statement-view';

interface StatementProps {
  readonly companyId: number;
}

/** Opens a company's statement of account: on the page to look at, as PDF to be stamped. */
export function StatementButton({ companyId }: StatementProps) {
  const say = accountMessages.useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="invoice" onPress={() => setOpen(true)}>
        {say('open')}
      </Button>
      {isOpen && <StatementSheet companyId={companyId} onClose={() => setOpen(false)} />}
    </>
  );
}

function StatementSheet({ companyId, onClose }: StatementProps & { onClose: () => void }) {
  const say = accountMessages.useSay();
  const [span, setSpan] = useState<DaySpan | null>(() => spanOf('thisYear'));
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('title')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('close')}</Button>
          {span && <Downloads companyId={companyId} span={span} />}
        </>
      }
    >
      <p className="mb-3 text-mut">{say('hint')}</p>
      <div className="mb-4 grid gap-2">
        <DateRangeField label={say('period')} value={span} onChange={setSpan} />
        <div className="flex flex-wrap gap-2">
          {spans.map((which) => (
            <Button key={which} size="sm" onPress={() => setSpan(spanOf(which))}>
              {say(which)}
            </Button>
          ))}
        </div>
      </div>
      <Content companyId={companyId} span={span} />
    </Sheet>
  );
}

function Downloads({ companyId, span }: StatementProps & { span: DaySpan }) {
  const say = accountMessages.useSay();
  const own = useLanguage();
  const other: Language = own === 'zh' ? 'en' : 'zh';
  return ([other, own] as const).map((lang) => (
    <LinkButton
      key={lang}
      variant={lang === own ? 'primary' : 'secondary'}
      icon="download"
      target="_blank"
      href={statementPdf(companyId, span, lang)}
    >
      {say(lang === 'zh' ? 'pdfZh' : 'pdfEn')}
    </LinkButton>
  ));
}

function Content({ companyId, span }: StatementProps & { span: DaySpan | null }) {
  const say = accountMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(statementQuery(companyId, span));
  if (span === null) return <p className="text-mut">{say('choosePeriod')}</p>;
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return data ? <StatementView statement={data} /> : <Skeleton lines={8} lineHeight={36} />;
}
