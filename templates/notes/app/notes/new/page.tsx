/** `/notes/new`: an empty note; also where the home page's form is posted without JavaScript. */
import { NoteForm } from '@/components/note-form'
import { createNote } from '../../functions'

export const metadata = { title: 'New note' }

export default function NewNote() {
  return (
    <>
      <h1>New note</h1>
      <NoteForm action={createNote} permalink="/notes/new" label="Create" />
    </>
  )
}
