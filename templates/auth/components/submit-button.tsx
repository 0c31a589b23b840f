/** A submit button that says when its form is on its way. It stays focusable, so that the keyboard does not lose its place. */
'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'

interface Props {
  readonly children: ReactNode
  readonly pending: string
  /** What it is called, where its text alone would not tell. */
  readonly label?: string
  readonly className?: string
}

export function SubmitButton({ children, pending: text, label, className }: Props) {
  const { pending } = useFormStatus()
  return (
    <button type="submit" className={className} aria-disabled={pending} aria-label={label}>
      {pending ? text : children}
    </button>
  )
}
