import { RecentStatements, StatementUpload } from '../../features/invoicing/bank/statement-upload';
import { StatementView } from '../../features/invoicing/bank/statement-view';
import { statementMessages } from '../../features/invoicing/bank/statement.messages';
import { useSearchState } from '../../shared/search-state';
import { LinkButton, PageHeader } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** Importing bank statements; ?id is the one in hand. */
export default function BankImportPage() {
  const say = statementMessages.useSay();
  const [{ id: shown }, change] = useSearchState();
  const id = wholeOf(shown);
  return (
    <>
      <PageHeader
        title={say('title')}
        breadcrumbs={[{ label: say('back'), href: '/payments/bank' }]}
        actions={id === null ? undefined : <LinkButton href="/payments/bank/import">{say('another')}</LinkButton>}
      />
      {id === null ? (
        <>
          <StatementUpload onUploaded={(uploaded) => change({ id: String(uploaded) })} />
          <RecentStatements />
        </>
      ) : (
        <StatementView key={id} id={id} />
      )}
    </>
  );
}
