/** Asks for a name. Without JavaScript the browser posts it; with it, the answer comes without a new page. */
'use client'

import { useActionState, useId } from 'react'
import { forgetName, saveName } from '@/app/functions'
import styles from './name-form.module.css'

export function NameForm({ name }: { name: string }) {
  const id = useId()
  const [state, save, pending] = useActionState(saveName, null)
  return (
    <form action={save} className={styles.form}>
      <label htmlFor={id}>Your name</label>
      <div className={styles.row}>
        <input
          key={name}
          id={id}
          name="name"
          autoComplete="given-name"
          defaultValue={state?.problem ? state.name : name}
          aria-invalid={state?.problem ? true : undefined}
          aria-describedby={`${id}-problem`}
        />
        <button type="submit" className={styles.primary} aria-disabled={pending}>
          {pending ? 'Saving…' : 'Save'}
        </button>
        {name && (
          <button type="submit" formAction={forgetName}>
            Forget it
          </button>
        )}
      </div>
      <p id={`${id}-problem`} className={styles.problem} role="status">
        {state?.problem}
      </p>
    </form>
  )
}
