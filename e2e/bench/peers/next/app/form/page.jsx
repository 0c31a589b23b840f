import { save } from '../../parts/actions.js'
import { SaveForm } from '../../parts/save-form.jsx'

export default function Page() {
  return (
    <main>
      <h1>Form</h1>
      <SaveForm action={save} />
    </main>
  )
}

export const dynamic = 'force-dynamic'
