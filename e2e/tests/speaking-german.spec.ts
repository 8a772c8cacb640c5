import { findings } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { administrator } from '../people.ts'

test('who chooses German keeps it, before and after signing in @phone', { tag: '@look' }, async ({ page, enter }) => {
  const fits = async () => {
    await page.waitForLoadState('networkidle')
    expect(await findings(page)).toEqual([])
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).toBeLessThanOrEqual(0)
  }
  await enter(administrator, '/account')
  await page.goto('/apps/viewer')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch')
  await expect(page.getByRole('link', { name: 'Erweiterungen', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Sprache' })).toHaveValue('de')
  await fits()

  await page.goto('/account')
  await expect(page.getByRole('heading', { level: 1, name: 'Profil' })).toBeVisible()
  await fits()
  await page.goto('/synology')
  await expect(page.getByRole('heading', { level: 1, name: 'NAS-Pakete' })).toBeVisible()
  await page.getByRole('link', { name: 'Hafenwacht' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hafenwacht' })).toBeVisible()
  await fits()
})
