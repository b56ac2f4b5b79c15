import { queryOptions } from '@tanstack/react-query';
import { get, patch, post, put } from '../../shared/api/client';
import type { Role } from './session';

export interface Company {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly creditCode: string;
  readonly classCode: string;
  readonly address: string;
  readonly phone: string;
  readonly bankName: string;
  readonly bankAccount: string;
  readonly invoiceEmail: string;
  readonly suspended: boolean;
  readonly suspendedReason: string | null;
  /** null: the park's limit holds. */
  readonly creditLimitFen: number | null;
  /** Shares owners with the park: no voucher may pay for it. */
  readonly isAffiliated: boolean;
  readonly version: number;
  readonly members: number;
}

export interface Member {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly companyId: number | null;
  readonly companyNameZh: string | null;
  readonly companyNameEn: string | null;
  readonly disabled: boolean;
}

export type CompanyInput = Omit<
  Company,
  'id' | 'suspended' | 'suspendedReason' | 'creditLimitFen' | 'isAffiliated' | 'version' | 'members'
>;

/** What an address looks like at least; the API has the last word. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

export const peopleKey = ['identity'] as const;
export const companiesQuery = queryOptions({
  queryKey: [...peopleKey, 'companies'],
  queryFn: ({ signal }) => get<{ items: readonly Company[] }>('/companies', {}, signal),
});
/** The names of the classes; kept by the code. */
export const companyClassesQuery = queryOptions({
  queryKey: [...peopleKey, 'classes'],
  queryFn: ({ signal }) =>
    get<{ items: readonly { code: string; nameZh: string; nameEn: string }[] }>('/company-classes', {}, signal),
  select: (page) => page.items,
  staleTime: 300_000,
});
export const membersQuery = queryOptions({
  queryKey: [...peopleKey, 'members'],
  queryFn: ({ signal }) => get<{ items: readonly Member[] }>('/members', {}, signal),
});

/** Which company is edited, and on which version of it; neither for one that is added. */
export type Edited = Pick<Company, 'id' | 'version'> | null;

export const saveCompany = (edited: Edited, input: CompanyInput): Promise<unknown> =>
  edited ? put(`/companies/${edited.id}`, input, { ifMatch: edited.version }) : post('/companies', input);
export const setCredit = ({ id, version }: Company, creditLimitFen: number | null): Promise<void> =>
  put(`/companies/${id}/credit`, { creditLimitFen }, { ifMatch: version });
export const setAffiliation = ({ id }: Company, isAffiliated: boolean): Promise<void> =>
  put(`/companies/${id}/affiliation`, { isAffiliated });
/** Stops a company from reserving, or lets it again. */
export const setSuspended = ({ id, suspended }: Company, reason: string): Promise<void> =>
  post(`/companies/${id}/${suspended ? 'unsuspend' : 'suspend'}`, { reason });
export const invite = (input: { email: string; role: Role; companyId: number | null }): Promise<{ token: string }> =>
  post('/invitations', input);
export const changeMember = (member: Member, change: { role?: Role; disabled?: boolean }): Promise<void> =>
  patch(`/members/${member.id}`, change);
