import { parkDate } from '../../../shared/format/format';
import { Callout, Card, FilePicker, toast } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { type TaxTemplate, useUploadTemplate } from './tax.queries';

const known = 'pt:20260401';

/** The bureau's template in use, and the place to upload a newer one. */
export function TemplateCard({ template }: { template: TaxTemplate | undefined }) {
  const say = taxMessages.useSay();
  const upload = useUploadTemplate();
  const take = ([file]: File[]): void => {
    if (!file) return;
    upload.mutate(file, {
      onSuccess: ({ version }) =>
        toast({ title: say('uploaded', { version: version || say('noVersion') }), tone: 'ok' }),
    });
  };
  return (
    <Card title={say('template')}>
      <div className="grid gap-3">
        {template ? <InUse template={template} /> : <Callout tone="warn">{say('templateNone')}</Callout>}
        {upload.error && (
          <Callout tone="bad" role="alert" title={upload.error.message}>
            <Headers error={upload.error} />
          </Callout>
        )}
        <FilePicker
          label={say('upload')}
          description={say('uploadHint')}
          buttonLabel={say('upload')}
          accept={['.xlsx']}
          isDisabled={upload.isPending}
          onSelect={take}
        />
      </div>
    </Card>
  );
}

function InUse({ template }: { template: TaxTemplate }) {
  const say = taxMessages.useSay();
  const { fileName, uploadedAt, uploadedBy } = template;
  const version = template.version || say('noVersion');
  return (
    <>
      <p className="wrap-anywhere text-sm">
        {say('templateNow', { name: fileName, version, by: uploadedBy, at: parkDate(uploadedAt) })}
      </p>
      {!template.isKnown && <Callout tone="warn">{say('templateUnknown', { known })}</Callout>}
    </>
  );
}

/** The headers that were not where they should be. */
function Headers({ error }: { error: Error & { extra?: Readonly<Record<string, unknown>> } }) {
  const headers = error.extra?.headers;
  return Array.isArray(headers) ? <p className="num text-sm">{headers.slice(0, 8).join('，')}</p> : null;
}
