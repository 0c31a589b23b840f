/** To the sign-in page, and from there back to the page that is open. */
'use client'

import Link from 'ferry/link'
import { usePathname } from 'ferry/navigation'

export function SignInLink() {
  const to = usePathname()
  return (
    <Link href={`/sign-in?to=${encodeURIComponent(to)}`} className="button primary">
      Sign in
    </Link>
  )
}
