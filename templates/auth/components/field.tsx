/** A field with its label, its hint, and what is wrong with it. */
'use client'

import { type ComponentProps, useId } from 'react'
import styles from './form.module.css'

interface Props extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: string
  readonly errors: readonly string[] | undefined
}

export function Field({ label, hint, errors, ...input }: Props) {
  const id = useId()
  const described = [...(hint ? [`${id}hint`] : []), ...(errors ? [`${id}error`] : [])].join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        aria-invalid={errors ? true : undefined}
        aria-describedby={described === '' ? undefined : described}
        {...input}
      />
      {hint && (
        <p id={`${id}hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {errors && (
        <p id={`${id}error`} className={styles.problem}>
          {errors[0]}
        </p>
      )}
    </div>
  )
}
