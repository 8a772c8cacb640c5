/** An SMTP server on loopback that keeps what it is given, or refuses it. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export type Received = { to: string; subject: string; text: string; link: string | undefined; token: string }

export type PostOffice = {
  /** as the setting `mail` takes it */
  url: string
  received: Received[]
  /** the next mails are refused for now */
  refusing: boolean
}

export async function openPostOffice(): Promise<PostOffice> {
  const office: PostOffice = { url: '', received: [], refusing: false }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let raw = ''
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => (raw += chunk))
      stream.on('end', () => {
        if (office.refusing) return done(Object.assign(new Error('come back later'), { responseCode: 451 }))
        office.received.push(read(raw, session.envelope.rcptTo[0]?.address ?? ''))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  office.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return office
}

function read(raw: string, to: string): Received {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const subject = /^Subject: (.*)$/m.exec(head)?.[1] ?? ''
  const whole = body.join('\r\n\r\n')
  const quoted = /^Content-Transfer-Encoding: quoted-printable/im.test(head)
  const text = quoted
    ? whole
        .replaceAll('=\r\n', '')
        .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : whole
  const link = /https?:\/\/\S+/.exec(text)?.[0]
  return { to, subject, text, link, token: link?.split('#')[1] ?? '' }
}
