/** The form of a note, new or known. What was refused stays in the fields, with and without JavaScript. */
'use client'

import { useActionState, useId } from 'react'
import type { FormState } from '@/app/functions'
import styles from './note-form.module.css'
import { SubmitButton } from './submit-button'

interface Props {
  readonly action: (previous: FormState | null, formData: FormData) => Promise<FormState | null>
  /** The page that shows this form's answer when it is sent without JavaScript. */
  readonly permalink: string
  readonly label: string
  readonly title?: string
  readonly body?: string
  readonly hasImage?: boolean
}

export function NoteForm({ action, permalink, label, title = '', body = '', hasImage = false }: Props) {
  const [state, submit] = useActionState(action, null, permalink)
  const id = useId()
  const problems = state?.problems ?? {}
  return (
    <form action={submit} className={styles.form}>
      {state && (
        <p role="alert" className={styles.problem}>
          The note was not saved.
        </p>
      )}
      <label htmlFor={`${id}title`}>Title</label>
      <input
        id={`${id}title`}
        name="title"
        defaultValue={state?.title ?? title}
        autoComplete="off"
        aria-invalid={problems.title ? true : undefined}
        aria-describedby={problems.title ? `${id}title-problem` : undefined}
      />
      <Problem id={`${id}title-problem`} text={problems.title} />

      <label htmlFor={`${id}body`}>Note</label>
      <textarea
        id={`${id}body`}
        name="body"
        rows={8}
        defaultValue={state?.body ?? body}
        aria-invalid={problems.body ? true : undefined}
        aria-describedby={problems.body ? `${id}body-problem` : undefined}
      />
      <Problem id={`${id}body-problem`} text={problems.body} />

      <label htmlFor={`${id}image`}>{hasImage ? 'Another picture' : 'Picture'}</label>
      <input
        id={`${id}image`}
        type="file"
        name="image"
        accept="image/png,image/jpeg,image/gif,image/webp"
        aria-invalid={problems.image ? true : undefined}
        aria-describedby={problems.image ? `${id}image-problem` : undefined}
      />
      <Problem id={`${id}image-problem`} text={problems.image} />
      {hasImage && (
        <label className={styles.choice}>
          <input type="checkbox" name="remove-image" /> Remove the picture
        </label>
      )}

      <div>
        <SubmitButton className="primary" pending="Saving…">
          {label}
        </SubmitButton>
      </div>
    </form>
  )
}

function Problem({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <p id={id} className={styles.problem}>
      {text}
    </p>
  ) : null
}
