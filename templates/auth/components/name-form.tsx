/** Changes one's name. */
'use client'

import { useActionState } from 'react'
import { changeName } from '@/functions/account'
import { Field } from './field'
import styles from './form.module.css'
import { Outcome } from './outcome'
import { SubmitButton } from './submit-button'

export function NameForm({ name }: { name: string }) {
  const [state, submit] = useActionState(changeName, null)
  return (
    <form action={submit} className={styles.form}>
      <Field
        label="What others see"
        name="name"
        autoComplete="name"
        defaultValue={String(state?.values?.name ?? name)}
        errors={state?.fieldErrors?.name}
      />
      <Outcome state={state} />
      <div>
        <SubmitButton pending="Saving…">Save the name</SubmitButton>
      </div>
    </form>
  )
}
