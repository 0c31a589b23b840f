import { Suspense } from 'react'
import { later } from '../../parts/rows.jsx'

async function Late({ text }) {
  return <p>{await later(text)}</p>
}

export default function Page() {
  return (
    <main>
      <h1>Stream</h1>
      {['one', 'two', 'three'].map((text) => (
        <Suspense key={text} fallback={<p>…</p>}>
          <Late text={`late ${text}`} />
        </Suspense>
      ))}
    </main>
  )
}

export const dynamic = 'force-dynamic'
