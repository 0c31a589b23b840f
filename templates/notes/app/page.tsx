/** `/`: all notes, or those that contain the words of `?q=`. */
import Link from 'ferry/link'
import { NoteForm } from '@/components/note-form'
import { Pin } from '@/components/pin'
import { findNotes, type Note } from '@/data/notes'
import { createNote, setPinned } from './functions'
import styles from './page.module.css'

export default async function Home({ searchParams }: PageProps<'/'>) {
  const { q } = await searchParams
  const words = (Array.isArray(q) ? q.join(' ') : (q ?? '')).slice(0, 200).trim()
  const notes = await findNotes(words)
  return (
    <>
      <h1>{words ? `Notes with “${words}”` : 'All notes'}</h1>
      <p className={styles.count} role="status">
        {notes.length === 0 ? 'Nothing found.' : notes.length === 1 ? 'One note' : `${notes.length} notes`}
        {words && (
          <>
            {' · '}
            <Link href="/">Show all</Link>
          </>
        )}
      </p>
      <details className={styles.quick}>
        <summary>Write a note</summary>
        <NoteForm action={createNote} permalink="/notes/new" label="Create" />
      </details>
      <ul className={styles.list}>
        {notes.map((note) => (
          <NoteCard key={note.id} note={note} />
        ))}
      </ul>
    </>
  )
}

function NoteCard({ note }: { note: Note }) {
  return (
    <li className={styles.card}>
      {note.hasImage && (
        <img className={styles.picture} src={`/notes/${note.id}/image?v=${note.updatedAt.getTime()}`} alt="" />
      )}
      <h2 className={styles.title}>
        <Link href={`/notes/${note.id}`}>{note.title}</Link>
      </h2>
      <p className={styles.excerpt}>{note.body.slice(0, 160)}</p>
      <footer className={styles.footer}>
        <time dateTime={note.updatedAt.toISOString()}>{dates.format(note.updatedAt)}</time>
        <Pin action={setPinned} id={note.id} pinned={note.pinned} title={note.title} />
      </footer>
    </li>
  )
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
