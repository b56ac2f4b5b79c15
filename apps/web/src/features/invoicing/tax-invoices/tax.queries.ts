import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, put, upload } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { env } from '../../../shared/env';
import { useMoneyCommand } from '../use-money-command';

type Schemas = components['schemas'];
export type TaxRow = Schemas['TaxRow'];
export type TaxProblem = Schemas['TaxProblem'];
export type TaxPage = Schemas['TaxPage'];
export type TaxBatch = Schemas['TaxBatch'];
export type TaxTemplate = Schemas['TaxTemplate'];
export type TaxReading = Schemas['TaxReading'];
export type TaxReadingRow = Schemas['TaxReadingRow'];
export type TaxState = Schemas['TaxState'];
export type TaxTerms = Schemas['TaxTerms'];

export const taxTabs = ['open', 'exported', 'issued'] as const;
export type TaxTab = (typeof taxTabs)[number];
export interface TaxFilter {
  readonly state: TaxTab;
  readonly q?: string;
  readonly month?: string;
}

/** Below the key of everything about money, so that live changes refresh it too. */
const root = ['invoicing', 'tax'] as const;

export const taxListQuery = (filter: TaxFilter) =>
  infiniteQueryOptions({
    queryKey: [...root, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      get<TaxPage>('/tax-invoices', { ...filter, limit: 100, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const templatesQuery = queryOptions({
  queryKey: [...root, 'templates'],
  queryFn: ({ signal }) => get<{ items: TaxTemplate[] }>('/tax-invoices/templates', {}, signal),
});

export const batchesQuery = queryOptions({
  queryKey: [...root, 'batches'],
  queryFn: ({ signal }) => get<{ items: TaxBatch[] }>('/tax-invoices/batches', {}, signal),
});

export const readingQuery = (id: number) =>
  queryOptions({
    queryKey: [...root, 'reading', id],
    queryFn: ({ signal }) => get<TaxReading>(`/tax-invoices/readings/${id}`, {}, signal),
  });

export const taxStateQuery = (invoiceId: number) =>
  queryOptions({
    queryKey: [...root, 'state', invoiceId],
    queryFn: ({ signal }) => get<TaxState>(`/invoices/${invoiceId}/tax-invoice`, {}, signal),
  });

export const taxTermsQuery = (companyId: number) =>
  queryOptions({
    queryKey: [...root, 'terms', companyId],
    queryFn: ({ signal }) => get<TaxTerms>(`/companies/${companyId}/tax-terms`, {}, signal),
  });

export interface Exported {
  readonly id: number;
  readonly files: number;
  readonly invoices: number;
  readonly details: number;
}

export const useExport = () =>
  useMoneyCommand((body: { invoiceIds: readonly number[]; withoutTemplate?: boolean }) =>
    post<Exported>('/tax-invoices/batches', body),
  );
export const useUploadTemplate = () =>
  useMoneyCommand((file: File) => upload<{ version: string; isKnown: boolean }>('/tax-invoices/templates', file));
export const useReadBack = () =>
  useMoneyCommand((file: File) => upload<{ id: number }>('/tax-invoices/readings', file));
export const useConfirmRow = (readingId: number) =>
  useMoneyCommand(({ rowNo, invoiceId }: { rowNo: number; invoiceId: number }) =>
    post(`/tax-invoices/readings/${readingId}/rows/${rowNo}/confirm`, { invoiceId }),
  );
export const useRecordNumber = (invoiceId: number) =>
  useMoneyCommand((body: { number: string; issuedOn: string }) => put(`/invoices/${invoiceId}/tax-invoice`, body));
export const useRelease = (invoiceId: number) =>
  useMoneyCommand((body: { reason: string }) => post(`/invoices/${invoiceId}/tax-invoice/release`, body));
export const useSetTerms = (companyId: number) =>
  useMoneyCommand((body: TaxTerms) => put(`/companies/${companyId}/tax-terms`, body));

export const batchFileHref = (batchId: number, fileNo: number): string =>
  `${env.apiBase}/tax-invoices/batches/${batchId}/files/${fileNo}`;
