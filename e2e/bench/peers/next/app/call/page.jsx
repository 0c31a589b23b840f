import { Caller } from '../../parts/caller.jsx'

export default function Page() {
  return (
    <main>
      <h1>Call</h1>
      <Caller />
    </main>
  )
}

export const dynamic = 'force-dynamic'
