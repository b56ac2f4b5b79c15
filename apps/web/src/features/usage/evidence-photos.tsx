import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { parkDateTime } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { cx, FilePicker, Icon, Skeleton } from '../../shared/ui';
import { shrinkPhoto } from './shrink-photo';
import { usageMessages } from './usage.messages';
import { handoversKey, handoversQuery, type Photo, photosAtMost, photoUrl, uploadDamagePhoto } from './usage.queries';

export interface EvidencePhotosProps {
  readonly reservationId: number;
  /** Address of the chosen photograph; another address or '' when none of these is. */
  readonly value: string;
  readonly onChange: (url: string) => void;
}

/** Chooses the evidence of a damage among the photographs of the return and the hand-over, or takes one now. */
export function EvidencePhotos({ reservationId, value, onChange }: EvidencePhotosProps) {
  const say = usageMessages.useSay();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(handoversQuery(reservationId));
  const upload = useMutation({
    mutationFn: async (file: File) => uploadDamagePhoto(reservationId, await shrinkPhoto(file)),
    onSuccess: (photo) => onChange(photoUrl(reservationId, photo.id)),
    onSettled: () => queries.invalidateQueries({ queryKey: handoversKey(reservationId) }),
  });
  if (error && !data) return <LoadFailed title={say('photosFailed')} error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={2} lineHeight={88} />;
  const of = (direction: Photo['direction']): readonly Photo[] =>
    data.items.filter((one) => one.direction === direction).flatMap((one) => one.photos);
  const groups = [
    ['evidenceBack', of('back')],
    ['evidenceDamage', data.damages],
    ['evidenceOut', of('out')],
  ] as const;
  const isFull = data.damages.length >= photosAtMost;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm text-mut">{say('evidence')}</legend>
      {groups.every(([, photos]) => photos.length === 0) && <p className="text-mut">{say('evidenceNone')}</p>}
      {groups.map(
        ([label, photos]) =>
          photos.length > 0 && (
            <div key={label}>
              <p className="mb-1 text-sm">{say(label)}</p>
              <ul className="flex flex-wrap gap-2">
                {photos.map((photo, index) => (
                  <li key={photo.id}>
                    <Choice url={photoUrl(reservationId, photo.id)} {...{ photo, index, value, onChange }} />
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
      <FilePicker
        label={say('evidenceAdd')}
        description={isFull ? say('photosFull', { count: photosAtMost }) : undefined}
        accept={['image/jpeg', 'image/png', 'image/webp']}
        camera
        isDisabled={isFull || upload.isPending}
        buttonLabel={say(upload.isPending ? 'uploading' : 'takePhoto')}
        error={upload.error?.message}
        onSelect={([file]) => file && upload.mutate(file)}
      />
    </fieldset>
  );
}

interface ChoiceProps extends Pick<EvidencePhotosProps, 'value' | 'onChange'> {
  readonly photo: Photo;
  readonly index: number;
  readonly url: string;
}

/** A photograph that is chosen with a press, and given up with a second one. */
function Choice({ photo, index, url, value, onChange }: ChoiceProps) {
  const say = usageMessages.useSay();
  const isChosen = value === url;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => onChange(isChosen ? '' : url)}
      className={cx(
        'relative block rounded border-2 outline-offset-2 outline-brand focus-visible:outline-2',
        isChosen ? 'border-brand' : 'border-line',
      )}
    >
      <img
        src={url}
        alt={say('photoAlt', { number: index + 1, time: parkDateTime(photo.at) })}
        className="size-[88px] rounded-sm object-cover"
      />
      {isChosen && (
        <span className="absolute right-1 bottom-1 grid size-5 place-items-center rounded-full bg-brand text-on-brand">
          <Icon name="check" size={13} />
        </span>
      )}
    </button>
  );
}
