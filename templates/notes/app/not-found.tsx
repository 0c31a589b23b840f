/** Any URL the app does not have. */
import Link from 'ferry/link'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <>
      <h1>There is no such note</h1>
      <p>
        It may have been deleted. <Link href="/">All notes</Link>
      </p>
    </>
  )
}
