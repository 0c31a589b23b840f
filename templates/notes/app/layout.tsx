/** Every page: the header with search and theme, the message after a deletion, the content. */
import Form from 'ferry/form'
import { cookies } from 'ferry/headers'
import Link from 'ferry/link'
import type { ReactNode } from 'react'
import { ThemeSwitch } from '@/components/theme-switch'
import { Undo } from '@/components/undo'
import './globals.css'
import styles from './layout.module.css'

export const metadata = {
  title: { default: 'Notes', template: '%s · Notes' },
  description: 'A small notebook.',
  icons: { icon: '/icon.svg' },
}

export const viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value
  return (
    <html lang="en" data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}>
      <body>
        <a className={styles.skip} href="#content">
          Skip to the content
        </a>
        <header className={styles.header}>
          <Link href="/" className={styles.home}>
            Notes
          </Link>
          <Form action="/" role="search" className={styles.search}>
            <label htmlFor="q" className="visually-hidden">
              Search notes
            </label>
            <input id="q" name="q" type="search" placeholder="Search" autoComplete="off" />
            <button type="submit">Search</button>
          </Form>
          <ThemeSwitch theme={theme ?? 'auto'} />
        </header>
        <Undo />
        <main id="content" className={styles.content}>
          {children}
        </main>
      </body>
    </html>
  )
}
