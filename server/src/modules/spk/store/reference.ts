/** The tables of architectures, firmwares, languages and services, and who has which role. */
import type { Queryable } from '../../../platform/db/index.ts'
import type { FirmwareRow, LanguageRow, StoredRole } from './tables.ts'

export const architectures = async (db: Queryable): Promise<string[]> =>
  (await db.selectFrom('spk_architecture').select('code').orderBy('code').execute()).map((row) => row.code)

/** By build. */
export const firmwares = (db: Queryable): Promise<FirmwareRow[]> =>
  db.selectFrom('spk_firmware').selectAll().orderBy('build').execute()

/** In the order in which they are offered. */
export const languages = (db: Queryable): Promise<LanguageRow[]> =>
  db.selectFrom('spk_language').selectAll().orderBy('position').orderBy('code').execute()

export const services = async (db: Queryable): Promise<string[]> =>
  (await db.selectFrom('spk_service').select('code').orderBy('code').execute()).map((row) => row.code)

export const addArchitecture = (db: Queryable, code: string) =>
  db.insertInto('spk_architecture').values({ code, created_at: Date.now() }).execute()
export const addFirmware = (db: Queryable, row: FirmwareRow) => db.insertInto('spk_firmware').values(row).execute()
export const addLanguage = (db: Queryable, row: LanguageRow) => db.insertInto('spk_language').values(row).execute()
export const addService = (db: Queryable, code: string) =>
  db.insertInto('spk_service').values({ code, created_at: Date.now() }).execute()

const gone = ({ numDeletedRows }: { numDeletedRows: bigint }): boolean => numDeletedRows > 0n
export const removeArchitecture = async (db: Queryable, code: string): Promise<boolean> =>
  gone(await db.deleteFrom('spk_architecture').where('code', '=', code).executeTakeFirst())
export const removeFirmware = async (db: Queryable, build: number): Promise<boolean> =>
  gone(await db.deleteFrom('spk_firmware').where('build', '=', build).executeTakeFirst())
export const removeLanguage = async (db: Queryable, code: string): Promise<boolean> =>
  gone(await db.deleteFrom('spk_language').where('code', '=', code).executeTakeFirst())
export const removeService = async (db: Queryable, code: string): Promise<boolean> =>
  gone(await db.deleteFrom('spk_service').where('code', '=', code).executeTakeFirst())

const exists = (row: unknown): boolean => row !== undefined

/** Whether something still refers to an entry of the tables. */
export const uses = {
  architecture: async (db: Queryable, code: string): Promise<boolean> =>
    exists(
      await db
        .selectFrom('spk_build_architecture')
        .select('build_id')
        .where('architecture', '=', code)
        .limit(1)
        .executeTakeFirst(),
    ),
  firmware: async (db: Queryable, build: number): Promise<boolean> =>
    exists(
      await db
        .selectFrom('spk_build')
        .select('id')
        .where((eb) => eb.or([eb('firmware_min', '=', build), eb('firmware_max', '=', build)]))
        .limit(1)
        .executeTakeFirst(),
    ),
  language: async (db: Queryable, code: string): Promise<boolean> =>
    exists(
      (await db
        .selectFrom('spk_display_name')
        .select('name')
        .where('language', '=', code)
        .limit(1)
        .executeTakeFirst()) ??
        (await db
          .selectFrom('spk_description')
          .select('build_id')
          .where('language', '=', code)
          .limit(1)
          .executeTakeFirst()),
    ),
  service: async (db: Queryable, code: string): Promise<boolean> =>
    exists(
      await db
        .selectFrom('spk_version_service')
        .select('version_id')
        .where('service', '=', code)
        .limit(1)
        .executeTakeFirst(),
    ),
}

export const roleOf = async (db: Queryable, account: string): Promise<StoredRole | undefined> =>
  (await db.selectFrom('spk_role').select('role').where('account_id', '=', account).executeTakeFirst())?.role

export const setRole = (db: Queryable, account: string, role: StoredRole) =>
  db
    .insertInto('spk_role')
    .values({ account_id: account, role, created_at: Date.now() })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ role }))
    .execute()

export const clearRole = (db: Queryable, account: string) =>
  db.deleteFrom('spk_role').where('account_id', '=', account).execute()

/** Who has a role here, by login. */
export const roles = (db: Queryable) =>
  db
    .selectFrom('spk_role')
    .innerJoin('account', 'account.id', 'spk_role.account_id')
    .select(['account.id', 'account.login', 'account.name', 'spk_role.role', 'spk_role.created_at'])
    .orderBy('account.login_key')
    .execute()
