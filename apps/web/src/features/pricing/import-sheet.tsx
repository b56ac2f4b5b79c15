import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { Badge, Button, Callout, FilePicker, Sheet, toast } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { previewImport, type RateImport, useImportRates } from './pricing.queries';
import { Arrow } from './touched-panel';

type Row = RateImport['rows'][number];
const tones = { new: 'ok', changed: 'warn', invalid: 'bad', same: 'off' } as const;

/** A sheet of prices: what each row would do and which cells are wrong, then all of it or nothing. */
export function ImportSheet({ onClose }: { onClose: () => void }) {
  const say = batchMessages.useSay();
  const [file, setFile] = useState<File | null>(null);
  const looking = useMutation({ mutationFn: previewImport });
  const taking = useImportRates();
  const choose = (chosen: File | undefined): void => {
    setFile(chosen ?? null);
    taking.reset();
    if (chosen) looking.mutate(chosen);
    else looking.reset();
  };
  const shown = looking.data;
  const count = shown ? shown.counts.new + shown.counts.changed : 0;
  const send = async (): Promise<void> => {
    if (!file || !shown) return;
    try {
      await taking.mutateAsync({ file, token: shown.token });
    } catch {
      return;
    }
    toast({ title: say('importConfirm', { count }), tone: 'ok' });
    onClose();
  };
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('importTitle')}
      isDismissable={false}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isPending={looking.isPending || taking.isPending}
            isDisabled={!shown || count === 0 || shown.counts.invalid > 0}
            onPress={() => void send()}
          >
            {say('importConfirm', { count })}
          </Button>
        </>
      }
    >
      <Upload file={file} problem={taking.error ?? looking.error} found={shown} onChoose={choose} />
    </Sheet>
  );
}

interface UploadProps {
  readonly file: File | null;
  readonly problem: Error | null;
  readonly found: RateImport | undefined;
  readonly onChoose: (file: File | undefined) => void;
}

function Upload({ file, problem, found, onChoose }: UploadProps) {
  const say = batchMessages.useSay();
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-mut">{say('importDetail')}</p>
      <FilePicker
        label={say('file')}
        accept={['.xlsx']}
        files={file ? [file] : []}
        onSelect={([chosen]) => onChoose(chosen)}
        onRemove={() => onChoose(undefined)}
      />
      {problem && (
        <Callout tone="bad" role="alert">
          {problem.message}
        </Callout>
      )}
      {found && <Found found={found} />}
    </div>
  );
}

function Found({ found }: { found: RateImport }) {
  const say = batchMessages.useSay();
  const { invalid, changed, same } = found.counts;
  const isSame = invalid + changed + found.counts.new === 0;
  return (
    <section aria-live="polite" className="grid grid-cols-1 gap-2">
      <p className="font-semibold">{say('importCounts', { added: found.counts.new, changed, same, invalid })}</p>
      {isSame && <Callout tone="ok">{say('importNothing')}</Callout>}
      {invalid > 0 && (
        <Callout tone="bad" role="alert">
          {say('importWrong')}
        </Callout>
      )}
      {found.ignored.length > 0 && (
        <p className="text-sm text-mut">{say('ignored', { columns: found.ignored.join('、') })}</p>
      )}
      <ul className="grid grid-cols-1 gap-2">
        {found.rows.map((row) => (
          <FoundRow key={row.rowNo} row={row} />
        ))}
      </ul>
    </section>
  );
}

function FoundRow({ row }: { row: Row }) {
  const say = batchMessages.useSay();
  const name = useName();
  const shownChanges = row.verdict === 'new' ? row.changes.filter(({ to }) => to !== '').slice(0, 6) : row.changes;
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-2">
        <Badge tone={tones[row.verdict]}>{say(`verdict_${row.verdict}`)}</Badge>
        <span className="font-medium">{row.name || row.subject}</span>
        <span className="num text-sm text-mut">
          {row.subject} · {row.validFrom} · {say('rowNo', { row: row.rowNo })}
        </span>
      </p>
      {row.problems.map((problem) => (
        <p key={`${problem.cell}${problem.message.zh}`} className="text-sm text-bad">
          <span className="num font-medium">{problem.cell}</span> {problem.header}：
          {name(problem.message.zh, problem.message.en)}
        </p>
      ))}
      {row.problems.length === 0 && (
        <dl className="num flex flex-wrap gap-x-4 text-sm">
          {shownChanges.map((change) => (
            <div key={change.header} className="flex gap-x-1.5">
              <dt className="text-mut">{change.header}</dt>
              <dd>
                {row.verdict === 'new' ? (
                  change.to
                ) : (
                  <Arrow was={change.from || say('empty')} becomes={change.to || say('empty')} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
