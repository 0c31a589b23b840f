'use client'

import { useActionState } from 'react'

export function SaveForm({ action }) {
  const [state, submit] = useActionState(action, { count: 0, name: '' })
  return (
    <form action={submit}>
      <input name="name" defaultValue={state.name} />
      <output>
        {state.count}: {state.name}
      </output>
      <button type="submit">Save</button>
    </form>
  )
}
