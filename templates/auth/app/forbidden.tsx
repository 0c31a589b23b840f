/** 403: for whoever is signed in, but has another role. */
import Link from 'ferry/link'

export const metadata = { title: 'Not yours' }

export default function Forbidden() {
  return (
    <>
      <h1>This is for admins</h1>
      <p className="lead">
        Ask one of them for the role, or go <Link href="/account">to your account</Link>.
      </p>
    </>
  )
}
