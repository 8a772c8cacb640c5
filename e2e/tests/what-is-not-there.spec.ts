import { expect, test } from '../fixtures.ts'
import { administrator, reader } from '../people.ts'

test('a private application is nothing to strangers, and there for its members', async ({ page, signIn }) => {
  await page.goto('/apps')
  await expect(page.getByText('Viewer').first()).toBeVisible()
  await expect(page.getByText('Dry dock')).toBeHidden()

  await page.goto('/apps/dry-dock')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here')
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await signIn(reader)

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dry dock')
  await expect(page.getByRole('main').getByText('Private')).toBeVisible()
  // Readers are not told how to publish.
  await expect(page.getByText('Nothing is published for this application yet.')).toBeVisible()
  await expect(page.getByText('slipway package upload')).toBeHidden()
})

test('who may publish is told how', async ({ page, enter }) => {
  await enter(administrator, '/apps/dry-dock')

  await expect(page.getByText('slipway package upload dry-dock')).toBeVisible()
})

for (const address of [
  '/nowhere',
  '/apps/nowhere',
  '/apps/viewer/releases/9.9',
  '/apps/viewer/packages/nowhere',
  '/apps/viewer/extensions/Nothing',
]) {
  test(`${address} says that there is nothing, and leads back @phone`, { tag: '@look' }, async ({ page }) => {
    await page.goto(address)

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here')
    await page.getByRole('main').getByRole('link', { name: 'All applications' }).click()
    await expect(page).toHaveURL(/\/apps$/)
  })
}

test('an unknown address answers 404 to browsers, and a problem to programs', async ({ request }) => {
  const page = await request.get('/nowhere', { headers: { accept: 'text/html' } })
  expect(page.status()).toBe(404)
  expect(page.headers()['content-type']).toContain('text/html')

  const problem = await request.get('/api/v2/nowhere', { headers: { accept: 'text/html' } })
  expect(problem.status()).toBe(404)
  expect(problem.headers()['content-type']).toContain('application/problem+json')
})
