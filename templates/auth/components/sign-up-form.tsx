/** Makes an account and signs in. */
'use client'

import { useActionState } from 'react'
import { signUp } from '@/functions/session'
import { Field } from './field'
import styles from './form.module.css'
import { SubmitButton } from './submit-button'

export function SignUpForm() {
  const [state, submit] = useActionState(signUp, null)
  const refused = state && 'problem' in state ? state : null
  return (
    <form action={submit} className={styles.form}>
      {refused && (
        <p role="alert" className={styles.problem}>
          {refused.problem}
        </p>
      )}
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={String(state?.values?.name ?? refused?.name ?? '')}
        errors={state?.fieldErrors?.name}
      />
      <Field
        label="Address"
        name="email"
        type="text"
        inputMode="email"
        autoComplete="username"
        defaultValue={String(state?.values?.email ?? refused?.email ?? '')}
        errors={state?.fieldErrors?.email}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 10 letters. A few words will do."
        errors={state?.fieldErrors?.password}
      />
      <div>
        <SubmitButton className="primary" pending="Making it…">
          Make the account
        </SubmitButton>
      </div>
    </form>
  )
}
