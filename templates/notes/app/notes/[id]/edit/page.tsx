/** `/notes/:id/edit`: the form, bound to its note. */
import Link from 'ferry/link'
import { NoteForm } from '@/components/note-form'
import { saveNote } from '../../../functions'
import { noteOf } from '../note-of'

export const metadata = { title: 'Edit' }

export default async function EditNote({ params }: PageProps<'/notes/[id]/edit'>) {
  const note = await noteOf(await params)
  return (
    <>
      <h1>Edit “{note.title}”</h1>
      <NoteForm
        action={saveNote.bind(null, note.id)}
        permalink={`/notes/${note.id}/edit`}
        label="Save"
        title={note.title}
        body={note.body}
        hasImage={note.hasImage}
      />
      <p>
        <Link href={`/notes/${note.id}`}>Leave it as it is</Link>
      </p>
    </>
  )
}
