import { useQuery } from '@tanstack/react-query';
import { useName } from '../../shared/i18n/messages';
import { companyClassesQuery } from './people.queries';

/** The name of a company class by its code; the code itself until the names are there. */
export function useClassName(): (code: string) => string {
  const name = useName();
  const { data: classes = [] } = useQuery(companyClassesQuery);
  return (code) => {
    const found = classes.find((one) => one.code === code);
    return found ? name(found.nameZh, found.nameEn) : code;
  };
}
