/** What letters say in English. */

export type Written = { site: string; login: string; link: string }
export type Letter = { subject: string; text: string }
type Write = (facts: Written) => Letter

export const en = {
  register: ({ site, login, link }) => ({
    subject: `${site}: confirm your e-mail address`,
    text: `Somebody, probably you, registered as ${login} at ${site}.

Open this link to confirm it; it works for 24 hours:
${link}

If it was not you, there is nothing to do: nothing comes of it.`,
  }),
  register_known: ({ site, login, link }) => ({
    subject: `${site}: you have an account already`,
    text: `Somebody, probably you, tried to register at ${site} with this e-mail address. It belongs to the account ${login}.

Sign in here, or have a new password sent to you there:
${link}`,
  }),
  reset_password: ({ site, login, link }) => ({
    subject: `${site}: choose a new password`,
    text: `Somebody, probably you, asked for a new password for ${login} at ${site}.

Open this link to choose one; it works for an hour:
${link}

If it was not you, there is nothing to do: the password stays as it is.`,
  }),
  password_changed: ({ site, login }) => ({
    subject: `${site}: your password was changed`,
    text: `The password of ${login} at ${site} was changed. All other sessions have ended.

If it was not you, have a new password sent to you at once, and tell an administrator.`,
  }),
  change_email: ({ site, login, link }) => ({
    subject: `${site}: confirm your new e-mail address`,
    text: `The account ${login} at ${site} is to have this e-mail address.

Open this link to confirm it; it works for 24 hours:
${link}

If it was not you, there is nothing to do: nothing comes of it.`,
  }),
  email_changed: ({ site, login }) => ({
    subject: `${site}: your e-mail address was changed`,
    text: `The account ${login} at ${site} has another e-mail address from now on; this was the last mail to this one.

If it was not you, tell an administrator.`,
  }),
  waiting: ({ site, login, link }) => ({
    subject: `${site}: ${login} waits to be let in`,
    text: `Somebody registered as ${login} at ${site} and confirmed the e-mail address. The account works once an administrator lets it in.

Let it in, or refuse it, here:
${link}`,
  }),
  let_in: ({ site, login, link }) => ({
    subject: `${site}: you can sign in now`,
    text: `An administrator has let in your account ${login} at ${site}.

Sign in here:
${link}`,
  }),
} satisfies Record<string, Write>

export type LetterPurpose = keyof typeof en
export type Letters = Record<LetterPurpose, Write>
