/** Any URL the app does not have. */
import Link from 'ferry/link'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <>
      <h1>There is nothing here</h1>
      <p className="lead">
        The way back: <Link href="/">home</Link>.
      </p>
    </>
  )
}
