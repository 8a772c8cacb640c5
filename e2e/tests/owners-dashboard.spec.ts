import { Slipway } from '@slipway/sdk'
import { preview, stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'
import { expectGoodLooks, settled } from '../looks.ts'
import { administrator } from '../people.ts'

test('whoever looks after applications sees how they do, and what needs a hand', async ({
  page,
  request,
  enter,
  catalogue,
}) => {
  await request.get(`/dl/${catalogue.linuxInstaller}`, { headers: { 'user-agent': 'aria2/1.37.0' } })
  await enter(administrator, '/apps/viewer')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('link', { name: 'Your applications' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your applications' })).toBeVisible()

  const viewer = page.getByRole('region', { name: 'Viewer', exact: true })
  // What stands further down asks for its numbers when somebody comes there.
  await viewer.scrollIntoViewIfNeeded()
  await expect(viewer.getByText(`Newest release, ${stable.name}`)).toBeVisible()
  await expect(viewer.getByText('of the stable installers downloaded')).toBeVisible()
  await expect(viewer.getByText(`Extensions of ${preview.revision}`)).toBeVisible()
  await expect(viewer.getByText('Storage')).toBeVisible()
  await expect(viewer.getByRole('slider', { name: 'Downloads by day of Viewer, step by step' })).toBeVisible()
  await page.getByRole('button', { name: '7 days' }).click()
  await expect(page).toHaveURL(/days=7/)
  await settled(page)
  await expectGoodLooks(page, 'the dashboard')

  await viewer.getByRole('link', { name: /not built everywhere/ }).click()
  await expect(page).toHaveURL(/\/apps\/viewer\/matrix\/.*show=missing/)
})

test('whoever only reads has nothing to look after', async ({ page, enter, baseURL }) => {
  const slipway = new Slipway({ url: baseURL ?? '', key: administrator.key })
  const me = { login: 'passenger', password: 'looking-at-the-sea' }
  await slipway.accounts.create(me)
  await slipway.members.set('viewer', me.login, 'reader')
  await enter(me, '/dashboard')
  await expect(page.getByText('You look after no application.')).toBeVisible()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await expect(page.getByRole('link', { name: 'Your account' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Your applications' })).toHaveCount(0)
})
