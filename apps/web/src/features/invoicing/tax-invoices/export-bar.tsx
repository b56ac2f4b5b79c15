import { useState } from 'react';
import { money } from '../../../shared/format/format';
import { useLanguage } from '../../../shared/i18n/language';
import { ProblemError } from '../../../shared/api/problem';
import { Button, Callout, LinkButton, TextLink } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { batchFileHref, type Exported, type TaxProblem, type TaxRow, useExport } from './tax.queries';

interface ExportBarProps {
  readonly selected: readonly TaxRow[];
  readonly hasTemplate: boolean;
  readonly onExported: () => void;
}

/** What is selected, the act that makes the file, and what came of it. */
export function ExportBar({ selected, hasTemplate, onExported }: ExportBarProps) {
  const say = taxMessages.useSay();
  const exporting = useExport();
  const [made, setMade] = useState<Exported | null>(null);
  const run = (withoutTemplate: boolean): void => {
    const invoiceIds = selected.map((row) => row.invoiceId);
    exporting.mutate(
      { invoiceIds, withoutTemplate },
      {
        onSuccess: (answer) => {
          setMade(answer);
          onExported();
        },
      },
    );
  };
  const sum = money(selected.reduce((total, row) => total + row.grossFen, 0));
  return (
    <div className="mb-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="num text-mut" aria-live="polite">
          {selected.length > 0 ? say('chosen', { count: selected.length, sum }) : say('chooseHint')}
        </span>
        {!hasTemplate && (
          <TextLink href="/tax-invoices?tab=files" className="underline!">
            {say('toTemplate')}
          </TextLink>
        )}
        <Button
          variant={hasTemplate ? 'primary' : 'secondary'}
          icon="download"
          isDisabled={selected.length === 0}
          isPending={exporting.isPending}
          onPress={() => run(!hasTemplate)}
          className="max-lg:w-full lg:ml-auto"
        >
          {say(hasTemplate ? 'export' : 'exportWithout')}
        </Button>
      </div>
      {exporting.error && <Refused error={exporting.error} />}
      {made && <Made made={made} />}
    </div>
  );
}

function Made({ made }: { made: Exported }) {
  const say = taxMessages.useSay();
  const files = Array.from({ length: made.files }, (_, index) => index + 1);
  return (
    <Callout
      tone="ok"
      role="status"
      title={say('exportedNow', { invoices: made.invoices, details: made.details })}
      actions={files.map((no) => (
        <LinkButton key={no} icon="download" href={batchFileHref(made.id, no)} target="_blank">
          {files.length > 1 ? say('fileOf', { no }) : say('file')}
        </LinkButton>
      ))}
    >
      {say('exportedNext')}
    </Callout>
  );
}

function Refused({ error }: { error: Error }) {
  const lang = useLanguage();
  const problems = (error instanceof ProblemError ? error.extra.problems : undefined) as TaxProblem[] | undefined;
  return (
    <Callout tone="bad" role="alert" title={error.message}>
      {problems && (
        <ul>
          {problems.slice(0, 20).map((problem, index) => (
            <li key={index}>
              <span className="num">{problem.number}</span> · {problem.field}：{problem.message[lang]}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
}
