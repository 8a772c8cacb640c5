/** People, robot accounts, sessions and API keys. */
import Type, { type Static } from 'typebox'
import { Action, Scope } from './permission.ts'
import { Formed, Id, Line, Nullable, named, PageOf, Timestamp } from './schema.ts'

export const Login = Formed(
  '^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$',
  '1 to 64 letters, digits, dots, dashes and underscores, with a letter or digit at both ends',
  { minLength: 1, description: '1 to 64 letters, digits, dots, dashes or underscores; case does not matter.' },
)
export const Password = Type.String({ minLength: 10, maxLength: 1024, description: '10 to 1024 characters.' })
export const Email = Type.String({ format: 'email', maxLength: 254 })
export const AccountKind = Type.Enum(['person', 'robot'])
export const AccountStatus = Type.Enum(['active', 'waiting', 'disabled'], {
  description: '`waiting`: registered, and not let in yet by an administrator.',
})

export const Account = named('Account', {
  id: Id,
  kind: AccountKind,
  login: Login,
  name: Type.String(),
  email: Nullable(Type.String()),
  admin: Type.Boolean({ description: 'Site administrator.' }),
  status: AccountStatus,
  createdAt: Timestamp,
  lastLoginAt: Nullable(Timestamp),
})
export type Account = Static<typeof Account>
export const AccountPage = PageOf('AccountPage', Account)

export const AccountInput = named('AccountInput', {
  kind: Type.Optional(Type.Enum(['person', 'robot'], { default: 'person' })),
  login: Login,
  name: Type.Optional(Line(120)),
  email: Type.Optional(Email),
  password: Type.Optional(Password),
  admin: Type.Optional(Type.Boolean()),
})
export type AccountInput = Static<typeof AccountInput>

export const AccountChange = named('AccountChange', {
  name: Type.Optional(Line(120)),
  email: Type.Optional(Nullable(Email)),
  admin: Type.Optional(Type.Boolean()),
  status: Type.Optional(
    Type.Enum(['active', 'disabled'], { description: '`active` lets in somebody who waits for it.' }),
  ),
})
export type AccountChange = Static<typeof AccountChange>

export const PasswordReset = named('PasswordReset', { password: Password })
export const PasswordChange = named('PasswordChange', {
  current: Type.String({ maxLength: 1024 }),
  password: Password,
})

/** What a browser's passkey interface takes and gives, as JSON: https://www.w3.org/TR/webauthn-3/ */
const PasskeyJson = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description })
const SecondFactorCode = Type.String({
  minLength: 6,
  maxLength: 40,
  description: 'Six digits of an authenticator app, or a recovery code.',
})

export const LoginInput = named('LoginInput', {
  login: Type.String({ minLength: 1, maxLength: 254, description: 'Login or e-mail.' }),
  password: Type.String({ minLength: 1, maxLength: 1024 }),
  code: Type.Optional(SecondFactorCode),
  passkey: Type.Optional(
    PasskeyJson('The answer of a passkey to the options that `second_factor_required` came with.'),
  ),
})

/** Adding and removing what one signs in with asks for the password again. */
const CurrentPassword = Type.String({ minLength: 1, maxLength: 1024, description: 'The password one has now.' })
export const PasswordProof = named('PasswordProof', { password: CurrentPassword })

export const FactorKind = Type.Enum(['totp', 'passkey'])
export const SecondFactor = named('SecondFactor', {
  id: Id,
  kind: FactorKind,
  name: Type.String(),
  createdAt: Timestamp,
  lastUsedAt: Nullable(Timestamp),
})
export type SecondFactor = Static<typeof SecondFactor>
export const SecondFactorList = named('SecondFactorList', {
  items: Type.Array(SecondFactor),
  recoveryCodes: Type.Integer({ description: 'How many are left.' }),
})
export type SecondFactorList = Static<typeof SecondFactorList>
export const NewSecondFactor = named('NewSecondFactor', {
  factor: SecondFactor,
  recoveryCodes: Type.Array(Type.String(), {
    description: 'With the first factor: codes that work once each. They are shown this once.',
  }),
})
export type NewSecondFactor = Static<typeof NewSecondFactor>
export const RecoveryCodes = named('RecoveryCodes', { recoveryCodes: Type.Array(Type.String()) })

export const TotpInput = named('TotpInput', { name: Line(120, 'Which app it is.'), password: CurrentPassword })
export const TotpOffer = named('TotpOffer', {
  id: Id,
  secret: Type.String({ description: 'Base32, for typing in.' }),
  uri: Type.String({ description: '`otpauth://…`, for a picture to scan.' }),
})
export type TotpOffer = Static<typeof TotpOffer>
export const TotpConfirmation = named('TotpConfirmation', { code: SecondFactorCode })
export const PasskeyOptions = named('PasskeyOptions', {
  options: PasskeyJson('For `navigator.credentials.create`, as `parseCreationOptionsFromJSON` takes it.'),
})
export const PasskeyInput = named('PasskeyInput', {
  name: Line(120, 'Which device or key it is.'),
  passkey: PasskeyJson('The answer of the browser.'),
})

export const Registration = named('Registration', {
  login: Login,
  name: Type.Optional(Line(120)),
  email: Email,
  password: Password,
})
export type Registration = Static<typeof Registration>
export const LinkToken = Type.String({ maxLength: 100, description: 'From the link in the mail.' })
export const LinkUse = named('LinkUse', { token: LinkToken })
export const PasswordForgotten = named('PasswordForgotten', {
  login: Type.String({ minLength: 1, maxLength: 254, description: 'Login or e-mail.' }),
})
export const PasswordByLink = named('PasswordByLink', { token: LinkToken, password: Password })
export const ProfileChange = named('ProfileChange', { name: Line(120) })
export const EmailChange = named('EmailChange', { email: Email, password: CurrentPassword })

export const ApiKey = named('ApiKey', {
  id: Id,
  account: Id,
  name: Type.String(),
  prefix: Type.String({ description: 'How the key begins, to recognise it by.' }),
  scopes: Type.Array(Scope),
  app: Nullable(Type.String(), { description: 'The application it is limited to.' }),
  createdAt: Timestamp,
  expiresAt: Nullable(Timestamp),
  lastUsedAt: Nullable(Timestamp),
  revokedAt: Nullable(Timestamp),
})
export type ApiKey = Static<typeof ApiKey>
export const ApiKeyPage = PageOf('ApiKeyPage', ApiKey)

export const ApiKeyInput = named('ApiKeyInput', {
  name: Line(120, 'What it is for.'),
  scopes: Type.Array(Scope, { minItems: 1, uniqueItems: true }),
  app: Type.Optional(Type.String({ description: 'Limit it to this application.' })),
  expiresAt: Type.Optional(Timestamp),
  account: Type.Optional(Type.String({ description: 'Administrators: make it for this account.' })),
})
export type ApiKeyInput = Static<typeof ApiKeyInput>

export const NewApiKey = named('NewApiKey', {
  key: ApiKey,
  secret: Type.String({ description: 'The key itself. It is shown this once and not stored.' }),
})
export type NewApiKey = Static<typeof NewApiKey>

export const Session = named('Session', {
  account: Nullable(Account, { description: 'null when nobody is signed in.' }),
  key: Nullable(ApiKey, { description: 'The API key in use, if any.' }),
  permissions: Type.Array(Action, { description: 'What one may do on the whole site.' }),
})
export type Session = Static<typeof Session>

export const SessionEntry = named('SessionEntry', {
  id: Id,
  createdAt: Timestamp,
  lastUsedAt: Timestamp,
  expiresAt: Timestamp,
  address: Nullable(Type.String()),
  userAgent: Nullable(Type.String()),
  current: Type.Boolean(),
})
export type SessionEntry = Static<typeof SessionEntry>
export const SessionPage = PageOf('SessionPage', SessionEntry)
