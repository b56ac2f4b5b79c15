import { UploadCard } from '../../../shared/sheet/upload-card';
import { importMessages } from './import.messages';
import { useUpload } from './import.queries';

/** Takes the workbook; the worker begins to read it at once. */
export function UploadPanel({ onUploaded }: { onUploaded: (id: number) => void }) {
  const say = importMessages.useSay();
  return (
    <UploadCard
      label={say('file')}
      description={say('fileHint')}
      buttonLabel={say('choose')}
      uploadingLabel={say('uploading')}
      accept={['.xlsx']}
      upload={useUpload()}
      onUploaded={onUploaded}
    />
  );
}
