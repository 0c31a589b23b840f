/** `/`: for everybody. */
import Link from 'ferry/link'
import { currentUser } from '@/data/access'

export default async function Home() {
  const user = await currentUser()
  return user ? (
    <>
      <h1>Good to see you, {user.name}.</h1>
      <p className="lead">
        Your name, your password and your sessions are on <Link href="/account">your account’s page</Link>.
        {user.role === 'admin' && (
          <>
            {' '}
            You are an admin: <Link href="/admin">look after the others</Link>.
          </>
        )}
      </p>
    </>
  ) : (
    <>
      <h1>A light in the window.</h1>
      <p className="lead">An app that knows who is there: accounts, sessions, roles, with JavaScript or without.</p>
      <p>
        <Link href="/sign-up" className="button primary">
          Make an account
        </Link>{' '}
        or <Link href="/sign-in">sign in</Link> to yours. The first account is the admin’s.
      </p>
    </>
  )
}
