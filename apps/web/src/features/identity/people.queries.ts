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
  readonly disabled: boolean;
}

export type CompanyInput = Omit<Company, 'id' | 'suspended' | 'version' | 'members'>;

export const companiesQuery = queryOptions({
  queryKey: ['identity', 'companies'],
  queryFn: ({ signal }) => get<{ items: readonly Company[] }>('/companies', {}, signal),
});
export const membersQuery = queryOptions({
  queryKey: ['identity', 'members'],
  queryFn: ({ signal }) => get<{ items: readonly Member[] }>('/members', {}, signal),
});

export const saveCompany = (company: Company | null, input: CompanyInput): Promise<unknown> =>
  company ? put(`/companies/${company.id}`, input, { ifMatch: company.version }) : post('/companies', input);
export const invite = (input: { email: string; role: Role; companyId: number | null }): Promise<{ token: string }> =>
  post('/invitations', input);
export const setDisabled = (member: Member, disabled: boolean): Promise<void> =>
  patch(`/members/${member.id}`, { disabled });
