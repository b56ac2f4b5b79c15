import type { UseMutationResult } from '@tanstack/react-query';
import { Callout, Card, FilePicker, ProgressBar } from '../ui';

export interface UploadCardProps {
  readonly label: string;
  readonly description: string;
  readonly buttonLabel: string;
  readonly uploadingLabel: string;
  /** Endings that are taken, ['.xlsx']. */
  readonly accept: readonly string[];
  readonly upload: UseMutationResult<{ id: number }, Error, File>;
  readonly onUploaded: (id: number) => void;
}

/** Takes a file that the server reads and shows before anything counts; a refusal stays beneath the field. */
export function UploadCard({ uploadingLabel, upload, onUploaded, ...field }: UploadCardProps) {
  const take = async ([file]: File[]): Promise<void> => {
    if (!file) return;
    const { id } = await upload.mutateAsync(file);
    onUploaded(id);
  };
  return (
    <Card className="mb-3">
      <FilePicker
        {...field}
        isDisabled={upload.isPending}
        onSelect={(files) => void take(files).catch(() => undefined)}
      />
      {upload.isPending && <ProgressBar label={uploadingLabel} className="mt-3" />}
      {upload.error && (
        <Callout tone="bad" role="alert" className="mt-3">
          {upload.error.message}
        </Callout>
      )}
    </Card>
  );
}
