/** Adds a departure. Without JavaScript the browser posts it; with it, the list is new in the same answer. */
'use client'

import { useActionState, useId } from 'react'
import { add } from '@/app/functions'
import styles from './departure-form.module.css'

export function DepartureForm() {
  const id = useId()
  const [state, submit, pending] = useActionState(add, null)
  const field = { 'aria-invalid': state ? true : undefined, 'aria-describedby': `${id}-problem` }
  return (
    <form action={submit} className={styles.form}>
      <label htmlFor={`${id}-time`}>Time</label>
      <input id={`${id}-time`} name="time" type="time" defaultValue={state?.time} {...field} />
      <label htmlFor={`${id}-to`}>To</label>
      <input id={`${id}-to`} name="to" autoComplete="off" defaultValue={state?.to} {...field} />
      <button type="submit" aria-disabled={pending}>
        {pending ? 'Adding…' : 'Add'}
      </button>
      <p id={`${id}-problem`} className={styles.problem} role="status">
        {state?.problem}
      </p>
    </form>
  )
}
