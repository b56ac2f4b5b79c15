import { useName } from '../../shared/i18n/messages';
import type { Qualification } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';

/** What a qualification is for: an instrument with its number, or a whole category. */
export type Target = Pick<Qualification, 'instrumentId' | 'categoryId' | 'nameZh' | 'nameEn' | 'assetNo'>;

export const targetKey = ({ instrumentId, categoryId }: Target): string =>
  instrumentId === null ? `c${categoryId}` : `i${instrumentId}`;

export function useTargetName(): (target: Target) => string {
  const say = qualificationMessages.useSay();
  const name = useName();
  return ({ nameZh, nameEn, assetNo, categoryId }) => {
    const shown = name(nameZh, nameEn);
    return categoryId === null ? `${shown} ${assetNo ?? ''}`.trim() : say('categoryMark', { name: shown });
  };
}
