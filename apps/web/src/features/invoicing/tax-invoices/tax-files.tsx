import { useQuery } from '@tanstack/react-query';
import { BatchList } from './batch-list';
import { ReadBackPanel, type ReadBackPanelProps } from './read-back-panel';
import { templatesQuery } from './tax.queries';
import { TemplateCard } from './template-card';

/** What goes to the tax platform and comes from it: numbers read back, the template in use, the files exported so far. */
export function TaxFiles(props: ReadBackPanelProps) {
  const templates = useQuery(templatesQuery);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <ReadBackPanel {...props} />
      <div className="grid gap-4">
        {templates.data && <TemplateCard template={templates.data.items[0]} />}
        <BatchList />
      </div>
    </div>
  );
}
