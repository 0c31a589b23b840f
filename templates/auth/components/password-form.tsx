/** Changes one's password; the old one is asked for. */
'use client'

import { useActionState } from 'react'
import { changePassword } from '@/functions/account'
import { Field } from './field'
import styles from './form.module.css'
import { Outcome } from './outcome'
import { SubmitButton } from './submit-button'

export function PasswordForm({ email }: { email: string }) {
  const [state, submit] = useActionState(changePassword, null)
  return (
    <form action={submit} className={styles.form}>
      {/* Tells a password manager which account it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field
        label="The one you have"
        name="password"
        type="password"
        autoComplete="current-password"
        errors={state?.fieldErrors?.password}
      />
      <Field
        label="A new one"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint="At least 10 letters. A few words will do."
        errors={state?.fieldErrors?.newPassword}
      />
      <Outcome state={state} />
      <div>
        <SubmitButton pending="Changing…">Change the password</SubmitButton>
      </div>
    </form>
  )
}
