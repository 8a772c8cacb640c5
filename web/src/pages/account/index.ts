/** The pages of one’s own account, and those that lead to one. */

export { ConfirmEmailPage, ConfirmRegistrationPage } from '../register/LinkPage.tsx'
export { ForgotPasswordPage, NewPasswordPage } from '../register/PasswordPages.tsx'
export { RegisterPage } from '../register/RegisterPage.tsx'
export { AccountFrame } from './AccountFrame.tsx'
export { FactorsPage } from './FactorsPage.tsx'
export { KeysPage } from './KeysPage.tsx'
export { ProfilePage } from './ProfilePage.tsx'
export { SessionsPage } from './SessionsPage.tsx'
