import { expect, test } from '../fixtures.ts'

const broken = {
  type: '/problems/internal',
  title: 'Something went wrong on the server.',
  status: 500,
  code: 'internal',
  detail: 'Something went wrong on the server.',
  requestId: '65f0c0ffee65f0c0ffee65f0',
}

test('a failure says what to do, names the request, and can be tried again', { tag: '@look' }, async ({ page }) => {
  await page.route('**/api/v2/apps/viewer', (route) => route.fulfill({ status: 500, json: broken }))
  await page.goto('/apps/viewer')
  await expect(page.getByRole('alert')).toContainText('This could not be loaded')
  await expect(page.getByRole('alert')).toContainText(broken.requestId)

  await page.unroute('**/api/v2/apps/viewer')
  await page.getByRole('button', { name: 'Try again' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer')
})

test('a list that fails leaves the rest of the page', { tag: '@look' }, async ({ page }) => {
  await page.route('**/api/v2/apps/viewer/releases/*/catalogue?**', (route) =>
    route.fulfill({ status: 500, json: broken }),
  )
  await page.goto('/apps/viewer/extensions')
  await expect(page.getByRole('alert')).toContainText('The list could not be loaded.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Extensions for Viewer')

  await page.unroute('**/api/v2/apps/viewer/releases/*/catalogue?**')
  await page.getByRole('button', { name: 'Try again' }).click()

  await expect(page.getByRole('article').first()).toBeVisible()
})

test('what is slow shows its shape first', { tag: '@look' }, async ({ page }) => {
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/v2/apps/viewer', async (route) => {
    await held
    await route.continue()
  })
  // Within the app: the first page comes from the server with its content.
  await page.goto('/apps')
  await expect(page.getByRole('banner').getByRole('button', { name: 'Search' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Viewer' }).first().click()
  await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached()

  answer()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer')
})

test('without a connection the page stays, and says so', { tag: '@look' }, async ({ page, context }) => {
  await page.goto('/apps/viewer')
  await expect(page.getByRole('banner').getByRole('button', { name: 'Search' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer')

  await context.setOffline(true)
  await expect(page.getByText(/^You are offline\./)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer')

  await context.setOffline(false)
  await expect(page.getByText(/^You are offline\./)).toBeHidden()
})

test('a server without applications says what comes first', { tag: '@look' }, async ({ page }) => {
  await page.route('**/api/v2/apps?**', (route) => route.fulfill({ json: { items: [], cursor: null } }))
  await page.goto('/apps')

  await expect(page.getByText('No application is public here.')).toBeVisible()
})
