/** The pages that lead to an account, or back to it. */
export { ConfirmEmailPage, ConfirmRegistrationPage } from './LinkPage.tsx'
export { ForgotPasswordPage, NewPasswordPage } from './PasswordPages.tsx'
export { RegisterPage } from './RegisterPage.tsx'
