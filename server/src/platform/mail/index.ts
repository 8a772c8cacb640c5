/** Sends mail by any SMTP server, or, for development, prints it to the log. */
import type { Log } from '../log/index.ts'

export type Mail = { to: string; subject: string; text: string }

export interface Mailer {
  /** Throws when the mail was not taken. */
  send(mail: Mail): Promise<void>
  /** Throws when the mail server cannot be reached or does not let us in. */
  check(): Promise<void>
}

/** Long enough for servers that make strangers wait, shorter than a job's patience. */
const TIMES = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 }

/**
 * `url`: `smtp://user:password@host:587`, `smtps://…`, or `log`. `from`: the sender, `Name <address>` or an address.
 */
export function createMailer(url: string, from: string, log: Log): Mailer {
  if (url === 'log') {
    return {
      async send({ to, subject, text }) {
        log.info({ to, subject, text }, 'mail')
      },
      check: async () => {},
    }
  }
  const transport = async () => {
    // Loaded with the first mail: most processes never send one.
    const { createTransport } = await import('nodemailer')
    const { protocol, hostname, port, username, password } = new URL(url)
    const secure = protocol === 'smtps:'
    return createTransport({
      ...TIMES,
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (secure ? 465 : 587),
      secure,
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    })
  }
  return {
    async send(mail) {
      await (await transport()).sendMail({ from, ...mail })
    },
    async check() {
      await (await transport()).verify()
    },
  }
}
