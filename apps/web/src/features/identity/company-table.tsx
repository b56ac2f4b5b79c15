import { useName } from '../../shared/i18n/messages';
import { Badge, Button, DataTable, EmptyState } from '../../shared/ui';
import { identityMessages } from './identity.messages';
import type { Company } from './people.queries';

/** The park's companies. */
export function CompanyTable({
  companies,
  isLoading,
  onEdit,
  onAdd,
}: {
  companies: readonly Company[];
  isLoading: boolean;
  onEdit: (company: Company) => void;
  onAdd: () => void;
}) {
  const say = identityMessages.useSay();
  const name = useName();
  const className = (company: Company): string =>
    company.classCode === 'incubating' ? say('incubating') : say('standard');
  return (
    <DataTable
      caption={say('companies')}
      isLoading={isLoading}
      rows={[...companies]}
      rowKey={(company) => String(company.id)}
      onRowAction={onEdit}
      empty={
        <EmptyState
          title={say('noCompanies')}
          detail={say('noCompaniesDetail')}
          action={
            <Button variant="primary" onPress={onAdd}>
              {say('addCompany')}
            </Button>
          }
        />
      }
      columns={[
        { key: 'name', header: say('nameZh'), isRowHeader: true, render: (c) => name(c.nameZh, c.nameEn) },
        { key: 'code', header: say('creditCode'), render: (c) => <span className="num">{c.creditCode}</span> },
        { key: 'class', header: say('companyClass'), render: (c) => <Badge tone="plain">{className(c)}</Badge> },
        { key: 'email', header: say('invoiceEmail'), render: (c) => c.invoiceEmail || '—' },
        {
          key: 'members',
          header: say('members'),
          align: 'right',
          render: (c) => say('memberCount', { count: c.members }),
        },
      ]}
      renderCard={(c) => (
        <button
          type="button"
          onClick={() => onEdit(c)}
          className="block w-full rounded-md border border-line bg-surface p-3 text-left"
        >
          <span className="block font-medium">{name(c.nameZh, c.nameEn)}</span>
          <span className="num block text-sm text-mut">{c.creditCode}</span>
          <span className="block text-sm text-mut">
            {className(c)} · {say('memberCount', { count: c.members })}
          </span>
        </button>
      )}
    />
  );
}
