/** The first files of an app, in TypeScript or JavaScript. Pure. */

/** Path below `app/` to text. */
export function starterFiles(typescript: boolean): Readonly<Record<string, string>> {
  const end = typescript ? 'tsx' : 'jsx'
  return {
    [`layout.${end}`]: layout(typescript),
    [`page.${end}`]: page(typescript, end),
  }
}

function layout(typescript: boolean): string {
  const [first, props] = typescript
    ? ["import type { ReactNode } from 'react'\n\n", '{ children }: { children: ReactNode }']
    : ['', '{ children }']
  return `/** The document around every page. */
${first}export const metadata = { title: 'Hello' }

export default function RootLayout(${props}) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
`
}

function page(typescript: boolean, end: string): string {
  return `/** \`/\`: made on the server for every visit. The function in it runs there too, with JavaScript and without. */
import { cookies } from 'ferry/headers'

export default async function Home() {
  async function keepName(form${typescript ? ': FormData' : ''}) {
    'use server'
    ;(await cookies()).set('name', String(form.get('name')).slice(0, 40))
  }

  const name = (await cookies()).get('name')?.value
  return (
    <main>
      <h1>Hello{name ? \`, \${name}\` : ''}</h1>
      <p>
        This page is <code>app/page.${end}</code>.
      </p>
      <form action={keepName}>
        <label>
          Your name <input name="name" />
        </label>{' '}
        <button>Keep it</button>
      </form>
    </main>
  )
}
`
}
