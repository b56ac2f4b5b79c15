import { useQuery } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import { useName } from '../../shared/i18n/messages';
import { ComboBoxField } from '../../shared/ui';
import { actMessages } from './board/board-act.messages';
import { reservationsKey } from './reservations.queries';

interface Company {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly suspended: boolean;
}

export interface CompanyFieldProps {
  readonly label: string;
  readonly className?: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** For which company staff reserve; one that is suspended cannot be chosen. */
export function CompanyField({ label, className, value, onChange }: CompanyFieldProps) {
  const say = actMessages.useSay();
  const name = useName();
  const { data } = useQuery({
    queryKey: [...reservationsKey, 'companies'],
    queryFn: ({ signal }) => get<{ items: readonly Company[] }>('/companies', {}, signal),
    staleTime: 60_000,
  });
  return (
    <ComboBoxField
      label={label}
      className={className}
      placeholder={say('companyPlaceholder')}
      isRequired
      value={value}
      onChange={onChange}
      options={(data?.items ?? []).map((one) => ({
        id: String(one.id),
        label: name(one.nameZh, one.nameEn),
        isDisabled: one.suspended,
      }))}
    />
  );
}
