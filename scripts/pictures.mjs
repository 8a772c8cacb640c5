// npm run pictures: takes the pictures in docs/images of a demo catalogue, so that they show the pages as they are.
import { mkdirSync } from 'node:fs'
import { demoApp, withDemo } from './lib/demo-server.mjs'
import { inRoot } from './lib/paths.mjs'

const pictures = {
  application: demoApp,
  extensions: `${demoApp}/extensions`,
  availability: `${demoApp}/matrix`,
  comparison: `${demoApp}/compare`,
}

await withDemo(async (browser, address) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'UTC' })
  mkdirSync(inRoot('docs/images'), { recursive: true })
  for (const [name, path] of Object.entries(pictures)) {
    await page.goto(address + path)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: inRoot('docs/images', `${name}.png`) })
  }
})
