import { as, type Settings } from './sources.ts'

export type MailConfig = { mail: string | null; mailFrom: string | null }

export const mail: Settings<MailConfig> = {
  mail: {
    name: 'mail',
    default: null,
    read: (text) => {
      if (text !== 'log' && !/^smtps?:\/\/[^/]/.test(text)) throw new Error('expected smtp://…, smtps://… or log')
      return text
    },
    secret: true,
    help: 'SMTP server, e.g. smtp://user:password@mail.example.org:587; log: print mails to the log, for development; default: no mail',
  },
  mailFrom: {
    name: 'mailFrom',
    default: null,
    read: as.text,
    help: 'sender of mails, e.g. Slipway <releases@example.org>; needed with an SMTP server',
  },
}
