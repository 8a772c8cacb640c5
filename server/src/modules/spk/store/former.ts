/** The numbers that builds and architectures had on the server they came from. The first repository that is taken over has them. */
import type { Queryable } from '../../../platform/db/index.ts'

export const rememberBuild = (db: Queryable, former: number, build: string) =>
  db
    .insertInto('spk_former_build')
    .values({ former, build_id: build })
    .onConflict((conflict) => conflict.column('former').doNothing())
    .execute()

export const rememberArchitecture = (db: Queryable, former: number, code: string) =>
  db
    .insertInto('spk_former_architecture')
    .values({ former, code })
    .onConflict((conflict) => conflict.column('former').doNothing())
    .execute()

export const formerArchitecture = async (db: Queryable, former: number): Promise<string | undefined> =>
  (await db.selectFrom('spk_former_architecture').select('code').where('former', '=', former).executeTakeFirst())?.code

export const formerBuild = (db: Queryable, former: number) =>
  db
    .selectFrom('spk_former_build')
    .innerJoin('spk_build', 'spk_build.id', 'spk_former_build.build_id')
    .select(['spk_build.id', 'spk_build.path', 'spk_build.active', 'spk_build.firmware_min'])
    .where('spk_former_build.former', '=', former)
    .executeTakeFirst()
