import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shared/ui';
import { PersonQualifications } from './qualification-grid';
import { ownQualificationsQuery } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';

/** What the people of one's own company were trained for. */
export function CompanyQualifications() {
  const say = qualificationMessages.useSay();
  const { data } = useQuery(ownQualificationsQuery);
  if (!data) return null;
  const trained = data.items.filter((one) => one.qualifications.length > 0);
  return (
    <Card title={say('companyTitle')} className="mt-4">
      {trained.length === 0 ? (
        <p className="text-mut">{say('companyEmpty')}</p>
      ) : (
        <ul className="grid gap-3">
          {trained.map((person) => (
            <li
              key={person.memberId}
              className="grid gap-1 border-b border-line pb-3 last:border-0 last:pb-0 lg:grid-cols-[200px_1fr]"
            >
              <span className="font-medium">{person.name}</span>
              <PersonQualifications person={person} className="lg:max-w-[480px]" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What one was trained for oneself; nothing is said where there is nothing. */
export function OwnQualifications({ memberId }: { memberId: number }) {
  const say = qualificationMessages.useSay();
  const { data } = useQuery(ownQualificationsQuery);
  const own = data?.items.find((one) => one.memberId === memberId);
  if (!own || own.qualifications.length === 0) return null;
  return (
    <Card title={say('ownTitle')} className="mt-4">
      <PersonQualifications person={own} className="lg:max-w-[480px]" />
    </Card>
  );
}
