import type { MigrationInterface, QueryRunner } from 'typeorm';

const companyTables = [
  'reservation',
  'charge',
  'invoice',
  'payment',
  'payment_allocation',
  'deposit',
  'ledger_entry',
  'billing_run_company',
];

/**
 * Row security: a transaction sees the rows of the company named in \`app.company\`, all rows when it
 * says '*' (staff and workers), and none when nobody said. A forgotten WHERE leaks nothing.
 */
export class IsolateCompanies1795500600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of companyTables) {
      await db.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own_company ON ${table} TO parkbench_app
          USING ((SELECT current_setting('app.company', true)) = '*'
                 OR company_id::text = (SELECT current_setting('app.company', true)));
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of companyTables) {
      await db.query(`DROP POLICY own_company ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;`);
    }
  }
}
