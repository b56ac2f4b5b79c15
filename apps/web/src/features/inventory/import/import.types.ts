export type ImportStatus = 'uploaded' | 'parsing' | 'preview' | 'importing' | 'imported' | 'failed';
export type Verdict = 'pending' | 'new' | 'changed' | 'same' | 'skipped' | 'invalid';

export interface ImportSummary {
  readonly new?: number;
  readonly changed?: number;
  readonly same?: number;
  readonly skipped?: number;
  readonly invalid?: number;
  readonly problems?: number;
  readonly warnings?: number;
  readonly newCategories?: readonly string[];
  readonly missing?: readonly string[];
}

export interface ImportField {
  readonly key: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly required: boolean;
}

export interface ImportListed {
  readonly id: number;
  readonly fileName: string;
  readonly status: ImportStatus;
  readonly totalRows: number;
  readonly summary: ImportSummary;
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface Import extends ImportListed {
  readonly sheetName: string | null;
  readonly headers: readonly string[];
  readonly headerRow: number | null;
  readonly mapping: readonly (string | null)[];
  readonly fields: readonly ImportField[];
  readonly doneRows: number;
  readonly error: { readonly code: string; readonly message: { readonly zh: string; readonly en: string } } | null;
}

export type ImportCell = string | number | boolean | null;

export interface ImportProblem {
  readonly column: number | null;
  readonly cell: string | null;
  readonly field: string | null;
  readonly code: string;
  readonly message: { readonly zh: string; readonly en: string };
  readonly severity: 'error' | 'warning';
}

export interface ImportRow {
  readonly rowNo: number;
  readonly cells: readonly ImportCell[];
  readonly record: Readonly<Record<string, ImportCell>> | null;
  readonly problems: readonly ImportProblem[];
  readonly verdict: Verdict;
  /** Field -> [now, after the import]. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}
