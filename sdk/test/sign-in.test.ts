import { expect, it } from 'vitest'
import { administrator } from '../../server/test/harness/index.ts'
import { Slipway, signInForKey } from '../src/node.ts'
import { setting } from './setting.ts'

it('exchanges a password for a key and leaves no session behind', async () => {
  const { url, client } = await setting()
  const { login, password } = administrator
  const made = await signInForKey({ url }, { login, password }, { name: 'laptop', scopes: ['publish'] })
  expect(made.account?.login).toBe(login)

  const session = await new Slipway({ url, key: made.secret }).session.get()
  expect(session.key).toMatchObject({ name: 'laptop', scopes: ['publish'] })
  expect(await client().session.list()).toEqual([])
})

it('says that the password is wrong', async () => {
  const { url } = await setting()
  const wrong = signInForKey({ url }, { login: 'admin', password: 'wrong password' }, { name: 'x', scopes: ['read'] })
  await expect(wrong).rejects.toMatchObject({ code: 'login_failed', status: 401 })
})
