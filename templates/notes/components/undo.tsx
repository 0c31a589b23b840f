/** After a deletion: the way back, for half a minute. */
import { cookies } from 'ferry/headers'
import { redirect } from 'ferry/navigation'
import { restoreNote } from '@/data/notes'
import { SubmitButton } from './submit-button'
import styles from './undo.module.css'

export async function Undo() {
  const deleted = (await cookies()).get('deleted')?.value ?? ''
  if (!/^[1-9]\d{0,14}$/.test(deleted)) return null
  const id = Number(deleted)

  async function undo() {
    'use server'
    const restored = await restoreNote(id)
    ;(await cookies()).delete('deleted')
    if (!restored) redirect('/')
    redirect(`/notes/${id}`)
  }

  async function dismiss() {
    'use server'
    ;(await cookies()).delete('deleted')
  }

  return (
    <div className={styles.message} role="status">
      <span>The note was deleted.</span>
      <form action={undo}>
        <SubmitButton pending="Undoing…">Undo</SubmitButton>
        <button type="submit" formAction={dismiss}>
          Dismiss
        </button>
      </form>
    </div>
  )
}
