/** Signs in; what was wrong is shown, and the address stays. */
'use client'

import { useActionState } from 'react'
import { signIn } from '@/functions/session'
import { Field } from './field'
import styles from './form.module.css'
import { SubmitButton } from './submit-button'

export function SignInForm({ to }: { to: string }) {
  const [state, submit] = useActionState(signIn, null)
  const refused = state && 'problem' in state ? state : null
  return (
    <form action={submit} className={styles.form}>
      {refused && (
        <p role="alert" className={styles.problem}>
          {refused.problem}
        </p>
      )}
      <input type="hidden" name="to" value={to} />
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
        autoComplete="current-password"
        errors={state?.fieldErrors?.password}
      />
      <div>
        <SubmitButton className="primary" pending="Signing in…">
          Sign in
        </SubmitButton>
      </div>
    </form>
  )
}
