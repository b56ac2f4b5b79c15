export interface DemoAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

const PASSWORD = 'parkbench-demo-2026';

export const demoAccounts: readonly DemoAccount[] = [
  { role: 'park manager', email: 'manager@demo.parkbench.example', password: PASSWORD },
  { role: 'finance', email: 'finance@demo.parkbench.example', password: PASSWORD },
  { role: 'administrator', email: 'admin@demo.parkbench.example', password: PASSWORD },
  { role: 'tenant, first company', email: 'tenant@demo.parkbench.example', password: PASSWORD },
  { role: 'tenant, second company', email: 'tenant2@demo.parkbench.example', password: PASSWORD },
];
