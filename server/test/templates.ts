/**
 * What every test's own database is made from: all migrations, and one administrator. A SQLite file is copied, which
 * takes a millisecond. A PostgreSQL database is cloned, which takes a hundred and more, so those are swept and used again.
 */
import pg from 'pg'
import { migrations } from '../src/migrations/index.ts'
import { hashSecret } from '../src/platform/crypto/secrets.ts'
import { type Database, migrate, openDatabase, type Queryable } from '../src/platform/db/index.ts'
import { databaseUrl } from './postgres.ts'

export const templateName = 'slipway_template'

/** Who is there from the start. */
export const administrator = {
  id: '00000000000000000000ad31',
  login: 'admin',
  password: 'correct horse battery',
  key: 'slipway_theKeyOfTheAdministratorOfAllTests',
} as const

/** Of the password above. Making it takes longer than a test. */
const passwordHash = '$argon2id$v=19$m=19456,t=2,p=1$KfasrCvywbF1fATRuPbUlA$rbGmPtxvrSnallxbeDL0wL/oMQnWEr6LRVTDK4h5qTY'

/** Prepares, once per run, what every test's own database is cloned from. */
export async function prepareTemplates(url: string): Promise<void> {
  await queryPostgres(url, `create database ${templateName}`)
  await fillTemplate(databaseUrl(url, templateName))
}

/** Brings an empty database to the state in which a test begins. */
export async function fillTemplate(url: string): Promise<void> {
  const db: Database = await openDatabase(url, { poolSize: 1 })
  try {
    await migrate(db, migrations)
    await addAdministrator(db.direct)
  } finally {
    // The last connection that closes folds SQLite's journal into the one file that is copied.
    await db.close()
  }
}

/** Written as rows, so that the audit of a test begins empty. */
export async function addAdministrator(db: Queryable): Promise<void> {
  const { id, login, key } = administrator
  await db
    .insertInto('account')
    .values({
      id,
      kind: 'person',
      login,
      login_key: login,
      name: 'The administrator',
      email: null,
      email_key: null,
      password_hash: passwordHash,
      admin: 1,
      status: 'active',
      created_at: Date.now(),
      last_login_at: null,
    })
    .execute()
  await db
    .insertInto('api_key')
    .values({
      id: '00000000000000000000ad3e',
      account_id: id,
      name: 'key of all tests',
      prefix: key.slice(0, 12),
      secret_hash: hashSecret(key),
      scopes: JSON.stringify(['admin']),
      app_id: null,
      created_at: Date.now(),
      expires_at: null,
      last_used_at: Date.now(),
      revoked_at: null,
    })
    .execute()
}

/** One statement as the superuser of the cluster. */
export async function queryPostgres(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
