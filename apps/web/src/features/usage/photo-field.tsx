import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilePicker, IconButton, Spinner } from '../../shared/ui';
import { parkDateTime } from '../../shared/format/format';
import { shrinkPhoto } from './shrink-photo';
import {
  type Direction,
  handoversKey,
  handoversQuery,
  type Photo,
  photosAtMost,
  photoUrl,
  removePhoto,
  uploadPhoto,
} from './usage.queries';
import { usageMessages } from './usage.messages';

/** Photographs that belong to the hand-over being written: what was taken before a reload is still there. */
export function useDraftPhotos(id: number, direction: Direction): readonly Photo[] {
  const { data } = useQuery(handoversQuery(id));
  return (data?.drafts ?? []).filter((one) => one.direction === direction);
}

/** Takes photographs and sends each at once; the hand-over then only names them. */
export function PhotoField({ id, direction }: { id: number; direction: Direction }) {
  const say = usageMessages.useSay();
  const queries = useQueryClient();
  const photos = useDraftPhotos(id, direction);
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: handoversKey(id) });
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await uploadPhoto(id, direction, await shrinkPhoto(file));
    },
    onSettled: refresh,
  });
  const remove = useMutation({ mutationFn: (photoId: number) => removePhoto(id, photoId), onSettled: refresh });
  const left = photosAtMost - photos.length;
  const fault = upload.error ?? remove.error;
  return (
    <div className="grid gap-2">
      <FilePicker
        label={say('photos')}
        description={left > 0 ? say('photosHint', { left }) : say('photosFull', { count: photosAtMost })}
        accept={['image/jpeg', 'image/png', 'image/webp']}
        multiple
        camera
        isDisabled={left <= 0 || upload.isPending}
        buttonLabel={say('takePhoto')}
        error={fault?.message}
        onSelect={(files) => upload.mutate(files.slice(0, left))}
      />
      {(photos.length > 0 || upload.isPending) && (
        <ul className="flex flex-wrap gap-2">
          {photos.map((photo, index) => (
            <li key={photo.id} className="relative">
              <img
                src={photoUrl(id, photo.id)}
                alt={say('photoAlt', { number: index + 1, time: parkDateTime(photo.at) })}
                className="size-[88px] rounded border border-line object-cover"
              />
              <IconButton
                size="sm"
                icon="x"
                variant="secondary"
                label={say('removePhoto', { number: index + 1 })}
                className="absolute top-1 right-1 max-lg:size-[32px]! max-lg:min-h-[32px]!"
                onPress={() => remove.mutate(photo.id)}
              />
            </li>
          ))}
          {upload.isPending && (
            <li className="grid size-[88px] place-items-center rounded border border-dashed border-line2">
              <Spinner label={say('uploading')} />
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
