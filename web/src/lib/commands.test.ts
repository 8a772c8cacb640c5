import { describe, expect, it } from 'vitest'
import { fetchCommand, verifyCommand } from './commands.ts'
import type { Published } from './published.ts'

const published = (os: string, name: string, url: string) =>
  ({ os, url, file: { name, sha256: 'abc' } }) as unknown as Published

describe('commands', () => {
  const linux = published('linux', 'Viewer-5.8.tar.gz', '/dl/viewer/5.8/Viewer-5.8.tar.gz')

  it('fetch a file under its own name', () => {
    expect(fetchCommand(linux, 'https://x.org')).toBe('curl -LO https://x.org/dl/viewer/5.8/Viewer-5.8.tar.gz')
    expect(verifyCommand(linux)).toBe("echo 'abc  Viewer-5.8.tar.gz' | sha256sum -c")
  })

  it('use what the system has', () => {
    const [mac, win] = [published('macosx', 'a.dmg', '/dl/a.dmg'), published('win', 'a.exe', '/dl/a.exe')]
    expect(verifyCommand(mac)).toContain('| shasum -a 256 -c')
    expect(fetchCommand(win, 'https://x.org')).toBe('curl.exe -LO https://x.org/dl/a.exe')
    expect(verifyCommand(win)).toBe("(Get-FileHash a.exe).Hash -eq 'abc'")
  })

  it('quote names that a shell would take apart', () => {
    const odd = published('linux', "it's; rm -rf ~ é.zip", '/dl/x/it%27s%3B%20rm%20%C3%A9.zip')
    expect(fetchCommand(odd, 'https://x.org')).toBe(
      "curl -L -o 'it'\\''s; rm -rf ~ é.zip' https://x.org/dl/x/it%27s%3B%20rm%20%C3%A9.zip",
    )
    expect(verifyCommand(odd)).toBe("echo 'abc  it'\\''s; rm -rf ~ é.zip' | sha256sum -c")
  })
})
