import { env } from '../../shared/env';
import { LinkButton } from '../../shared/ui';
import { downloadMessages } from './download.messages';

/** What the park files elsewhere of what is shown: service records of the month, and the catalogue under the national headers. */
export function FilingDownloads({ from, to }: { from: string; to: string }) {
  const say = downloadMessages.useSay();
  return (
    <>
      <LinkButton
        icon="download"
        target="_blank"
        href={`${env.apiBase}/reports/service-records.xlsx?from=${from}&to=${to}`}
      >
        {say('services')}
      </LinkButton>
      <LinkButton icon="download" target="_blank" href={`${env.apiBase}/instruments/export.xlsx`}>
        {say('catalogue')}
      </LinkButton>
    </>
  );
}
