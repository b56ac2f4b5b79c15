import { type ReactNode, useEffect } from 'react';
import { useKitText } from './kit-text';

/** Names the window after the page, which is what a screen reader says first and what a tab shows. */
export function useDocumentTitle(title: ReactNode): void {
  const { product } = useKitText();
  useEffect(() => {
    document.title = typeof title === 'string' ? `${title} · ${product}` : product;
  }, [title, product]);
}
