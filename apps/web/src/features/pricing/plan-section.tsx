import type { ReactNode } from 'react';

/** A group of fields with a name. */
export function PlanSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className="mb-2 p-0 font-semibold">{title}</legend>
      <div className="grid grid-cols-1 gap-x-4 gap-y-3 lg:grid-cols-2">{children}</div>
    </fieldset>
  );
}
