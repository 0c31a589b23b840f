/** The note that a URL names; anything else is not found. */
import { notFound } from 'ferry/navigation'
import { cache } from 'react'
import { findNote, type Note } from '@/data/notes'

export async function noteOf({ id }: { readonly id: string }): Promise<Note> {
  const note = /^[1-9]\d{0,14}$/.test(id) ? await readNote(Number(id)) : null
  if (!note) notFound()
  return note
}

/** The page and its metadata ask for the same note. */
const readNote = cache(findNote)
