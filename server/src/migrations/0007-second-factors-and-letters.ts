/** Second factors of people with their recovery codes, and letters: mails with links that work once. */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  await db.schema
    .createTable('second_factor')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('account_id', text, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('secret', text, (c) => c.notNull())
    .addColumn('credential_id', text, (c) => c.unique())
    .addColumn('transports', text)
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('confirmed', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('second_factor_account')
    .on('second_factor')
    .columns(['account_id', 'created_at'])
    .execute()
  await db.schema
    .createTable('recovery_code')
    .addColumn('account_id', text, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('code_hash', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('recovery_code_key', ['account_id', 'code_hash'])
    .execute()
  await db.schema
    .createTable('passkey_challenge')
    .addColumn('challenge', text, (c) => c.primaryKey())
    .addColumn('account_id', text, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('letter')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('purpose', text, (c) => c.notNull())
    .addColumn('account_id', text, (c) => c.references('account.id').onDelete('cascade'))
    .addColumn('email', text, (c) => c.notNull())
    .addColumn('facts', text, (c) => c.notNull())
    .addColumn('token_hash', text, (c) => c.unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('letter_account').on('letter').columns(['account_id']).execute()
  await db.schema.createIndex('letter_expiry').on('letter').columns(['expires_at']).execute()
}
