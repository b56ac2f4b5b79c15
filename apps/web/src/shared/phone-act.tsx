import type { ReactNode } from 'react';

/** The act of a page, always in reach above the bar of a phone; on desktop it stands elsewhere. */
export function PhoneAct({ children }: { readonly children: ReactNode }) {
  return (
    <div className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-20 border-t border-line bg-surface px-4 py-2 lg:hidden">
      {children}
    </div>
  );
}

/** Room at the end of such a page, so that nothing stays hidden below the act. */
export function PhoneActRoom() {
  return <div className="h-14 lg:hidden" />;
}
