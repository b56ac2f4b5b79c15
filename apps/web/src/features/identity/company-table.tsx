import { useName } from '../../shared/i18n/messages';
import { Badge, DataTable, EmptyState, Pagination, StatusBadge, type Column } from '../../shared/ui';
import { peopleMessages } from './people.messages';
import type { Company } from './people.queries';
import { useClassName } from './use-class-name';
import { useFound } from './use-found';

export interface CompanyTableProps {
  readonly companies: readonly Company[];
  readonly isLoading: boolean;
  readonly q: string;
  readonly onClear: () => void;
  readonly onEdit: (company: Company) => void;
  readonly onAdd: () => void;
}

const textOf = ({ nameZh, nameEn, creditCode, invoiceEmail }: Company): string =>
  `${nameZh} ${nameEn} ${creditCode} ${invoiceEmail}`;

/** The park's companies. */
export function CompanyTable({ companies, isLoading, q, onClear, onEdit, onAdd }: CompanyTableProps) {
  const say = peopleMessages.useSay();
  const name = useName();
  const { shown, count, page, pages, pagination } = useFound(companies, q, textOf);
  const nobody = (
    <EmptyState
      icon="building"
      title={say('noCompanies')}
      detail={say('noCompaniesDetail')}
      action={{ label: say('addCompany'), onPress: onAdd }}
    />
  );
  const nothing = (
    <EmptyState icon="search" title={say('noneFound')} action={{ label: say('clear'), onPress: onClear }} />
  );
  return (
    <>
      <DataTable
        caption={say('companies')}
        isLoading={isLoading}
        rows={shown}
        rowKey={(company) => String(company.id)}
        onRowAction={onEdit}
        empty={q ? nothing : nobody}
        columns={useColumns()}
        renderCard={(company) => (
          <button
            type="button"
            onClick={() => onEdit(company)}
            className="block w-full rounded-md border border-line bg-surface p-3 text-left"
          >
            <span className="flex items-baseline justify-between gap-2">
              <span className="font-medium">{name(company.nameZh, company.nameEn)}</span>
              <ClassOf company={company} />
            </span>
            <span className="num block text-sm text-mut">{company.creditCode}</span>
            <span className="block text-sm text-mut">
              {[say('memberCount', { count: company.members }), company.invoiceEmail].filter(Boolean).join(' · ')}
            </span>
          </button>
        )}
      />
      <Pagination {...pagination}>{pages > 1 ? say('pageOf', { page, pages, count }) : null}</Pagination>
    </>
  );
}

function ClassOf({ company }: { company: Company }) {
  const say = peopleMessages.useSay();
  const named = useClassName();
  return (
    <span className="inline-flex gap-1">
      <Badge>{named(company.classCode)}</Badge>
      {company.isAffiliated && <Badge tone="warn">{say('affiliated')}</Badge>}
      {company.suspended && <StatusBadge status="blocked">{say('suspended')}</StatusBadge>}
    </span>
  );
}

function useColumns(): Column<Company>[] {
  const say = peopleMessages.useSay();
  const name = useName();
  return [
    {
      key: 'name',
      header: say('nameZh'),
      isRowHeader: true,
      render: (company) => <span className="font-medium">{name(company.nameZh, company.nameEn)}</span>,
    },
    { key: 'code', header: say('creditCode'), render: ({ creditCode }) => <span className="num">{creditCode}</span> },
    { key: 'class', header: say('companyClass'), render: (company) => <ClassOf company={company} /> },
    { key: 'email', header: say('invoiceEmail'), render: ({ invoiceEmail }) => invoiceEmail || '–' },
    { key: 'phone', header: say('phone'), render: ({ phone }) => <span className="num">{phone || '–'}</span> },
    {
      key: 'members',
      header: say('members'),
      align: 'right',
      render: ({ members }) => say('memberCount', { count: members }),
    },
  ];
}
