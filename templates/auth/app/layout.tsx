/** Every page: the header says who is signed in. */
import Link from 'ferry/link'
import type { ReactNode } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { currentUser } from '@/data/access'
import { signOut } from '@/functions/session'
import './globals.css'
import styles from './layout.module.css'

export const metadata = {
  title: { default: 'Lantern', template: '%s · Lantern' },
  description: 'An app with accounts.',
  icons: { icon: '/icon.svg' },
}

export const viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const user = await currentUser()
  return (
    <html lang="en">
      <body>
        <a className={styles.skip} href="#content">
          Skip to the content
        </a>
        <header className={styles.header}>
          <Link href="/" className={styles.home}>
            Lantern
          </Link>
          <nav aria-label="Main" className={styles.nav}>
            {user?.role === 'admin' && <Link href="/admin">People</Link>}
            {user && <Link href="/account">{user.name}</Link>}
            {!user && <Link href="/sign-in">Sign in</Link>}
            {!user && (
              <Link href="/sign-up" className="button primary">
                Sign up
              </Link>
            )}
            {user && (
              <form action={signOut}>
                <SubmitButton pending="Signing out…">Sign out</SubmitButton>
              </form>
            )}
          </nav>
        </header>
        <main id="content" className={styles.content}>
          {children}
        </main>
      </body>
    </html>
  )
}
