/** 401: for whoever is not signed in, any more or yet. */
import { SignInLink } from '@/components/sign-in-link'

export const metadata = { title: 'Sign in first' }

export default function Unauthorized() {
  return (
    <>
      <h1>Sign in first</h1>
      <p className="lead">
        This is for people with an account. Sessions end after a month, and when a password changes.
      </p>
      <SignInLink />
    </>
  )
}
