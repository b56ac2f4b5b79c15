import { Callout, Card, FilePicker, ProgressBar } from '../../../shared/ui';
import { importMessages } from './import.messages';
import { useUpload } from './import.queries';

/** Takes the workbook; the worker begins to read it at once. */
export function UploadPanel({ onUploaded }: { onUploaded: (id: number) => void }) {
  const say = importMessages.useSay();
  const upload = useUpload();
  const take = async ([file]: File[]): Promise<void> => {
    if (!file) return;
    const { id } = await upload.mutateAsync(file);
    onUploaded(id);
  };
  return (
    <Card className="mb-3">
      <FilePicker
        label={say('file')}
        description={say('fileHint')}
        buttonLabel={say('choose')}
        accept={['.xlsx']}
        isDisabled={upload.isPending}
        onSelect={(files) => void take(files).catch(() => undefined)}
      />
      {upload.isPending && <ProgressBar label={say('uploading')} className="mt-3" />}
      {upload.error && (
        <Callout tone="bad" role="alert" className="mt-3">
          {upload.error.message}
        </Callout>
      )}
    </Card>
  );
}
