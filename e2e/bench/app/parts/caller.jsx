'use client'

import { add, addAndRefresh } from './actions.js'

export function Caller() {
  return (
    <p>
      <button type="button" onClick={() => add(1, 2)}>
        add
      </button>
      <button type="button" onClick={() => addAndRefresh(1, 2)}>
        add and refresh
      </button>
    </p>
  )
}
