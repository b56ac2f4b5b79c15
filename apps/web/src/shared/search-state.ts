import { useNavigate, useSearch } from '@tanstack/react-router';

/** Filters live in the URL: reads them, and changes some of them ('' or undefined removes one). */
export function useSearchState(): [
  Readonly<Record<string, string | undefined>>,
  (change: Record<string, string | undefined>) => void,
] {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  return [
    search,
    (change) => {
      const next = { ...search, ...change };
      void navigate({
        to: '.',
        search: Object.fromEntries(Object.entries(next).filter(([, v]) => v)) as never,
        replace: true,
      });
    },
  ];
}
