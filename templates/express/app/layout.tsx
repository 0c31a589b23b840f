/** The document around every page. */
import './globals.css'
import type { ReactNode } from 'react'

export const metadata = {
  title: 'Departures',
  description: 'An Express API and the pages beside it.',
  icons: { icon: '/icon.svg' },
}

export const viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <main>{children}</main>
      </body>
    </html>
  )
}
