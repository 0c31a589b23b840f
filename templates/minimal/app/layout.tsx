/** The document around every page. */
import './globals.css'
import Link from 'ferry/link'
import type { ReactNode } from 'react'
import { Harbour } from '@/components/harbour'
import styles from './layout.module.css'

export const metadata = {
  title: { default: 'My Ferry app', template: '%s · My Ferry app' },
  description: 'A small app that works with and without JavaScript.',
  icons: { icon: '/icon.svg' },
}

export const viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a className={styles.skip} href="#content">
          Skip to the content
        </a>
        <header className={styles.header}>
          <Link href="/" className={styles.home}>
            My Ferry app
          </Link>
        </header>
        <main id="content" className={styles.content}>
          {children}
        </main>
        <Harbour />
      </body>
    </html>
  )
}
