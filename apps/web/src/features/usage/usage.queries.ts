import { queryOptions } from '@tanstack/react-query';
import { get, post, request, upload } from '../../shared/api/client';
import { env } from '../../shared/env';

export type Direction = 'out' | 'back';
export const conditions = ['good', 'worn', 'damaged'] as const;
export type Condition = (typeof conditions)[number];
export type AccessoryState = 'given' | 'returned' | 'missing';

export interface Accessory {
  readonly name: string;
  readonly state: AccessoryState;
}
export interface Photo {
  readonly id: number;
  readonly direction: Direction | 'damage';
  readonly width: number;
  readonly height: number;
  readonly byName: string;
  readonly at: string;
}
export interface Handover {
  readonly id: number;
  readonly direction: Direction;
  readonly at: string;
  readonly condition: Condition;
  readonly note: string;
  readonly byName: string;
  readonly accessories: readonly Accessory[];
  readonly signedBy: string;
  readonly isSigned: boolean;
  readonly photos: readonly Photo[];
}
export interface Handovers {
  /** What belongs to the instrument. */
  readonly accessories: readonly string[];
  readonly items: readonly Handover[];
  /** Uploaded, and not yet part of a hand-over. */
  readonly drafts: readonly Photo[];
  /** Taken later, as evidence of a damage. */
  readonly damages: readonly Photo[];
}

export const photosAtMost = 6;

/** Within the reservation's own key, so that whatever refreshes it refreshes this. */
export const handoversKey = (id: number) => ['reservations', 'one', id, 'handovers'] as const;
export const handoversQuery = (id: number) =>
  queryOptions({
    queryKey: handoversKey(id),
    queryFn: ({ signal }) => get<Handovers>(`/reservations/${id}/handovers`, {}, signal),
  });

export const photoUrl = (id: number, photoId: number): string =>
  `${env.apiBase}/reservations/${id}/handover-photos/${photoId}`;
export const signatureUrl = (id: number, direction: Direction): string =>
  `${env.apiBase}/reservations/${id}/handovers/${direction}/signature`;

const photoFile = (photo: Blob): File => new File([photo], 'photo.jpg', { type: photo.type });
export const uploadPhoto = (id: number, direction: Direction, photo: Blob): Promise<Photo> =>
  upload(`/reservations/${id}/handover-photos`, photoFile(photo), { direction });
/** A photograph of a damage that is found after the return. */
export const uploadDamagePhoto = (id: number, photo: Blob): Promise<Photo> =>
  upload(`/reservations/${id}/damage-photos`, photoFile(photo));
export const removePhoto = (id: number, photoId: number): Promise<void> =>
  request('DELETE', `/reservations/${id}/handover-photos/${photoId}`);

export const startSession = (id: number): Promise<unknown> => post(`/reservations/${id}/start`, {});
