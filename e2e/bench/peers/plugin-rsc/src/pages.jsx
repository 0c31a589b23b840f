import { Suspense } from 'react'
import { save } from './parts/actions.js'
import { Button } from './parts/button.jsx'
import { Caller } from './parts/caller.jsx'
import { Hello, later, Shell, Table } from './parts/rows.jsx'
import { SaveForm } from './parts/save-form.jsx'

async function Late({ text }) {
  return <p>{await later(text)}</p>
}

export function page(path) {
  switch (path) {
    case '/table':
      return (
        <Shell title="Bench">
          <Table Button={Button} />
        </Shell>
      )
    case '/stream':
      return (
        <Shell title="Bench">
          <main>
            <h1>Stream</h1>
            {['one', 'two', 'three'].map((text) => (
              <Suspense key={text} fallback={<p>…</p>}>
                <Late text={`late ${text}`} />
              </Suspense>
            ))}
          </main>
        </Shell>
      )
    case '/form':
      return (
        <Shell title="Bench">
          <main>
            <h1>Form</h1>
            <SaveForm action={save} />
          </main>
        </Shell>
      )
    case '/call':
      return (
        <Shell title="Bench">
          <main>
            <h1>Call</h1>
            <Caller />
          </main>
        </Shell>
      )
    default:
      return (
        <Shell title="Bench">
          <Hello />
        </Shell>
      )
  }
}
