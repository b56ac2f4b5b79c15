import { type QueryClient, queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { del, get, post } from '../../shared/api/client';
import { ProblemError } from '../../shared/api/problem';
import { setParkZone } from '../../shared/format/format';

export type Role = 'member' | 'company_admin' | 'manager' | 'finance' | 'admin';

export interface Session {
  readonly member: {
    readonly id: number;
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly locale: 'zh-CN' | 'en';
    readonly emailNotices: boolean;
    readonly company: { readonly id: number; readonly nameZh: string; readonly nameEn: string } | null;
  };
  readonly park: {
    readonly nameZh: string;
    readonly nameEn: string;
    readonly timeZone: string;
    readonly currency: string;
    readonly demo: boolean;
  };
}

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await get<Session>('/session');
      setParkZone(session.park.timeZone);
      return session;
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** The session on a page that needs one; the router has seen to it that there is. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('this page needs a session');
  return data;
}

export const isStaff = (role: Role): boolean => role === 'manager' || role === 'finance' || role === 'admin';

async function forgetEverything(queries: QueryClient): Promise<void> {
  queries.clear();
  await queries.fetchQuery(sessionQuery);
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { email: string; password: string }) => post<void>('/session', input),
    onSuccess: () => forgetEverything(queries),
  });
}

/** Ends the session; what it showed is forgotten once `leave` has taken its pages off the screen. */
export function useSignOut(leave: () => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => del<void>('/session'),
    onSettled: async () => {
      await leave();
      queries.clear();
    },
  });
}
