import { useQuery } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import { qualificationsKey, type QualifiedPeople } from './qualifications.queries';

/** Whether the park checks qualifications, and lets unused ones run out. */
export function useKept(): Pick<QualifiedPeople, 'kept' | 'idleDays'> | undefined {
  const { data } = useQuery({
    queryKey: [...qualificationsKey, 'kept'],
    queryFn: ({ signal }) => get<QualifiedPeople>('/qualifications', { limit: 1 }, signal),
    staleTime: 60_000,
  });
  return data;
}
