/** Pins a note to the top, or takes it down. Without JavaScript the form is posted; with it, the star changes at once. */
'use client'

import { startTransition, useOptimistic } from 'react'
import styles from './pin.module.css'

interface Props {
  readonly action: (id: number, pinned: boolean) => Promise<void>
  readonly id: number
  readonly pinned: boolean
  readonly title: string
}

export function Pin({ action, id, pinned, title }: Props) {
  const [shown, show] = useOptimistic(pinned)
  const toggle = action.bind(null, id, !shown)
  return (
    <form
      action={toggle}
      onSubmit={(event) => {
        event.preventDefault()
        startTransition(async () => {
          show(!shown)
          await toggle()
        })
      }}
    >
      <button type="submit" className={styles.pin} aria-pressed={shown} aria-label={`Pin ${title}`}>
        <span aria-hidden="true">{shown ? '★' : '☆'}</span>
      </button>
    </form>
  )
}
