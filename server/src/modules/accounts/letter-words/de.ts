/** What letters say in German. */
import type { Letters } from './en.ts'

export const de: Letters = {
  register: ({ site, login, link }) => ({
    subject: `${site}: E-Mail-Adresse bestätigen`,
    text: `Mit dieser Adresse hat sich jemand bei ${site} als ${login} registriert.

Dieser Link bestätigt die Registrierung; er gilt 24 Stunden:
${link}

Wer das nicht war, muss nichts tun: Es wird nichts daraus.`,
  }),
  register_known: ({ site, login, link }) => ({
    subject: `${site}: Es gibt schon ein Konto`,
    text: `Mit dieser Adresse wollte sich jemand bei ${site} registrieren. Sie gehört zum Konto ${login}.

Hier ist die Anmeldung; dort lässt sich auch ein neues Passwort anfordern:
${link}`,
  }),
  reset_password: ({ site, login, link }) => ({
    subject: `${site}: Neues Passwort wählen`,
    text: `Für ${login} bei ${site} wurde ein neues Passwort angefordert.

Über diesen Link lässt es sich wählen; er gilt eine Stunde:
${link}

Wer das nicht war, muss nichts tun: Das Passwort bleibt, wie es ist.`,
  }),
  password_changed: ({ site, login }) => ({
    subject: `${site}: Das Passwort wurde geändert`,
    text: `Das Passwort von ${login} bei ${site} wurde geändert. Alle anderen Sitzungen sind beendet.

Wer das nicht war, fordert am besten sofort ein neues Passwort an und sagt der Administration Bescheid.`,
  }),
  change_email: ({ site, login, link }) => ({
    subject: `${site}: Neue E-Mail-Adresse bestätigen`,
    text: `Das Konto ${login} bei ${site} soll diese E-Mail-Adresse bekommen.

Dieser Link bestätigt sie; er gilt 24 Stunden:
${link}

Wer das nicht war, muss nichts tun: Es wird nichts daraus.`,
  }),
  email_changed: ({ site, login }) => ({
    subject: `${site}: Die E-Mail-Adresse wurde geändert`,
    text: `Das Konto ${login} bei ${site} hat ab jetzt eine andere E-Mail-Adresse; dies ist die letzte Nachricht an diese.

Wer das nicht war, sagt am besten der Administration Bescheid.`,
  }),
  waiting: ({ site, login, link }) => ({
    subject: `${site}: ${login} wartet auf Freigabe`,
    text: `Bei ${site} hat sich jemand als ${login} registriert und die E-Mail-Adresse bestätigt. Das Konto gilt, sobald jemand aus der Administration es freigibt.

Hier lässt es sich freigeben oder ablehnen:
${link}`,
  }),
  let_in: ({ site, login, link }) => ({
    subject: `${site}: Das Konto ist freigegeben`,
    text: `Das Konto ${login} bei ${site} wurde freigegeben.

Hier ist die Anmeldung:
${link}`,
  }),
}
