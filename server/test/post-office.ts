/** An SMTP server on loopback that keeps what it is given, or refuses it. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string; subject: string; text: string; link: string | undefined; token: string }

export type PostOffice = {
  /** as the setting `mail` takes it */
  url: string
  received: Received[]
  /** the next mails are refused for now */
  refusing: boolean
  close: () => Promise<void>
}

export async function startPostOffice(): Promise<PostOffice> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        if (office.refusing) return done(Object.assign(new Error('come back later'), { responseCode: 451 }))
        const [recipient] = session.envelope.rcptTo
        office.received.push(read(Buffer.concat(pieces).toString('latin1'), recipient?.address ?? ''))
        done()
      })
    },
  })
  const office: PostOffice = {
    url: '',
    received: [],
    refusing: false,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  office.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return office
}

/** `raw`: one character for each byte. */
function read(raw: string, to: string): Received {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const [, encoding = ''] = /^Content-Transfer-Encoding: (\S+)/im.exec(unfolded) ?? []
  const text = decoded(body.join('\r\n\r\n'), encoding.toLowerCase())
  const link = /https?:\/\/\S+/.exec(text)?.[0]
  return { to, subject: subjectOf(unfolded), text, link, token: link?.split('#')[1] ?? '' }
}

/** With its encoded words (RFC 2047), between which spaces do not count. */
const subjectOf = (head: string): string =>
  (/^Subject: (.*)$/m.exec(head)?.[1] ?? '')
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, encoding: string, text: string) =>
      encoding.toLowerCase() === 'q' ? decoded(text.replaceAll('_', ' '), 'quoted-printable') : decoded(text, 'base64'),
    )

function decoded(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return text
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
