/** `/notes/:id`: one note; deleting it is a function written right here. */
import { cookies } from 'ferry/headers'
import Link from 'ferry/link'
import { redirect } from 'ferry/navigation'
import { Pin } from '@/components/pin'
import { SubmitButton } from '@/components/submit-button'
import { deleteNote } from '@/data/notes'
import { setPinned } from '../../functions'
import { noteOf } from './note-of'
import styles from './page.module.css'

export async function generateMetadata({ params }: PageProps<'/notes/[id]'>) {
  return { title: (await noteOf(await params)).title }
}

export default async function NotePage({ params }: PageProps<'/notes/[id]'>) {
  const note = await noteOf(await params)

  async function remove() {
    'use server'
    await deleteNote(note.id)
    ;(await cookies()).set('deleted', String(note.id), { path: '/', maxAge: 30, httpOnly: true, sameSite: 'lax' })
    redirect('/')
  }

  return (
    <article className={styles.note}>
      <h1>{note.title}</h1>
      <div className={styles.meta}>
        Changed <time dateTime={note.updatedAt.toISOString()}>{dates.format(note.updatedAt)}</time>
        <Pin action={setPinned} id={note.id} pinned={note.pinned} title={note.title} />
      </div>
      {note.hasImage && (
        <img
          className={styles.picture}
          src={`/notes/${note.id}/image?v=${note.updatedAt.getTime()}`}
          alt={`Attached to “${note.title}”`}
        />
      )}
      <div className={styles.body}>{note.body}</div>
      <div className={styles.actions}>
        <Link href={`/notes/${note.id}/edit`} className="button primary">
          Edit
        </Link>
        <form action={remove}>
          <SubmitButton className="danger" pending="Deleting…">
            Delete
          </SubmitButton>
        </form>
        <Link href="/">All notes</Link>
      </div>
    </article>
  )
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
