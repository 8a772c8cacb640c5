// npm run paint: how soon the largest thing of each public page is there, with a processor four times slower, on loopback
// (https://web.dev/articles/lcp). Ends with 1 when it takes longer than a second anywhere.
import { demoApp, withDemo } from './lib/demo-server.mjs'

const SLOWER = 4
const LIMIT_MS = 1000
const RUNS = 3
const pages = [
  '/',
  '/apps',
  demoApp,
  `${demoApp}/releases/2.2.1`,
  `${demoApp}/extensions`,
  `${demoApp}/extensions/BrainStrip`,
  `${demoApp}/matrix/2.2.1`,
  `${demoApp}/compare`,
  `${demoApp}/statistics`,
  '/synology',
]

await withDemo(async (browser, address) => {
  for (const path of pages) {
    const times = []
    for (let run = 0; run < RUNS; run++) times.push(await largestPaint(browser, address + path))
    const median = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]
    if (median > LIMIT_MS) process.exitCode = 1
    console.log(`${String(Math.round(median)).padStart(5)} ms  ${path}`)
  }
})

/** Milliseconds from the start of the navigation, without anything in the browser's cache. */
async function largestPaint(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(`
    globalThis.largest = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.largest = entry.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  `)
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  const time = await page.evaluate('globalThis.largest')
  await context.close()
  return time
}
